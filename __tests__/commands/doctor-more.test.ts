import { createServer } from "node:net";
import { once } from "node:events";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { repository } from "../ci/git-stage";
import { selfSigned } from "../http/certificate";
import { serve, serveProxy } from "../http/servers";
import { type Checked, checkUp, writesOf } from "./doctor-stage";
import { type Stage, endAll, startSandbox, startStage } from "./stage";

let stage: Stage;
let workspace: Workspace;
beforeAll(async () => {
  stage = await startStage("github");
  stage.repo.tag("v1");
  workspace = await createWorkspace({ "dist/a.txt": "alpha", "a/x y.bin": "1", "b/x.y.bin": "2" });
});
afterAll(async () => {
  await workspace.close();
  await endAll();
});
afterEach(() => {
  expect(writesOf(stage.sandbox)).toEqual([]);
});

const check = (
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder = workspace.folder,
): Promise<Checked> => checkUp({ words, folder, env: { SECRET: stage.sandbox.tokens.good, ...env } });
const here = (...words: string[]): string[] => [...words, ...stage.place];

describe("what answers", () => {
  const json = { "content-type": "application/json" };
  it.each([
    ["a limit says nothing of a token", 429, json, '{"message":"too many"}', { token: /^unknown: .*429/ }],
    ["nor does a server that is ill", 503, json, "{}", { server: /^wrong: .*503/, token: /^unknown: / }],
    ["nor a page of a firewall", 403, {}, "<html><body>Access denied by policy</body></html>", { token: /^unknown: / }],
    [
      "a network may want a sign-in",
      511,
      {},
      "<html>hello</html>",
      { proxy: /^wrong: .*sign-in/, token: /^unknown: / },
    ],
    [
      "or show its own page",
      200,
      { "content-type": "text/html" },
      "<html>Welcome</html>",
      { server: /^wrong: .*not JSON/ },
    ],
    ["or lead elsewhere", 302, { location: "ftp://elsewhere.example/" }, "", { server: /^wrong: .*not a web address/ }],
    [
      "the time may be that of a cache",
      404,
      { ...json, date: new Date(Date.now() - 3_600_000).toUTCString(), age: "3600" },
      "{}",
      { clock: /^ok: / },
    ],
    ["or nonsense", 404, { ...json, date: "yesterday" }, "{}", { clock: /^unknown: / }],
    [
      "a repository that is not there is not the token's fault",
      404,
      json,
      '{"message":"Not Found"}',
      { repository: /^wrong: .*404/, token: /^unknown: / },
    ],
  ])("%s", async (_, status, headers, body, told) => {
    const server = await serve((__, response) => response.writeHead(status, headers).end(body));
    const words = ["--forge", "gitea", "--server-url", server.url, "--repository", "me/app", "--token-env", "SECRET"];
    const { of } = await check([...words, "--tag-name", "v1", "--max-wait", "0"]);
    for (const [name, pattern] of Object.entries(told)) expect(of(name)).toMatch(pattern);
  });

  it("what does not speak HTTP at all is no server", async () => {
    const server = createServer((socket) => socket.end("220 ready\r\n")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const words = ["--forge", "gitea", "--server-url", `http://127.0.0.1:${port}`, "--repository", "me/app"];
    const { of } = await check([...words, "--token-env", "SECRET", "--tag-name", "v1"]);
    server.close();
    expect(of("server")).toMatch(/^wrong: .*does not speak HTTP/);
  });
});

describe("what was asked for", () => {
  it.each([
    [["--tag-name", "v1", "--draft=perhaps"], "inputs", /^wrong: .*must be true or false/, 2],
    [["--tag-name", "v1", "a/*", "b/*"], "files", /^wrong: .*would both be stored as x\.y\.bin/m, 2],
    [["--tag-name", "v1", "--body-path", "none.md"], "notes", /^wrong: .*none\.md/, 2],
    [["--tag-name", "v1", "--milestones", "1.0"], "inputs", /^warning: Left out.*milestones/m, 0],
    [["--tag-name", "v1", "--milestones", "1.0", "--on-unsupported", "fail"], "inputs", /^wrong: .*milestones/m, 2],
    [["--tag-name", "v1", "--flies", "x"], "inputs", /^wrong: Unknown flag --flies; did you mean --files/, 2],
    [["--tag-name", "a b"], "tag", /^wrong: .*not a name that git accepts/, 2],
    [[], "tag", /^wrong: No tag was given.* → .*--tag-name/s, 2],
    [["--tag-name", "v1", "--outputs-file", "none/out.env"], "inputs", /^wrong: The folder of --outputs-file/, 2],
  ])("%j", async (words, name, told, code) => {
    const checked = await check(here(...words));
    expect(checked.of(name)).toMatch(told);
    // It hides nothing else.
    expect([checked.code, checked.of("server"), checked.of("token")]).toEqual([
      code,
      expect.stringMatching(/^ok: /),
      expect.stringMatching(/^ok: /),
    ]);
  });

  it("inherited variables count as they do for publish", async () => {
    const { code, of } = await check(here("--tag-name", "v1"), { INPUT_DRAFT: "maybe", INPUT_TOKEN: "x y" });
    expect([code, of("inputs")]).toEqual([2, expect.stringContaining("INPUT_DRAFT must be true or false")]);
  });

  it("without a token everything else is told", async () => {
    const { code, of } = await check(here("--tag-name", "v1", "none-*"), { SECRET: "" });
    expect(of("token")).toMatch(/^wrong: .*SECRET is empty or not set/);
    expect(of("server")).toMatch(/^ok: /);
    expect(of("files")).toMatch(/^wrong: /);
    expect(code).toBe(2);
  });

  it("a release that is there, a draft of somebody, one that is sealed", async () => {
    stage.repo.release({ tag: "v1.0.0", assets: [{ name: "a.txt", content: "alpha" }] });
    stage.repo.release({ tag: "v2.0.0", draft: true, title: "Two", notes: "soon" });
    stage.repo.release({ tag: "v3.0.0", immutable: true, assets: [{ name: "b.txt", content: "beta" }] } as never);
    const release = async (tag: string): Promise<string> =>
      (await check(here("--tag-name", tag, "dist/a.txt"))).of("release");
    expect(await release("v1.0.0")).toMatch(/^ok: The release of v1\.0\.0 is published, with 1 file/);
    expect(await release("v2.0.0")).toMatch(/^warning: .*stays a draft.* → Set --draft false/);
    expect(await release("v3.0.0")).toMatch(/^wrong: .*immutable/);
  });

  it("a classic token of GitHub has scopes, which its answers tell", async () => {
    const { sandbox } = stage;
    const tokenOf = (contents: "read" | "write"): string => sandbox.addToken({ kind: "classic", contents } as object);
    const rights = async (contents: "read" | "write"): Promise<string> =>
      (await check(here("--tag-name", "v1"), { SECRET: tokenOf(contents) })).of("rights");
    expect(await rights("write")).toMatch(/^ok: /);
    expect(await rights("read")).toMatch(/^wrong: /);
  });
});

describe("the place", () => {
  it("a step of a workflow: nothing is handed on, and no page is written", async () => {
    const inputs = { command: "doctor", job_token: stage.sandbox.token, files: "dist/a.txt", json: "true" };
    const runner = stage.repo.environment({ tag: "v1.0.0" });
    const ran = await workspace.action(runner, inputs);
    const found = JSON.parse(ran.stdout) as { check: string; status: string; message: string }[];
    expect([ran.code, ran.outputs, ran.summary]).toEqual([0, {}, ""]);
    expect(found.find(({ check: name }) => name === "outputs")?.message).toContain("GITHUB_OUTPUT");
    const gone = await check([], {
      ...defined(runner),
      GITHUB_OUTPUT: "/nowhere/out",
      INPUT_JOB_TOKEN: stage.sandbox.token,
      INPUT_COMMAND: "",
    });
    expect(gone.of("outputs")).toMatch(/^wrong: GITHUB_OUTPUT \(\/nowhere\/out\) cannot be written: ENOENT/);
  });

  it("two pipelines at once are one too many, and the rest goes on", async () => {
    const { of } = await check(["--tag-name", "v1"], { GITLAB_CI: "true", GITHUB_ACTIONS: "true" });
    expect(of("ci")).toMatch(/^wrong: .*set at once/);
  });

  it("a checkout tells its commit, whether it is whole, and no password of its remote", async () => {
    const made = await repository();
    const first = made.commit();
    made.git("tag", "v5.0.0");
    made.git("remote", "add", "origin", `http://me:geheim@127.0.0.1/${stage.repo.path}.git`);
    const offered = await check(stage.place, {}, made.folder);
    expect(offered.of("tag")).toMatch(/HEAD is v5\.0\.0: add --tag-name v5\.0\.0/);
    stage.repo.commit("other");
    stage.repo.tag("v5.0.0");
    const elsewhere = await check(here("--tag-name", "v5.0.0"), {}, made.folder);
    expect([elsewhere.code, elsewhere.of("tag")]).toEqual([
      2,
      expect.stringMatching(/^wrong: The tag v5\.0\.0 is on the commit .* is being built/),
    ]);
    made.commit("two");
    const shallow = await repository();
    shallow.git("fetch", "--quiet", "--depth", "1", `file://${made.folder}`, "main");
    shallow.git("checkout", "--quiet", "FETCH_HEAD");
    const cut = await check(here("--tag-name", "v6.0.0", "--generate-release-notes"), {}, shallow.folder);
    expect(cut.of("checkout")).toMatch(/shallow clone.*\nwarning: .* → To have all: run git fetch --unshallow/s);
    const asked = await check(here("--tag-name", "v6.0.0"), {}, shallow.folder);
    const whole = await check(here("--tag-name", "v6.0.0", "--generate-release-notes"), {}, made.folder);
    for (const one of [asked, whole]) expect(one.of("checkout")).not.toContain("end too early");
    expect(JSON.stringify([offered, elsewhere, cut])).not.toContain("geheim");
    expect(offered.of("checkout")).toContain(first);
  });
});

describe("several targets", () => {
  const lines = (...targets: string[]): Readonly<Record<string, string>> => ({
    INPUT_TARGETS: targets.join("\n"),
    INPUT_TAG_NAME: "v1.0.0",
  });

  it("each is looked at, and an optional one fails nothing", async () => {
    const other = await startStage("gitea");
    const at = ({ sandbox, repo }: Stage): string => `${sandbox.serverUrl}/${repo.path}`;
    const first = `${at(stage)} forge=github api_url=${stage.sandbox.apiUrl} token_env=SECRET`;
    const second = `${at(other)} forge=gitea token_env=OTHER`;
    const env = { OTHER: other.sandbox.tokens.wrong };
    const strict = await check([], { ...env, ...lines(first, second) });
    const lenient = await check([], { ...env, ...lines(first, `${second} optional=true`) });
    const tokens = strict.found
      .filter(({ check: name }) => name === "token")
      .map(({ target, status }) => [target, status]);
    expect(tokens).toEqual([
      [at(stage), "ok"],
      [at(other), "wrong"],
    ]);
    expect([strict.code, lenient.code]).toEqual([1, 0]);
    expect(writesOf(other.sandbox)).toEqual([]);
  });

  it("a token that two servers would get goes to neither", async () => {
    const [a, b] = [await startSandbox("gitea"), await startSandbox("gitea")];
    const env = {
      GITEA_TOKEN: "0123456789abcdef",
      ...lines(`${a.serverUrl}/me/app forge=gitea`, `${b.serverUrl}/me/app forge=gitea`),
    };
    const { code, found } = await check([], env);
    const told = found.filter(({ check: name }) => name === "token").map(({ status, message }) => [status, message]);
    expect(told).toEqual([
      ["wrong", expect.stringContaining("not sent anywhere")],
      ["wrong", expect.stringContaining("two servers never share a token")],
    ]);
    expect([...a.requests, ...b.requests].filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
    expect(code).toBe(2);
  });
});

describe("the bundle", () => {
  const process = { why: "certificates and proxies of a process" };

  it("tells of a certificate and of a proxy, and ends as the checks say", async () => {
    const secure = await startSandbox("gitlab", { tls: await selfSigned(["IP:127.0.0.1"]) });
    const repo = secure.repository("me/app", {});
    repo.tag("v1");
    const words = ["doctor", "--forge", "gitlab", "--server-url", secure.serverUrl, "--repository", "me/app"];
    const env = { SECRET: secure.tokens.good };
    const run = (more: Readonly<Record<string, string>>) =>
      workspace.command([...words, "--tag-name", "v1", "--token-env", "SECRET"], { ...env, ...more }, { process });
    const untrusted = await run({});
    expect([untrusted.code, untrusted.stdout]).toEqual([
      1,
      expect.stringMatching(/^wrong +certificate +.*not trusted[^]*→ .*ca_file/m),
    ]);
    expect(untrusted.stdout.trimEnd().split("\n").at(-1)).toMatch(/^\d+ ok, 1 wrong, \d+ not known$/);
    const refusing = await serveProxy(() => undefined);
    const blocked = await run({ HTTPS_PROXY: refusing.url });
    expect([blocked.code, blocked.stdout]).toEqual([
      1,
      expect.stringMatching(/^wrong +proxy +.*the proxy refused to connect/m),
    ]);
    const open = await run({ NODE_TLS_REJECT_UNAUTHORIZED: "0" });
    expect([open.code, open.stdout]).toEqual([0, expect.stringMatching(/^ok +certificate/m)]);
    expect(writesOf(secure)).toEqual([]);
  });
});

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
