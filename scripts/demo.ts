import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type GitHubSandbox, type SandboxRepository, startGitHub } from "../sandbox/github";
import { parseHeredoc } from "../sandbox/heredoc";

/** Publishes this repository's own files to a local forge through the built bundle, twice, and shows what it did. */
const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
const tag = `v${version}`;
const folder = await mkdtemp(join(tmpdir(), "forge-release-demo-"));
const github = await startGitHub({ shape: "github.com" });
try {
  const repository = github.repository("me/forge-release");
  repository.tag(tag);
  title(`A forge is running at ${github.serverUrl}; the tag ${tag} of me/forge-release was just pushed`);
  await publish(github, repository);
  title("The same step again: nothing is sent twice");
  await publish(github, repository);
  title("Done");
  const [release] = repository.releases;
  console.log(
    `The forge has ${repository.releases.length} release, ${release?.tagName ?? ""}, with ${release?.assets.length ?? 0} files.`,
  );
} finally {
  await github.close();
  await rm(folder, { recursive: true, force: true });
}

async function publish(forge: GitHubSandbox, repository: SandboxRepository): Promise<void> {
  const [output, summary] = [join(folder, "output"), join(folder, "summary.md")];
  await writeFile(output, "");
  await writeFile(summary, "");
  forge.clearRequests();
  const env = {
    PATH: process.env.PATH,
    ...forge.environment({ repository, tag }),
    GITHUB_WORKSPACE: resolve("."),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    INPUT_JOB_TOKEN: forge.token,
    INPUT_FILES: "dist/*.js\nLICENSE#The licence\nREADME.md => read me.md",
    INPUT_BODY_PATH: "CHANGELOG.md",
  };
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(process.execPath, ["dist/index.js"], { env, stdio: "inherit" });
    child.on("error", fail).on("close", done);
  });
  if (code !== 0) throw new Error(`The bundle ended with exit code ${code}.`);
  title("Requests the forge saw", "-");
  for (const { method, path, status } of forge.requests) console.log(`${method.padEnd(6)} ${path} → ${status}`);
  title("Outputs", "-");
  for (const [name, value] of Object.entries(parseHeredoc(await readFile(output, "utf8")))) {
    console.log(`${name}: ${value.length > 160 ? `${value.slice(0, 160)}…` : value}`);
  }
  title("Summary", "-");
  console.log(await readFile(summary, "utf8"));
}

function title(text: string, line = "="): void {
  console.log(`\n${text}\n${line.repeat(text.length)}\n`);
}
