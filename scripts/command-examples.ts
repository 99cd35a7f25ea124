import type { CommandName } from "../src/request/commands/specs";

/** A call of a command, and what it prints on standard output; a test plays them all, in this order, on a sandbox. */
export interface Example {
  readonly name: CommandName;
  readonly words: string;
  readonly prints: string;
  /** How it ends, where that is not well. */
  readonly code?: number;
  /** It needs no repository to speak to. */
  readonly bare?: true;
}

const SHA_A = "71218ec3355afad74a37ce7a0375950a0aa3b469b33ebcba0c592e7a712a3f35";
const SHA_B = "748491ebb9076ccad953dd892db296558c5f8582d4d5a84eb0feeabda7afdc6a";
const FILES_AT = "https://github.com/octo/app/releases/download/v1.1.0";

export const EXAMPLES: readonly Example[] = [
  {
    name: "list",
    words: "list",
    prints: `TAG        TITLE              STATE   DATE        FILES
v1.1.0     Version v1.1.0     latest  2026-01-02  2
nightly-2  Version nightly-2          2026-01-02  2
nightly-1  Version nightly-1          2026-01-02  2
v1.0.0     Version v1.0.0             2026-01-02  2`,
  },
  {
    name: "view",
    words: "view v1.1.0",
    prints: `v1.1.0  Version v1.1.0 (latest)
published 2026-01-02
https://github.com/octo/app/releases/tag/v1.1.0

Notes of v1.1.0

FILE   SIZE      SHA256                                                            ADDRESS
a.txt  12 bytes  ${SHA_A}  ${FILES_AT}/a.txt
b.bin  12 bytes  ${SHA_B}  ${FILES_AT}/b.bin`,
  },
  {
    name: "download",
    words: "download v1.1.0 --dir got",
    prints: `got/a.txt
got/b.bin
2 files of v1.1.0, 24 bytes: 2 downloaded, 0 present`,
  },
  {
    name: "verify",
    words: "verify v1.1.0",
    prints: `STATUS  FILE   SHA256
ok      a.txt  ${SHA_A}
ok      b.bin  ${SHA_B}
v1.1.0: 2 ok`,
  },
  { name: "delete", words: "delete v1.1.0 a.txt --yes", prints: "deleted a.txt of v1.1.0" },
  { name: "prune", words: "prune nightly-* --keep 1 --yes", prints: "deleted nightly-1" },
  {
    name: "doctor",
    words: "doctor --tag-name v2.0.0 dist/*.zip",
    code: 2,
    prints: `ok         ci           a shell (no CI's variables are set); event: other.
ok         node         Node 24.1.0; 20.18.1 or newer is needed.
not known  checkout     There is none here.
                        → In a checkout the commit of the tag is checked as well.
ok         outputs      They go to the log only.
ok         notes        None are asked for.
wrong      files        the files on the command line: "dist/*.zip" matches no file in /home/user/app. There is no folder "dist".
                        → Check the pattern, and whether the build has left the file there.
ok         inputs       7 inputs, nothing wrong with them.

https://github.com/octo/app
ok         server       GitHub at https://github.com (from the input forge), API at https://api.github.com.
ok         proxy        None stands before the server.
ok         certificate  None: the server is spoken to over plain http.
ok         clock        The clock of this machine and that of the server agree.
ok         token        The token from the variable SECRET works.
ok         repository   octo/app can be seen.
not known  rights       Its account may write to the repository; whether the token itself may is not known before writing, for the forge does not tell.
                        → Nothing, until a run is refused. Then: Give the token write access to contents: for a fine-grained personal access token “Contents: read and write”, for a classic one the scope \`repo\`.
wrong      tag          The tag v2.0.0 does not exist, and it is not known which commit it should be on.
                        → Push the tag first, or set --target-commitish.
ok         release      There is no release of v2.0.0 yet: a run creates it.

12 ok, 2 wrong, 2 not known`,
  },
  {
    name: "init",
    words: "init --ci github",
    bare: true,
    prints: `wrote .github/workflows/release.yml for GitHub Actions

Next:
1. In .github/workflows/release.yml put your own build in the place of “make dist”; what it leaves in dist is released.
2. Token: the job's own, which "permissions" in it lets write. There is none to make.
3. Commit .github/workflows/release.yml and push it: git add .github/workflows/release.yml && git commit -m "ci: release" && git push
4. To see before what a run will meet: forge-release doctor --tag-name v1.0.0
5. Release by a tag: git tag v1.0.0 && git push origin v1.0.0`,
  },
];

/** The example of a command as Markdown; `undefined` where there is none. */
export function exampleOf(name: CommandName): string | undefined {
  const example = EXAMPLES.find((one) => one.name === name);
  if (example === undefined) return undefined;
  const words = example.words.replaceAll(/\S*\*\S*/g, "'$&'");
  return `\`\`\`console\n$ forge-release ${words}\n${example.prints}\n\`\`\``;
}
