import assert from "node:assert/strict";
import { openNetwork, whyNoNamespaces } from "../helpers/servers/namespaces.ts";
import { startSite } from "../helpers/servers/site.ts";

const impossible = await whyNoNamespaces();
if (impossible !== null) console.log(`Skipped: ${impossible}`);

Deno.test({
  name: "a browser in a namespace reaches the site, until its traffic is cut, and after it healed",
  ignore: impossible !== null,
  async fn() {
    let bridge: string;
    {
      await using network = await openNetwork();
      const [one, other] = network.namespaces;
      bridge = one.name.slice(0, -2);
      assert.notEqual(one.address, other.address);
      await using site = await startSite({ host: network.host });
      await using chromium = await one.launchChromium({ secure: site.origin, devices: false });
      const page = await chromium.newPage();
      await page.goto(`${site.origin}/api/health`);
      assert.ok(await page.evaluate(() => globalThis.isSecureContext));
      const reaches = () =>
        page.evaluate(() =>
          fetch("/api/health", { signal: AbortSignal.timeout(1_000) }).then(() => true, () => false)
        );
      assert.equal(await reaches(), true);
      await one.cut(other.address);
      assert.equal(await reaches(), true, "another's traffic was cut, not the site's");
      await one.heal();
      await one.cut(network.host);
      assert.equal(await reaches(), false);
      await one.heal();
      assert.equal(await reaches(), true);
      await one.cut();
      assert.equal(await reaches(), false);
    }
    const left = await new Deno.Command("ip", { args: ["link"] }).output();
    const spaces = await new Deno.Command("ip", { args: ["netns", "list"] }).output();
    const text = new TextDecoder();
    assert.ok(!`${text.decode(left.stdout)}${text.decode(spaces.stdout)}`.includes(bridge));
  },
});
