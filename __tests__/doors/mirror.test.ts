import { afterEach, describe, expect, it } from "vitest";
import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { type Stand, pushedTo } from "../../sandbox";
import { startGitHub } from "../../sandbox/github";
import { type GiteeKinds, startGitee } from "../../sandbox/gitee";
import { publicHosts } from "../http/public-hosts";
import { serveProxy } from "../http/servers";
import type { Ran, Workspace } from "./bundle";
import { credentialsOf, folder, listIn } from "./stage";

/** A job on GitHub that publishes to the mirror of its repository on Gitee. */

const PUSHED = { repository: "me/app", tag: "v1.0.0" };
const MIRROR = { forge: "gitee", repository: PUSHED.repository, files: "dist/*" };
const LIMIT = 100 * 1024 ** 2;

interface Mirror {
  readonly github: Pick<Stand, "requests" | "token" | "inputs">;
  readonly gitee: Stand<GiteeKinds>;
  readonly workspace: Workspace;
  /** The step of the mirror, in the job on GitHub. */
  act(inputs?: Readonly<Record<string, string>>, more?: Readonly<Record<string, string>>): Promise<Ran>;
}

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

/** @param most what this Gitee takes, in bytes */
async function mirror(most = LIMIT): Promise<Mirror> {
  const github = await pushedTo(startGitHub(), PUSHED);
  const gitee = await pushedTo(startGitee({ discard: true, limits: { attachment: most } }), PUSHED);
  endings.push(github.close, gitee.close);
  const workspace = await folder({ "dist/small.zip": "small", "dist/large.zip": "" });
  await truncate(join(workspace.folder, "dist/large.zip"), LIMIT + 1);
  const runner = { ...github.environment, INPUT_JOB_TOKEN: github.inputs.job_token };
  return {
    github,
    gitee,
    workspace,
    act: (inputs = {}, more = {}) => workspace.action({ ...runner, ...more }, { ...MIRROR, ...inputs }),
  };
}

const names = ({ repo }: Stand<GiteeKinds>): string[][] =>
  repo.seen().map(({ assets }) => assets.map(({ name }) => name));

describe("a mirror on gitee.com", () => {
  it("gets every file that gitee.com takes, when the others may be skipped", async () => {
    const at = await mirror();
    const { environment, hosts } = await publicHosts({ "gitee.com": at.gitee.serverUrl }, at.workspace);
    const ran = await at.act({ token: at.gitee.token, oversized_files: "skip" }, environment);
    expect([ran.code, names(at.gitee)]).toEqual([0, [["small.zip"]]]);
    expect(ran.log).toContain("forge: Gitee at https://gitee.com (from the input forge)");
    expect(ran.log).toMatch(/^::notice::.*dist\/large\.zip.*100 MiB/m);
    expect(listIn(ran.outputs.assets).map(({ name, status }) => [name, status])).toEqual([
      ["large.zip", "skipped"],
      ["small.zip", "uploaded"],
    ]);
    expect(credentialsOf(hosts.get("gitee.com")?.heard ?? [])).toEqual([expect.stringContaining(at.gitee.token)]);
    expect([at.github.requests, at.gitee.violations]).toEqual([[], []]);
  });

  it("is refused before anything is changed, when they may not", async () => {
    const at = await mirror();
    const { environment } = await publicHosts({ "gitee.com": at.gitee.serverUrl }, at.workspace);
    const ran = await at.act({}, { ...environment, GITEE_TOKEN: at.gitee.token });
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("dist/large.zip")]);
    expect(ran.log).toContain("100 MiB");
    expect(at.gitee.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("is not reached over plain http, but on demand and with a warning", async () => {
    const at = await mirror();
    const proxy = await serveProxy(() => at.gitee.serverUrl);
    const plain = { server_url: "http://gitee.com", token: at.gitee.token, oversized_files: "skip" };
    const refused = await at.act(plain, { HTTP_PROXY: proxy.url });
    expect([refused.code, refused.log]).toEqual([2, expect.stringContaining("allow_insecure_http")]);
    expect(proxy.heard).toEqual([]);
    const ran = await at.act({ ...plain, allow_insecure_http: "true" }, { HTTP_PROXY: proxy.url });
    expect([ran.code, names(at.gitee)]).toEqual([0, [["small.zip"]]]);
    expect(ran.log).toMatch(/^::warning::.*plain http/m);
  });
});

describe("a mirror on a Gitee of one's own, whose limit is not known", () => {
  const own = ({ gitee }: Mirror): Record<string, string> => ({ server_url: gitee.serverUrl, token: gitee.token });

  it("gets all files where the server takes them, after a warning", async () => {
    const at = await mirror(2 * LIMIT);
    const ran = await at.act({ ...own(at), oversized_files: "skip" });
    expect([ran.code, names(at.gitee).map((some) => some.sort())]).toEqual([0, [["large.zip", "small.zip"]]]);
    expect(ran.log).toMatch(/^::warning::.*dist\/large\.zip/m);
  });

  it("tells what the server said where it does not", async () => {
    const at = await mirror();
    const ran = await at.act({ ...own(at), retries: "0" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringMatching(/::error::.*large\.zip/)]);
  });
});

describe("the token of a mirror", () => {
  it("is never the one of the job: without one of its own nothing is asked", async () => {
    const at = await mirror();
    const { environment, proxy } = await publicHosts({ "gitee.com": at.gitee.serverUrl }, at.workspace);
    const automatic = at.github.inputs.job_token ?? "";
    for (const [inputs, more] of [
      [{}, {}],
      [{ token: automatic }, {}],
      [{}, { GITHUB_TOKEN: automatic, GH_TOKEN: at.github.token }],
    ]) {
      const ran = await at.act({ ...inputs, oversized_files: "skip" }, { ...environment, ...more });
      expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("There is no token for me/app on Gitee")]);
      expect(ran.log).toContain("Looked at: the input token, GITEE_TOKEN.");
      expect(ran.log).toContain("which is for the server that runs the job only");
    }
    expect([proxy.heard, at.gitee.requests]).toEqual([[], []]);
  });

  it("may be in GITEE_TOKEN, for gitee.com and for a server that an input names", async () => {
    const at = await mirror(2 * LIMIT);
    const { environment } = await publicHosts({ "gitee.com": at.gitee.serverUrl }, at.workspace);
    const given = { ...environment, GITEE_TOKEN: at.gitee.token, GITHUB_TOKEN: at.github.token };
    for (const inputs of [{}, { server_url: at.gitee.serverUrl }]) {
      const ran = await at.act({ ...inputs, files: "dist/small.zip" }, given);
      expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("token: GITEE_TOKEN")]);
    }
    expect(credentialsOf(at.gitee.requests.filter(({ origin }) => origin === "web"))).toEqual([
      expect.stringContaining(at.gitee.token),
    ]);
    expect(at.gitee.violations).toEqual([]);
  });
});
