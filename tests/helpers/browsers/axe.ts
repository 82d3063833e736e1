import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "puppeteer-core";
import { until } from "../until.ts";

/** WCAG 2.2, levels A and AA, in axe-core's names for them. */
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const SIZES = [{ width: 1280, height: 800 }, { width: 390, height: 844 }];

/**
 * Asserts that a page as it is now breaks no rule, wide and narrow, in light and dark. A call is dark
 * whatever the theme is, so for one of its panels one of them is enough.
 */
export async function assertAccessible(
  page: Page,
  what: string,
  schemes: readonly ("light" | "dark")[] = ["light", "dark"],
): Promise<void> {
  for (const viewport of SIZES) {
    await page.setViewport(viewport);
    for (const value of schemes) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      assert.deepEqual(await violations(page), [], `${what}, ${value}, ${viewport.width} px`);
    }
  }
}

/** What axe-core finds against WCAG 2.2 A and AA on the page as it is now, one line each. */
async function violations(page: Page): Promise<string[]> {
  // What moves has colours in between, which nobody is meant to read by.
  await until(
    "what moves has arrived",
    () =>
      page.evaluate(() =>
        document.getAnimations().every((one) =>
          one.playState !== "running" || one.effect?.getComputedTiming().iterations === Infinity
        )
      ),
  );
  await page.evaluate(axe.source);
  return await page.evaluate(async (levels) => {
    const scope = globalThis as unknown as { axe: typeof axe };
    const found = await scope.axe.run(document, { runOnly: levels, resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
        return `${id}: ${target.join(" ")}: ${why}`;
      })
    );
  }, LEVELS);
}
