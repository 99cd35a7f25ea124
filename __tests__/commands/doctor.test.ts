import { truncate } from "node:fs/promises";
import { join } from "node:path";
import type { Repository } from "../../sandbox/kernel/repository";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { newestAbilities } from "../../scripts/newest-abilities";
import { FORGES } from "../../src/forges";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { selfSigned } from "../http/certificate";
import { serve } from "../http/servers";
import { type Checked, checkUp, writesOf } from "./doctor-stage";
import { NAMES, endAll, startSandbox } from "./stage";

afterAll(endAll);

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace({ "dist/a.txt": "alpha", "dist/b.txt": "beta", "huge.bin": "" });
});
afterAll(() => workspace.close());

/** What stands before a server and wants a password; hears every request. */
const wall = (): ReturnType<typeof serve> => serve((_, response) => response.writeHead(407).end("who are you?"));

/** Forges that tell what an account may do: of those, a token that only reads is found out. */
const TELLS = NAMES.filter((name) => !["gitcode", "cnb", "sourcehut"].includes(name));

describe.each(NAMES)("%s: doctor", (name) => {
  let sandbox: Sandbox;
  let secure: Sandbox;
  let repo: Repository;
  beforeAll(async () => {
    [sandbox, secure] = await Promise.all([
      startSandbox(name),
      startSandbox(name, { tls: await selfSigned(["IP:127.0.0.1"]) }),
    ]);
    repo = sandbox.repository(undefined, {});
    repo.tag("v1.0.0", { annotated: "One" });
  });
  afterEach(() => {
    expect([...writesOf(sandbox), ...writesOf(secure)]).toEqual([]);
    expect(sandbox.violations).toEqual([]);
  });

  interface More {
    readonly at?: Partial<Pick<Sandbox, "serverUrl" | "apiUrl">>;
    readonly token?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly ahead?: number;
  }

  async function check(words: readonly string[] = [], { at, token, env, ahead }: More = {}): Promise<Checked> {
    const { serverUrl, apiUrl, tokens } = { ...sandbox, ...at };
    const place = ["--forge", name, "--server-url", serverUrl, "--api-url", apiUrl, "--repository", repo.path];
    const checked = await checkUp({
      words: [
        ...(words.includes("--tag-name") ? words : [...words, "--tag-name", "v1.0.0"]),
        ...place,
        "--token-env",
        "SECRET",
      ],
      folder: workspace.folder,
      env: { SECRET: token ?? tokens.good, ...env },
      ...(ahead === undefined ? {} : { ahead }),
    });
    // What is not well says what to do, and no token is anywhere.
    for (const { status, remedy } of checked.found) expect(status === "ok" || (remedy ?? "") !== "").toBe(true);
    for (const secret of Object.values(tokens)) expect(JSON.stringify(checked)).not.toContain(secret);
    return checked;
  }

  it("has nothing against what is right", async () => {
    const { code, found, of } = await check(["dist/*.txt"]);
    expect([code, found.filter(({ status }) => status === "wrong" || status === "warning")]).toEqual([0, []]);
    for (const one of ["server", "clock", "token", "repository", "release", "files"]) expect(of(one)).toMatch(/^ok: /);
    expect(of("tag")).toContain("v1.0.0");
  });

  it("a wrong token, which hides no pattern without a file", async () => {
    const { code, of } = await check(["dist/*.zip"], { token: sandbox.tokens.wrong });
    expect(of("token")).toMatch(/^wrong: .*answered \d+.* → .*token.*the variable SECRET/is);
    expect(of("files")).toMatch(/^wrong: .*dist\/\*\.zip.* matches no file/);
    expect(code).toBe(2);
  });

  it("a wrong token alone is the forge's word", async () => {
    expect((await check(["dist/*.txt"], { token: sandbox.tokens.wrong })).code).toBe(1);
  });

  it("a right that is missing, where that is told", async () => {
    const { code, of } = await check([], { token: sandbox.tokens.reads });
    expect(of("token")).toMatch(/^ok: /);
    expect(of("rights")).toMatch(TELLS.includes(name) ? /^wrong: .*not write/ : /^unknown: .*not known before writing/);
    expect(code).toBe(TELLS.includes(name) ? 1 : 0);
  });

  it("a tag that is missing", async () => {
    const { code, of } = await check(["--tag-name", "v9.9.9", "--verify-tag"]);
    expect(of("tag")).toMatch(/^wrong: .*v9\.9\.9.* → .*push/is);
    expect(code).toBe(2);
  });

  it("a file that is too large, where a limit is known", async () => {
    const module = FORGES.find(({ id }) => id === name);
    if (module === undefined) throw new Error(`no forge ${name}`);
    const { most } = newestAbilities(module).limits.file;
    const large = Number.isFinite(most) ? most + 1 : 1;
    await truncate(join(workspace.folder, "huge.bin"), large);
    const { of } = await check(["huge.bin"]);
    expect(of("files")).toMatch(Number.isFinite(most) ? /(wrong|warning): huge\.bin has .* → Split/ : /^ok: 1 file/);
  });

  it("a host that nobody knows, which hides no pattern without a file", async () => {
    const { code, of } = await check(["dist/*.zip"], {
      at: { serverUrl: "https://nowhere.invalid", apiUrl: "https://api.nowhere.invalid" },
    });
    expect(of("server")).toMatch(
      /^wrong: .*the name of the server (is not known|could not be looked up).* → Check|Is the/,
    );
    expect(of("tag")).toMatch(/^unknown: /);
    expect(of("files")).toMatch(/^wrong: /);
    expect(code).toBe(2);
  });

  it("a certificate that nothing vouches for", async () => {
    const { code, of } = await check([], { at: secure });
    expect(of("certificate")).toMatch(/^wrong: .*not trusted here.* → .*ca_file/s);
    expect(of("token")).toMatch(/^unknown: /);
    expect(code).toBe(1);
  });

  it("a proxy in the way", async () => {
    const { url, heard } = await wall();
    const env = { HTTP_PROXY: url.replace("//", "//me:geheim@"), INPUT_ALLOW_INSECURE_HTTP: "true" };
    const { code, of, stderr, found } = await check([], { env });
    expect(of("proxy")).toMatch(/^wrong: .*wants a user and a password.* → /);
    expect(JSON.stringify([stderr, found])).not.toContain("geheim");
    expect(heard.every(({ method, headers }) => method === "GET" && headers.authorization === undefined)).toBe(true);
    expect(code).toBe(1);
  });

  it("a proxy that is not there", async () => {
    const { of } = await check([], { at: secure, env: { HTTPS_PROXY: "http://127.0.0.1:9" } });
    expect(of("proxy")).toMatch(/^wrong: .*nothing answers/);
  });

  it.each([
    [3_600_000, "1 hour ahead of"],
    [-26 * 3_600_000, "26 hours behind"],
    [-60_000, undefined],
  ])("a clock that is off by %i milliseconds", async (ahead, told) => {
    const { of } = await check([], { ahead, token: sandbox.tokens.wrong });
    expect(of("clock")).toMatch(told === undefined ? /^ok: / : new RegExp(`^warning: .*${told}`));
  });

  it("a pattern without a file", async () => {
    const { code, of } = await check(["dist/*.zip", "dist/a.txt"]);
    expect(of("files")).toMatch(/^wrong: .*"dist\/\*\.zip" matches no file/);
    expect([code, of("token")]).toEqual([2, expect.stringMatching(/^ok: /)]);
  });
});
