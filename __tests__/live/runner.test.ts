import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { startGitea } from "../../sandbox/gitea";

/** `act` (https://github.com/nektos/act) or Gitea's `act_runner`: started on this machine, without containers. */
const RUNNER = process.env.RUNNER_BIN;
const run = promisify(execFile);
const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const WORKFLOW = `
on: push
jobs:
  release:
    runs-on: host
    steps:
      # What a checkout would do.
      - run: cp -r "$SOURCE/." .
      - id: publish
        uses: ./action
        with:
          forge: gitea
          server_url: \${{ env.SERVER }}
          repository: octo/app
          token: \${{ secrets.RELEASE_TOKEN }}
          tag_name: v1.0.0
          name: Made by a runner
          body: |
            First line
            second line: "quoted", 你好
          files: |
            out/*.txt
            !out/b.txt
          fail_on_unmatched_files: true
      - env:
          CREATED: \${{ steps.publish.outputs.created }}
          FIRST: \${{ fromJSON(steps.publish.outputs.assets)[0].name }}
        run: |
          printf '%s %s' "$CREATED" "$FIRST" > "$TOLD"
`;

const started = (folder: string): [string, string[]] =>
  RUNNER?.includes("act_runner") === true
    ? [RUNNER, ["exec", "--image", "-self-hosted", "--event", "push", "-W", join(folder, ".github/workflows")]]
    : [RUNNER ?? "", ["push", "--platform", "host=-self-hosted", "--directory", folder]];

/** Without RUNNER_BIN there is no runner at hand, and nothing to be seen. */
(RUNNER === undefined ? describe.skip : describe)("the action in a real runner (RUNNER_BIN)", () => {
  it("gets its inputs, publishes, and its outputs reach the next step", async () => {
    const gitea = await startGitea();
    endings.push(() => gitea.close());
    const repo = gitea.repository("octo/app");
    repo.tag("v1.0.0");
    const folder = await mkdtemp(join(tmpdir(), "forge-release-runner-"));
    endings.push(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, ".github/workflows"), { recursive: true });
    await mkdir(join(folder, "out"));
    await writeFile(join(folder, ".github/workflows/release.yml"), WORKFLOW);
    await writeFile(join(folder, "out/a.txt"), "alpha");
    await writeFile(join(folder, "out/b.txt"), "beta");
    await cp("dist", join(folder, "action/dist"), { recursive: true });
    await cp("action.yml", join(folder, "action/action.yml"));
    const git = (...words: string[]) => run("git", words, { cwd: folder });
    await git("init", "-q", "-b", "main");
    await git("add", "-A");
    await git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "one");
    const told = join(folder, "told");
    const [program, words] = started(folder);
    const flags = ["--env", `SOURCE=${folder}`, "--env", `SERVER=${gitea.serverUrl}`, "--env", `TOLD=${told}`];
    const options = { cwd: folder, maxBuffer: 2 ** 26 };
    const { stdout } = await run(
      program,
      [...words, ...flags, "--secret", `RELEASE_TOKEN=${gitea.token}`],
      options,
    ).catch((error: unknown) => {
      const { stdout: said = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new Error(`${String(error)}
${said}
${stderr}`);
    });
    expect(repo.releases).toMatchObject([
      {
        tagName: "v1.0.0",
        name: "Made by a runner",
        body: 'First line\nsecond line: "quoted", 你好\n',
        draft: false,
        assets: [{ name: "a.txt" }],
      },
    ]);
    expect(await readFile(told, "utf8")).toBe("true a.txt");
    expect(stdout).not.toContain(gitea.token);
  }, 120_000);
});
