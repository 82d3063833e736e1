import { ROOT } from "./paths.ts";

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number;
  readonly said: string;
}

/**
 * Runs a program as somebody else's, and checks its types where that is asked for: it stands in a folder of its own and has the library's
 * exports by their names, and no permission to read, write or connect to anything.
 */
export async function runOutside(
  program: string,
  types: "checked" | "unchecked" = "unchecked",
): Promise<Ended> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/main.ts`, program);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...[
          "run",
          types === "checked" ? "--check" : "--no-check",
          "--cached-only",
          "--frozen",
          "--no-prompt",
        ],
        `--config=${decodeURIComponent(new URL("deno.json", ROOT).pathname)}`,
        "main.ts",
      ],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder();
    return { code, said: text.decode(stdout) + text.decode(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
