import { execFileSync } from "node:child_process";

export interface Tagged {
  readonly tag: string;
  /** Of its commit. */
  readonly date: Date;
}

/** A clone as a person has it: a commit for each tag, the newest checked out. @returns the commits by tag */
export function checkOut(
  folder: string,
  { origin, tags }: { readonly origin: string; readonly tags: readonly Tagged[] },
): ReadonlyMap<string, string> {
  const git = (words: readonly string[], input = ""): string =>
    execFileSync("git", words, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: "1" },
      encoding: "utf8",
      input,
    });
  git(["init", "--quiet", "--initial-branch=main"]);
  git(["remote", "add", "origin", origin]);
  git(["fast-import", "--quiet"], tags.map(commitOf).join(""));
  git(["reset", "--quiet"]);
  const lines = git(["for-each-ref", "--format=%(refname:short) %(objectname)", "refs/tags"]).trim().split("\n");
  return new Map(lines.map((line): [string, string] => [line.split(" ")[0] ?? "", line.split(" ")[1] ?? ""]));
}

/** As `git fast-import` reads it. */
function commitOf({ tag, date }: Tagged): string {
  const message = `feat: ${tag}`;
  return [
    "commit refs/heads/main",
    `committer octo <octo@example.com> ${Math.floor(date.getTime() / 1000)} +0000`,
    `data ${message.length}`,
    message,
    `reset refs/tags/${tag}`,
    "from refs/heads/main",
    "\n",
  ].join("\n");
}
