import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { showEveryForge } from "./demo/every-forge";
import { showGitHub } from "./demo/github";

/** Publishes this repository's own files to local forges through the built bundle, and shows what it did. */
const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
const folder = await mkdtemp(join(tmpdir(), "forge-release-demo-"));
try {
  // Away from the checkout, whose commit the tag here is not on.
  for (const path of ["dist", "LICENSE", "README.md", "CHANGELOG.md"])
    await cp(path, join(folder, path), { recursive: true });
  await showGitHub({ tag: `v${version}`, folder });
  await showEveryForge({ tag: `v${version}`, folder });
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
