import { describe, expect, it } from "vitest";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { elsewhere, git, mirrored, objectsOf, received, run, temporary } from "./push-stage";
import { several } from "./several-stage";
import { listIn } from "./stage";

const status = (json: string | undefined): unknown[] => listIn(json).map((entry) => entry.status);

/** Forges that take a push over https. */
const PUSHED_TO = ["github", "gitlab", "gitea", "forgejo", "gitee", "gitcode", "tgit", "cnb"] as const;

describe("push_tag", () => {
  it.each(PUSHED_TO)("brings a tag with its commits to %s, and the release follows", async (forge) => {
    const at = await mirrored(forge);
    const ran = await at.push();
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("the tag v1.0.0 was pushed to")]);
    const tag = await git(at.workspace.folder, "rev-parse", "v1.0.0");
    expect(await at.side.refs()).toEqual({ "refs/heads/main": at.commits[0], "refs/tags/v1.0.0": tag });
    expect(at.mirror.repo.tagCommit("v1.0.0")).toBe(at.commits[2]);
    expect(at.mirror.repo.seen()).toMatchObject([{ tag: "v1.0.0", draft: false, assets: [{}, {}] }]);
    expect(at.mirror.violations).toEqual([]);
    const pushes = received(at);
    const again = await at.push();
    expect([again.code, status(again.outputs.results), received(at)]).toEqual([0, ["unchanged"], pushes]);
  });

  it("takes the commit that is checked out where the checkout has no such tag", async () => {
    const at = await mirrored("gitee");
    await git(at.workspace.folder, "tag", "-d", "v1.0.0");
    const ran = await at.push();
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
    expect((await at.side.refs())["refs/tags/v1.0.0"]).toBe(at.commits[2]);
  });

  it.each(["gitlab", "gitee", "cnb"])(
    "brings a tag to %s, and the notes that are made of its commits",
    async (forge) => {
      const at = await mirrored(forge);
      await git(at.workspace.folder, "tag", "v0.9.0", at.commits[0] ?? "");
      await at.side.take(at.workspace.folder, "v0.9.0");
      const inputs = { generate_release_notes: "true", notes_from_tag: "true", body: "### Changes" };
      const ran = await at.push(inputs);
      expect([ran.code, ran.log]).toEqual([0, expect.stringMatching(/generated since v0\.9\.0/)]);
      const { notes = "" } = at.mirror.repo.seen().find(({ tag }) => tag === "v1.0.0") ?? {};
      const own = notes.replace(/\r\n/g, "\n").replace(/ \(.*\)$/gm, "");
      expect(own).toMatch(/^### Changes\n\nVersion one\n\n- three\n- two/);
      const before = at.mirror.repo.writes().length;
      const again = await at.push(inputs);
      expect([again.code, status(again.outputs.results)]).toEqual([0, ["unchanged"]]);
      expect(at.mirror.repo.writes().length).toBe(before);
    },
  );

  it("is planned by a dry run, which sends nothing", async () => {
    const at = await mirrored("gitee");
    const ran = await at.push({ dry_run: "true" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining(`push the tag v1.0.0 to ${at.commits[2] ?? ""}`)]);
    expect([received(at), Object.keys(await at.side.refs())]).toEqual([0, ["refs/heads/main"]]);
    expect(listIn(ran.outputs.plan)[0]).toMatchObject({ action: "push-tag", tag_name: "v1.0.0" });
  });

  it.each([
    ...PUSHED_TO.map((forge) => [forge, "of another history"] as const),
    ["gitee", "without a commit"] as const,
  ])("sends no object to a repository on %s %s: its address may be a wrong one", async (forge, kind) => {
    const at = await mirrored(forge);
    await elsewhere(at, kind === "of another history");
    const before = await objectsOf(at);
    const ran = await at.push();
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("it holds no commit that the tag builds on")]);
    expect(ran.log).toContain("A wrong address would make a private history public");
    expect([received(at), await objectsOf(at), at.mirror.repo.seen()]).toEqual([0, before, []]);
  });

  it("is an input error for SourceHut, which takes no push over https", async () => {
    const at = await several(["sourcehut"]);
    const ran = await at.act([at.line("sourcehut", "push_tag=true")]);
    expect([ran.code, ran.log]).toEqual([
      2,
      expect.stringMatching(/push_tag .*does nothing on SourceHut.*push the tag by ssh/),
    ]);
    expect(at.mirrors.sourcehut?.requests).toEqual([]);
  });

  it("refuses the checkout of another repository, and none at all", async () => {
    const at = await mirrored("gitee");
    await git(at.workspace.folder, "remote", "set-url", "origin", "https://github.com/somebody/else.git");
    const other = await at.push();
    expect([other.code, other.log]).toEqual([
      2,
      expect.stringContaining("push_tag has nothing to push from: there is no checkout of me/app here"),
    ]);
    await rm(join(at.workspace.folder, ".git"), { recursive: true });
    const none = await at.push();
    expect([none.code, none.log]).toEqual([2, expect.stringContaining("push_tag has nothing to push from")]);
    expect(at.mirror.requests).toEqual([]);
  });

  it("refuses a tag that is elsewhere, here or there", async () => {
    const at = await mirrored("gitee");
    await at.side.take(at.workspace.folder, `${at.commits[0] ?? ""}:refs/tags/v1.0.0`);
    const there = await at.push();
    expect([there.code, there.log]).toEqual([2, expect.stringContaining(`is on the commit ${at.commits[0] ?? ""}`)]);
    await git(at.workspace.folder, "tag", "-f", "v1.0.0", "HEAD~1");
    const here = await at.push();
    expect([here.code, here.log]).toEqual([2, expect.stringContaining("the tag v1.0.0 of the checkout is on")]);
    expect(received(at)).toBe(0);
  });

  it("explains a shallow checkout, whether the server or this program refuses it", async () => {
    const at = await mirrored("gitee");
    const shallow = await temporary();
    await git(shallow, "clone", "--quiet", "--depth=1", "--branch=v1.0.0", `file://${at.workspace.folder}`, "app");
    await rm(join(at.workspace.folder, ".git"), { recursive: true });
    await run("cp", ["-r", join(shallow, "app/.git"), at.workspace.folder]);
    await git(at.workspace.folder, "remote", "set-url", "origin", "https://github.com/me/app.git");
    const ran = await at.push();
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("The checkout is shallow")]);
    expect(ran.log).toContain("fetch-depth: 0");
    expect(received(at)).toBe(0);
  });

  it("tells what a server says of a shallow push", async () => {
    const at = await mirrored("gitee");
    const { folder } = at.workspace;
    // Two lines of history meet: the mirror has one of them, and of the other the checkout has the end only.
    await git(folder, "checkout", "--quiet", "-b", "side", at.commits[0] ?? "");
    for (const name of ["a", "b", "c"]) await git(folder, "commit", "--quiet", "--allow-empty", "-m", name);
    await git(folder, "checkout", "--quiet", "main");
    await git(folder, "merge", "--quiet", "--no-ff", "-m", "both", "side");
    await git(folder, "tag", "-f", "-a", "v1.0.0", "-m", "both");
    await at.side.take(folder, `${at.commits[2] ?? ""}:refs/heads/main`);
    const shallow = await temporary();
    await git(shallow, "clone", "--quiet", "--depth=2", `file://${folder}`, "app");
    await git(join(shallow, "app"), "fetch", "--quiet", "--depth=2", "origin", "+refs/tags/v1.0.0:refs/tags/v1.0.0");
    await rm(join(folder, ".git"), { recursive: true });
    await run("cp", ["-r", join(shallow, "app/.git"), folder]);
    await git(folder, "remote", "set-url", "origin", "https://github.com/me/app.git");
    const ran = await at.push();
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("shallow update not allowed")]);
    expect(ran.log).toContain("fetch-depth: 0");
    expect(Object.keys(await at.side.refs())).toEqual(["refs/heads/main"]);
  });

  it("tells a token that may read only, and a server that sends elsewhere", async () => {
    const at = await mirrored("gitee");
    const reads = await at.push({}, { TOKEN_GITEE: at.mirror.tokens.reads });
    expect([reads.code, reads.log]).toEqual([1, expect.stringMatching(/git said: .*403/)]);
    expect(reads.log).toContain("The token came from the variable TOKEN_GITEE.");
    const to = `${at.github.serverUrl}/me/app.git/info/refs?service=git-upload-pack`;
    at.mirror.faults.add({ path: /info\/refs$/, do: { kind: "redirect", to }, times: 99 });
    const moved = await at.push();
    expect([moved.code, moved.log]).toEqual([1, expect.stringContaining("a token never goes along")]);
    expect(at.github.requests).toEqual([]);
  });

  it("tries again what may pass", async () => {
    const at = await mirrored("gitee");
    at.mirror.faults.add({ path: /info\/refs$/, do: { kind: "status", status: 503 }, times: 1 });
    const ran = await at.push({ retries: "2" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("was pushed to")]);
  });
});

describe("push_tag: force", () => {
  const NIGHTLY = { tag_name: "nightly", push_tag: "force" };

  it("moves a tag that is no version, night after night", async () => {
    const at = await mirrored("gitee", NIGHTLY);
    let before = "";
    for (const night of ["one", "two", "three"]) {
      await git(at.workspace.folder, "commit", "--quiet", "--allow-empty", "-m", night);
      const head = await git(at.workspace.folder, "rev-parse", "HEAD");
      await at.workspace.write("a.txt", night);
      const plan = await at.push({ dry_run: "true" });
      const said = before === "" ? "push the tag nightly to" : `move the tag nightly from ${before} to`;
      expect([plan.code, plan.log]).toEqual([0, expect.stringContaining(`${said} ${head}`)]);
      const ran = await at.push();
      const did = before === "" ? "was pushed to" : `was moved from ${before} to`;
      expect([ran.code, ran.log]).toEqual([0, expect.stringContaining(`the tag nightly ${did} ${head}`)]);
      before = head;
      expect((await at.side.refs())["refs/tags/nightly"]).toBe(head);
      expect(at.mirror.repo.seen()).toMatchObject([{ tag: "nightly" }]);
      const pushes = received(at);
      const again = await at.push();
      expect([again.code, received(at)]).toEqual([0, pushes]);
    }
  });

  it("never moves a version", async () => {
    const at = await mirrored("gitee", { push_tag: "force" });
    const ran = await at.push();
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("would move v1.0.0, which is a version")]);
    expect(at.mirror.requests).toEqual([]);
  });
});

const posix = process.platform === "win32" ? describe.skip : describe;

posix("the git that is run", () => {
  /** A git that writes down how it was called, and what lies in its repository. */
  async function watched(): Promise<{ readonly PATH: string; said(): Promise<string> }> {
    const [bin, log] = [await temporary(), join(await temporary(), "log")];
    const real = (await run("sh", ["-c", "command -v git"])).stdout.trim();
    await writeFile(
      join(bin, "git"),
      `#!/bin/sh\nprintf '%s\\n' "$@" >>${log}\n/bin/cat "$GIT_DIR"/* "$GIT_DIR"/objects/info/* >>${log} 2>/dev/null\n/usr/bin/env | /bin/grep -v '^GIT_CONFIG_VALUE_0=' >>${log}\nexec ${real} "$@"\n`,
    );
    await chmod(join(bin, "git"), 0o755);
    return { PATH: `${bin}:${process.env.PATH ?? ""}`, said: () => readFile(log, "utf8") };
  }

  it("is told the token by one variable, and nothing else of the job", async () => {
    const at = await mirrored("gitee");
    const watch = await watched();
    const ran = await at.push(
      {},
      {
        PATH: watch.PATH,
        GIT_SSH_COMMAND: "false",
        MY_SECRET: "hidden-away",
        GIT_TRACE: "1",
        TMPDIR: "/t1",
        TMP: "/t2",
      },
    );
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
    const said = await watch.said();
    for (const word of ["push", "TMPDIR=/t1", "TMP=/t2"]) expect(said.split("\n")).toContain(word);
    const token = at.mirror.token;
    for (const secret of [
      token,
      Buffer.from(`oauth2:${token}`).toString("base64"),
      "hidden-away",
      "GIT_TRACE",
      "GIT_SSH",
    ])
      expect([secret, said.includes(secret)]).toEqual([secret, false]);
    const log = ran.log.replaceAll(/^::add-mask::.*$/gm, "");
    expect(log).not.toContain(Buffer.from(`oauth2:${token}`).toString("base64").slice(0, 20));
  });

  it("runs nothing that the checkout, its configuration or the job's variables say", async () => {
    const at = await mirrored("gitee");
    const { folder } = at.workspace;
    const mark = join(await temporary(), "was-run");
    const command = `touch ${mark}`;
    const program = join(folder, ".git/evil");
    await writeFile(program, `#!/bin/sh\n${command}\n`);
    await chmod(program, 0o755);
    await mkdir(join(folder, ".git/hooks"));
    for (const hook of ["pre-push", "reference-transaction", "push-to-checkout"]) {
      await writeFile(join(folder, ".git/hooks", hook), `#!/bin/sh\n${command}\n`);
      await chmod(join(folder, ".git/hooks", hook), 0o755);
    }
    await writeFile(join(folder, ".git/more"), `[core]\n  sshCommand = ${program}\n`);
    const config = [
      ...["sshCommand", "fsmonitor", "pager", "askPass", "gitProxy"].map((key) => `[core]\n  ${key} = "${program}"`),
      `[core]\n  hooksPath = ${join(folder, ".git/hooks")}`,
      `[credential]\n  helper = "!${command}"`,
      `[url "${at.github.serverUrl}/"]\n  insteadOf = http://\n  pushInsteadOf = http://`,
      `[url "ext::sh -c ${command}"]\n  insteadOf = https://`,
      "[protocol]\n  allow = always",
      `[http]\n  proxy = http://127.0.0.1:9\n  cookieFile = ${mark}\n  extraHeader = "Authorization: Basic of-the-checkout"`,
      `[remote "other"]\n  url = ${at.mirror.serverUrl}/me/mirror.git\n  receivepack = "${command}"`,
      `[push]\n  gpgSign = true\n[gpg]\n  program = ${program}`,
      "[include]\n  path = more",
      "",
    ].join("\n");
    await writeFile(join(folder, ".git/config"), `${await readFile(join(folder, ".git/config"), "utf8")}${config}`);
    const variables = {
      ...{ GIT_SSH_COMMAND: program, GIT_ASKPASS: program, SSH_ASKPASS: program, GIT_EXEC_PATH: join(folder, ".git") },
      ...{ GIT_DIR: join(folder, ".git"), GIT_PROXY_COMMAND: program, GIT_CONFIG_GLOBAL: join(folder, ".git/more") },
      ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.fsmonitor", GIT_CONFIG_VALUE_0: program },
      ...{ GIT_TEMPLATE_DIR: folder, GIT_CONFIG_PARAMETERS: `'core.pager=${program}'`, LD_PRELOAD: "" },
    };
    const ran = await at.push({}, variables);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("was pushed to")]);
    expect(existsSync(mark)).toBe(false);
    expect(at.github.requests).toEqual([]);
    const pushed = at.mirror.requests.filter(({ path }) => path.includes(".git/"));
    expect(JSON.stringify(pushed)).not.toContain("of-the-checkout");
  });

  it("is never one of the checkout, and has to be there and new enough", async () => {
    const at = await mirrored("gitee");
    await mkdir(join(at.workspace.folder, "bin"));
    await writeFile(join(at.workspace.folder, "bin/git"), "#!/bin/sh\necho git version 9.9.9\n");
    await chmod(join(at.workspace.folder, "bin/git"), 0o755);
    const none = await at.push({}, { PATH: `${at.workspace.folder}/bin:./bin:bin` });
    expect([none.code, none.log]).toEqual([1, expect.stringContaining("There is no git here")]);
    const old = await temporary();
    await writeFile(join(old, "git"), "#!/bin/sh\necho git version 2.20.1\n");
    await chmod(join(old, "git"), 0o755);
    const ancient = await at.push({}, { PATH: old });
    expect([ancient.code, ancient.log]).toEqual([
      1,
      expect.stringContaining("This git is too old for a push: git version 2.20.1"),
    ]);
    expect(at.mirror.requests.filter(({ path }) => path.includes(".git/"))).toEqual([]);
  });
});
