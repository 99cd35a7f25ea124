import { afterEach, describe, expect, it } from "vitest";
import { spawnSync } from "node:child_process";
import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pushedTo } from "../../sandbox";
import { startGitee } from "../../sandbox/gitee";
import { startGitHub } from "../../sandbox/github";
import { BUNDLE, type Env, type Ran, type Workspace, createWorkspace } from "../doors/bundle";
import { publicHosts } from "../http/public-hosts";
import type { Values } from "./steps";
import { PUSHED } from "./table";
import { workflow } from "./workflows";

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const read = (file: string): Promise<string> => readFile(join("examples", file), "utf8");

/** Runs the one step of ours. */
async function step(file: string, values: Values, at: { workspace: Workspace; env: Env }): Promise<Ran> {
  const [one, ...more] = workflow(await read(file), values).flat();
  if (one?.kind !== "action" || more.length > 0) throw new Error(`${file} has not one step of ours`);
  return at.workspace.action(at.env, one.inputs);
}

describe("examples/copy.yml", () => {
  it("brings every release to the mirror, and the next night only what is new", async () => {
    const [github, gitee] = await Promise.all([pushedTo(startGitHub(), PUSHED), pushedTo(startGitee(), PUSHED)]);
    const workspace = await createWorkspace();
    endings.push(
      () => workspace.close(),
      () => github.close(),
      () => gitee.close(),
    );
    const release = (tag: string): void => {
      for (const { repo } of [github, gitee]) if (tag !== PUSHED.tag) repo.tag(tag);
      github.repo.release({ tag, title: `Title of ${tag}`, notes: tag, assets: [{ name: "app.zip", content: tag }] });
    };
    const there = (): unknown[] =>
      gitee.repo.seen().map(({ tag, title, notes, assets }) => [tag, title, notes, assets.map(({ sha256 }) => sha256)]);
    const from = (): unknown[] =>
      github.repo
        .seen()
        .map(({ tag, title, notes, assets }) => [tag, title, notes, assets.map(({ sha256 }) => sha256)]);
    const hosts = await publicHosts({ "gitee.com": gitee.serverUrl }, workspace);
    const env = { ...github.repo.checkedOut({ event: "schedule" }), GITEE_TOKEN: gitee.token, ...hosts.environment };
    const night = (): Promise<Ran> =>
      step("copy.yml", { "github.token": github.inputs.job_token ?? "" }, { workspace, env });
    release(PUSHED.tag);
    release("v1.1.0");
    for (const next of ["v1.2.0", undefined]) {
      const { code, log } = await night();
      expect([code, log]).toEqual([0, expect.not.stringMatching(/^::(warning|error)/m)]);
      expect(there()).toEqual(expect.arrayContaining(from()));
      if (next !== undefined) release(next);
    }
    const before = gitee.repo.writes().length;
    expect((await night()).code).toBe(0);
    expect(gitee.repo.writes()).toHaveLength(before);
  });
});

describe("examples/upload.yml", () => {
  it("adds files to the release of the tag, and to no other", async () => {
    const github = await pushedTo(startGitHub(), PUSHED);
    const workspace = await createWorkspace({ "dist/app.deb": "package", "dist/app.rpm": "other" });
    endings.push(
      () => workspace.close(),
      () => github.close(),
    );
    const values = { "github.token": github.token, "inputs.tag": PUSHED.tag };
    const env = github.repo.checkedOut({});
    const refused = await step("upload.yml", values, { workspace, env });
    expect([refused.code, refused.log, github.repo.seen()]).toEqual([
      2,
      expect.stringMatching(/no release.*v1\.0\.0|v1\.0\.0.*no release/i),
      [],
    ]);
    github.repo.release({ tag: PUSHED.tag, title: "One", notes: "as they are", assets: [{ name: "app.zip" }] });
    const { code, log } = await step("upload.yml", values, { workspace, env });
    expect([code, log]).toEqual([0, expect.not.stringMatching(/^::(warning|error)/m)]);
    const files = ["app.zip", "app.deb", "app.rpm"].map((name) => ({ name }));
    expect(github.repo.seen()).toMatchObject([{ tag: "v1.0.0", title: "One", notes: "as they are", assets: files }]);
  });
});

const scripted = process.platform === "win32" ? it.skip : it;

describe("examples/completion.sh", () => {
  scripted("installs completion for three shells, twice without harm", async () => {
    const workspace = await createWorkspace({
      "bin/npm": `#!/bin/sh\necho "$@" >>"$HOME/installed"\n`,
      "bin/forge-release": `#!/bin/sh\nexec '${process.execPath}' '${BUNDLE}' "$@"\n`,
    });
    endings.push(() => workspace.close());
    const home = workspace.folder;
    for (const name of ["npm", "forge-release"]) await chmod(join(home, "bin", name), 0o755);
    const env = { HOME: home, PATH: `${join(home, "bin")}:${process.env.PATH ?? ""}` };
    for (let times = 0; times < 2; times += 1)
      expect(spawnSync("sh", ["-eu", join("examples", "completion.sh")], { env, encoding: "utf8" })).toMatchObject({
        ...{ status: 0, stderr: "" },
      });
    expect(await readFile(join(home, "installed"), "utf8")).toContain("install --global forge-release@");
    const zshrc = await readFile(join(home, ".zshrc"), "utf8");
    expect(zshrc.match(/forge-release\.zsh/g)).toHaveLength(1);
    for (const file of [
      ".local/share/zsh/site-functions/forge-release.zsh",
      ".config/fish/completions/forge-release.fish",
    ])
      expect(await readFile(join(home, file), "utf8")).toContain("tag-name");
    const bash = `. "$HOME/.local/share/bash-completion/completions/forge-release" && complete -p forge-release`;
    const told = spawnSync("bash", ["-c", bash], { env, encoding: "utf8" });
    expect([told.status, told.stdout]).toEqual([0, expect.stringContaining("-F _forge_release forge-release")]);
  });
});
