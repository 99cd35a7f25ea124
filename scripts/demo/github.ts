import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pushedTo } from "../../sandbox";
import { startGitHub } from "../../sandbox/github";
import { parseHeredoc } from "../../sandbox/kernel/heredoc";
import { runBundle } from "./run-bundle";
import { title } from "./title";

/** One forge in full: everything that is said, asked and handed on, in two runs. */
export async function showGitHub(at: { readonly tag: string; readonly folder: string }): Promise<void> {
  const forge = await pushedTo(startGitHub(), { repository: "me/forge-release", tag: at.tag });
  try {
    title(`A forge is running at ${forge.serverUrl}; the tag ${at.tag} of me/forge-release was just pushed`);
    await show(forge, at.folder);
    title("The same step again: nothing is sent twice");
    await show(forge, at.folder);
  } finally {
    await forge.close();
  }
}

async function show(forge: Parameters<typeof runBundle>[0], folder: string): Promise<void> {
  const [output, summary] = [join(folder, "output"), join(folder, "summary.md")];
  await writeFile(output, "");
  await writeFile(summary, "");
  const { requests } = await runBundle(forge, {
    folder,
    inputs: {
      files: "dist/index.js\nLICENSE#The licence\nREADME.md => read me.md",
      body_path: "CHANGELOG.md",
    },
    environment: { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
    shown: true,
  });
  title("Requests the forge saw", "-");
  for (const { method, path, status } of requests) console.log(`${method.padEnd(6)} ${path} → ${status}`);
  title("Outputs", "-");
  for (const [name, value] of Object.entries(parseHeredoc(await readFile(output, "utf8")))) {
    console.log(`${name}: ${value.length > 160 ? `${value.slice(0, 160)}…` : value}`);
  }
  title("Summary", "-");
  console.log(await readFile(summary, "utf8"));
}
