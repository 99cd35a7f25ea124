import { execFileSync } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** Copies the working tree, without what git ignores, into a repository of its own. */
export function copyTree(root: string, folder: string): void {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of listed.split("\0").filter(Boolean)) cpSync(join(root, file), join(folder, file));
  symlinkSync(resolve(root, "node_modules"), join(folder, "node_modules"));
  // Some suites ask git for the files of the project.
  const git = (...words: string[]): unknown => execFileSync("git", words, { cwd: folder });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=m", "-c", "user.email=m@example.com", "commit", "--quiet", "--message=whole");
}
