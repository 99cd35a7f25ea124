import { describe, expect, it } from "vitest";
import { execFileSync, spawn } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { several } from "../doors/stage";
import { stoppedBy } from "../doors/stopped";
import { FORGES, INTERNAL, type Scene, scene } from "./stage";

// Files that are read for their text, and what must not go out with it.

const POSIX = process.platform !== "win32" ? describe : describe.skip;
const SECRET = "ghp_0123456789abcdefABCDEF0123456789";

/** A checkout in which names of notes lead to what is none. */
async function checkout(at: Scene): Promise<void> {
  const { folder } = at.workspace;
  await mkdir(join(folder, ".git"));
  await writeFile(join(folder, ".git", "config"), `[remote "origin"]\n  url = https://x:${SECRET}@git.example/a/b\n`);
  await writeFile(join(folder, "..", "outside.md"), "private");
  const links = { environ: "/proc/self/environ", config: ".git/config", out: "../outside.md", meta: ".git" };
  for (const [name, to] of Object.entries(links)) await symlink(to, join(folder, `${name}.md`));
}

const REFUSED: readonly (readonly [string, RegExp])[] = [
  [
    "environ.md",
    /(body|changelog)_path.*: environ\.md is, or lies behind, a link that leads out of the workspace|_PATH: environ/,
  ],
  ["config.md", /config\.md belongs to git/],
  ["meta.md/config", /meta\.md\/config belongs to git/],
  [".git/config", /belongs to git/],
  [".GIT/config", /belongs to git|not there/],
  ["out.md", /link that leads out/],
  ["/proc/self/environ", /view into the system|not there/],
  ["/dev/zero", /device/],
];

POSIX.each(FORGES)("on %s", (_, subject) => {
  it("notes are nothing of git, of the system, or from behind a link that leads out", async () => {
    const at = await scene(subject);
    await checkout(at);
    const wishes = (["body_path", "changelog_path"] as const).flatMap((input) =>
      REFUSED.map(([path, why]) => ({ input, path, why })),
    );
    const ran = await several(wishes, ({ input, path }) => at.publish({ [input]: path }));
    for (const [index, { code, log }] of ran.entries()) {
      const { input, why } = wishes[index]!;
      expect([code, log]).toEqual([2, expect.stringMatching(why)]);
      expect(log.toLowerCase()).toContain(input);
      expect(log).not.toMatch(INTERNAL);
    }
    expect(at.host.requests).toHaveLength(0);
  });

  it("nothing goes out that holds a secret, whichever input would bring it", async () => {
    const at = await scene(subject, {
      "a.txt": "a",
      [`b-${SECRET}.txt`]: "b",
      "notes.md": `see ${SECRET}`,
      "CHANGES.md": `# 1.0.0\n\nsee ${SECRET}`,
    });
    const packed = Buffer.from(`x-access-token:${SECRET}`).toString("base64");
    const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ["body", { body: `Thanks!\n${SECRET}\n` }],
      ["body", { body: `Authorization: Basic ${packed}` }],
      ["body", { body: encodeURIComponent(`a b ${SECRET}`).replace("ghp_", "%67hp%5F") }],
      ["body_path", { body_path: "notes.md" }],
      ["changelog_path", { changelog_path: "CHANGES.md" }],
      ["notes_config", { generate_release_notes: "true", notes_config: SECRET }],
      ["name", { name: `Release ${SECRET}` }],
      ["tag_message", { tag_message: SECRET }],
      ["links", { links: `docs=https://docs.example/?key=${SECRET}` }],
      ["milestones", { milestones: SECRET }],
      ["files", { files: "b-*" }],
      ["files", { files: `a.txt#${SECRET}` }],
    ];
    // A token of another forge, one of the runner, and the password of a proxy are as secret as the own one.
    const homes = ["GITLAB_TOKEN", "CNB_TOKEN", "ACTIONS_RUNTIME_TOKEN", "GITHUB_TOKEN"];
    const ran = await several(cases, ([, inputs], index = cases.findIndex((one) => one[1] === inputs)) =>
      at.publish(inputs, { [homes[index % homes.length] ?? ""]: SECRET }),
    );
    for (const [index, { code, log }] of ran.entries()) {
      const told = log.replace(/^::add-mask::.*$/gm, "");
      expect([code, told]).toEqual([
        2,
        expect.stringMatching(new RegExp(`${cases[index]![0]} would publish a secret`, "i")),
      ]);
      expect(told).not.toContain(SECRET);
    }
    expect(at.host.requests).toHaveLength(0);
  });
});

/** Of runners, and of steps that people put before this one. */
const OTHERS = [
  ...["ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "CI_JOB_JWT", "CI_JOB_JWT_V1", "CI_JOB_JWT_V2"],
  ...["CI_DEPLOY_PASSWORD", "CI_REGISTRY_PASSWORD", "CI_DEPENDENCY_PROXY_PASSWORD", "CI_NETRC_PASSWORD"],
  ...["DRONE_NETRC_PASSWORD", "NETRC_PASSWORD", "NPM_TOKEN", "NODE_AUTH_TOKEN", "AWS_SECRET_ACCESS_KEY"],
  ...["AWS_SESSION_TOKEN", "INPUT_REPO_TOKEN", "PLUGIN_TOKEN"],
];

it("the value of a variable that holds no token of a forge does not go out", async () => {
  const at = await scene(FORGES[0]![1]);
  const body = "Thanks to correct-horse-battery.";
  const ran = await several(OTHERS, (name) => at.publish({ body }, { [name]: "correct-horse-battery" }));
  expect(ran.map(({ code, log }) => [code, /the value of (\w+)/.exec(log)?.[1]])).toEqual(
    OTHERS.map((name) => [2, name]),
  );
});

POSIX("the password of a proxy or of a remote", () => {
  it.each([
    ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy", "CI_REPOSITORY_URL"],
    ...["CI_REPO_URL", "CI_REPO_CLONE_URL", "CI_REPO_REMOTE", "CI_DEPENDENCY_PROXY_SERVER", "DRONE_GIT_HTTP_URL"],
    ...["DRONE_REMOTE_URL", "DRONE_REPO_LINK", "GIT_URL", "CNB_REPO_URL", "CNB_REPO_URL_HTTPS", "GITEE_REPO"],
    ...["GITEE_REPO_URL", "BK_CI_REPO_WEBHOOK_REPO_URL", "BK_CI_GIT_REPO_URL"],
  ])("in %s does not go out", async (variable) => {
    const at = await scene(FORGES[0]![1]);
    const env = { [variable]: "http://me:pass%2Fword-1234@proxy.example:8080", NO_PROXY: "127.0.0.1,localhost" };
    for (const body of ["pass/word-1234", "pass%2Fword-1234"]) {
      const ran = await at.publish({ body }, env);
      expect([ran.code, ran.log]).toEqual([
        2,
        expect.stringContaining(`would publish a secret: the value of ${variable}`),
      ]);
    }
    expect(at.host.requests).toHaveLength(0);
  });
});

/** The bundle with a standard input of the test's own, as `sh` starts it. */
function shell(at: Scene, script: string): Promise<{ readonly code: number | null; readonly log: string }> {
  const env = { PATH: process.env.PATH, HOME: at.workspace.folder, ...at.repo.environment({ tag: "v1.0.0" }) };
  const token = at.repo.token ?? at.host.tokens.good;
  return new Promise((done) => {
    const child = spawn("bash", ["-c", script, process.execPath, resolve("dist/index.js")], {
      cwd: at.workspace.folder,
      env: { ...env, INPUT_TOKEN: token, INPUT_RETRY_DELAY: "0.01" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    child.on("close", (code) => {
      done({ code, log });
    });
  });
}

POSIX.each(FORGES.filter(([name]) => name === "github" || name === "gitlab"))("pipes on %s", (_, subject) => {
  it("bring the notes: standard input, and what the shell opens", async () => {
    const at = await scene(subject);
    const one = await shell(at, 'printf "from a pipe" | "$0" "$1" --body-path -');
    expect([one.code, one.log]).toEqual([0, expect.stringContaining("body_path (--body-path)")]);
    expect(at.repo.releases()[0]?.notes).toBe("from a pipe");
    const two = await shell(at, '"$0" "$1" --body-path <(sleep 1; echo "from the shell")');
    expect(two.code).toBe(0);
    expect(at.repo.releases()[0]?.notes.trim()).toBe("from the shell");
    const none = await shell(at, 'false | "$0" "$1" --body-path -');
    expect([none.code, none.log]).toEqual([2, expect.stringContaining("--body-path: standard input gave nothing")]);
    expect(at.repo.releases()[0]?.notes.trim()).toBe("from the shell");
  });

  it.each(["body_path", "ca_file"])(
    "that nobody writes to end a run by themselves, and at once when it is told to stop: %s",
    async (input) => {
      const at = await scene(subject);
      const pipe = join(at.workspace.folder, "pipe");
      execFileSync("mkfifo", [pipe]);
      const silent = await at.publish({ [input]: pipe });
      expect([silent.code, silent.log]).toEqual([2, expect.stringContaining("has been silent for 5 seconds")]);
      // Opened by somebody who writes nothing, once the run has it open: stopped before its five seconds are over.
      let writer: number | undefined;
      const opened = (): boolean => {
        try {
          writer ??= openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
          return true;
        } catch {
          return false;
        }
      };
      const told = await at.publish({ [input]: pipe }, {}, stoppedBy("SIGTERM", opened));
      if (writer !== undefined) closeSync(writer);
      expect([told.code, writer === undefined]).toEqual([143, false]);
      expect(at.host.requests).toHaveLength(0);
    },
  );

  it("are no text when they hold none", async () => {
    const at = await scene(subject, { "a.txt": "a", "gbk.md": new Uint8Array([0xb8, 0xfc, 0xd0, 0xc2, 0xc8, 0xd5]) });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("# Grüße 更新\r\n", "utf16le")]);
    await at.workspace.write("wide.md", wide);
    const gbk = await at.publish({ body_path: "gbk.md" });
    expect([gbk.code, gbk.log]).toEqual([2, expect.stringMatching(/gbk\.md cannot be published as text: .*GBK/)]);
    const good = await at.publish({ body_path: "wide.md" });
    expect([good.code, at.repo.releases()[0]?.notes.trim()]).toEqual([0, "# Grüße 更新"]);
  });
});
