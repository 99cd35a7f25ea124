import { describe, expect, it } from "vitest";
import { SANDBOXES } from "../../sandbox";
import { serveProxy } from "../http/servers";
import { credentialsOf, listIn } from "./stage";
import { PUSHED, type Several, several } from "./several-stage";

const status = (json: string | undefined): unknown[] => listIn(json).map((entry) => entry.status);
const addressOf = (at: Several, forge: string): string => at.line(forge).split(" ")[0] ?? "";
const writes = (at: Several): number[] =>
  [at.github, ...Object.values(at.mirrors)].map(({ repo }) => repo.writes().length);

/** Tag, draft or not, and names of the files of each release; files arrive in any order. */
const stands = (stand: Several["github"] | undefined): unknown =>
  stand?.repo.seen().map(({ tag, draft, assets }) => [tag, draft, ...assets.map(({ name }) => name).sort()]);
const WHOLE = [["v1.0.0", false, "a.txt", "b.txt"]];

/** Lines of a log between `::group::` and `::endgroup::`, one list for each. */
function sections(log: string): string[][] {
  const found: string[][] = [];
  let open: string[] | undefined;
  for (const line of log.split("\n")) {
    if (line.startsWith("::group::")) {
      if (open !== undefined) throw new Error(`a section begins inside of another: ${line}`);
      found.push((open = [line]));
    } else if (line.startsWith("::endgroup::")) open = undefined;
    else open?.push(line);
  }
  return found;
}

describe("several targets in one run", () => {
  it("three forges have the release, each its section, and the outputs are the first one's", async () => {
    const at = await several(["gitee", "gitcode"]);
    const lines = [".", at.line("gitee"), at.line("gitcode")];
    const ran = await at.act(lines);
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
    for (const stand of [at.github, ...Object.values(at.mirrors)]) expect(stands(stand)).toEqual(WHOLE);
    expect(ran.outputs).toMatchObject({ forge: "github", repository: "me/app", created: "true" });
    const results = listIn(ran.outputs.results);
    expect(results).toMatchObject([
      { target: ".", forge: "github", repository: "me/app", status: "published", created: true, error: null },
      { target: addressOf(at, "gitee"), forge: "gitee", status: "published", created: true },
      { forge: "gitcode", status: "published", id: "v1.0.0" },
    ]);
    for (const { assets } of results) expect(assets).toMatchObject([{ name: "a.txt" }, { name: "b.txt" }]);
    const told = sections(ran.log);
    expect(told.map(([title]) => title)).toEqual([
      "::group::Publishing v1.0.0 to me/app on GitHub",
      "::group::Publishing v1.0.0 to me/app on Gitee",
      "::group::Publishing v1.0.0 to me/app on GitCode",
    ]);
    for (const [index, lines] of told.entries()) {
      const title = ["GitHub", "Gitee", "GitCode"][index] ?? "";
      expect(lines.filter((line) => line.startsWith("forge: "))).toEqual([
        expect.stringContaining(`forge: ${title} at`),
      ]);
      expect(lines.filter((line) => line.startsWith("uploaded "))).toHaveLength(2);
    }
    expect(ran.log.trimEnd().split("\n").slice(-3)).toEqual([
      expect.stringMatching(/^published v1\.0\.0 on GitHub: 2 files/),
      expect.stringMatching(/^published v1\.0\.0 on Gitee: 2 files/),
      expect.stringMatching(/^published v1\.0\.0 on GitCode: 2 files/),
    ]);
    expect(ran.summary.match(/^### /gm)).toHaveLength(3);
    expect(ran.summary).toMatch(/^\| Target \| Forge[^\n]+\n[^\n]+\n\| \[me\/app\]\(<http/);
    const before = writes(at);
    const again = await at.act(lines);
    expect([again.code, status(again.outputs.results)]).toEqual([0, ["unchanged", "unchanged", "unchanged"]]);
    expect(writes(at)).toEqual(before);
  });

  it("goes to every forge at once", async () => {
    const forges = Object.keys(SANDBOXES).filter((forge) => forge !== "github" && forge !== "forgejo");
    const at = await several(forges);
    const ran = await at.act([".", ...forges.map((forge) => at.line(forge))]);
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
    for (const { repo, forge } of Object.values(at.mirrors))
      expect([forge, repo.seen().flatMap(({ assets }) => assets.map(({ name }) => name).sort())]).toEqual([
        forge,
        ["a.txt", "b.txt"],
      ]);
    for (const { token, requests } of Object.values(at.mirrors))
      for (const other of [at.github, ...Object.values(at.mirrors)].filter((one) => one.token !== token))
        expect(JSON.stringify(requests)).not.toContain(other.token);
  });

  it("each may say something of its own", async () => {
    const at = await several(["gitee", "gitlab"], { "a.txt": "alpha", "b.txt": "beta", "zh.md": "第一版" });
    const ran = await at.act(
      [
        ". draft=true",
        at.line("gitee", 'name="第一版 1.0" body_path=zh.md prerelease=true'),
        "# the last one",
        "",
        at.line("gitlab", "files=a.txt package-name=mine"),
      ],
      { body: "One" },
    );
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
    expect(at.github.repo.seen()).toMatchObject([{ draft: true, prerelease: false, assets: [{}, {}] }]);
    expect(at.mirrors.gitee?.repo.seen()).toMatchObject([{ title: "第一版 1.0", notes: "第一版", prerelease: true }]);
    expect(at.mirrors.gitlab?.repo.seen()).toMatchObject([{ notes: "One", assets: [{ name: "a.txt" }] }]);
    expect(JSON.stringify(at.mirrors.gitlab?.requests.map(({ path }) => path))).toContain("/packages/generic/mine/");
  });

  it("a dry run tells all plans and changes nothing", async () => {
    const at = await several(["gitee"]);
    const ran = await at.act([".", at.line("gitee")], { dry_run: "true" });
    expect([ran.code, status(ran.outputs.results), writes(at)]).toEqual([0, ["planned", "planned"], [0, 0]]);
    expect(ran.log.match(/^planned v1\.0\.0 on Git.*nothing was changed/gm)).toHaveLength(2);
    for (const lines of sections(ran.log)) expect(lines.join("\n")).toContain("a.txt");
    expect(listIn(ran.outputs.plan)[0]).toMatchObject({ action: "create-draft" });
  });
});

describe("one of two targets fails", () => {
  const TROUBLES: Readonly<Record<string, (at: Several) => () => void>> = {
    "is down": (at) => {
      const handle = at.mirrors.gitee?.repo.spoil("create", { kind: "status", status: 502 }, { times: 99 });
      return () => handle?.remove();
    },
    "breaks in the middle of the files": (at) => {
      const handle = at.mirrors.gitee?.repo.spoil("upload", { kind: "status", status: 500 }, { nth: 2, times: 99 });
      return () => handle?.remove();
    },
    "is so slow that nothing moves": (at) => {
      const handle = at.mirrors.gitee?.repo.spoil("upload", { kind: "hang", when: "before" }, { times: 99 });
      return () => handle?.remove();
    },
    "lacks the tag": (at) => {
      const repo = at.mirrors.gitee?.repo;
      repo?.tags.delete("v1.0.0");
      return () => repo?.tag("v1.0.0");
    },
  };

  it.each(Object.entries(TROUBLES))("because it %s", async (_, spoil) => {
    const at = await several(["gitee"]);
    const mend = spoil(at);
    const lines = [".", at.line("gitee")];
    const ran = await at.act(lines, { retries: "0", stall_timeout: "0.5" });
    expect([ran.code, status(ran.outputs.results)]).toEqual([1, ["published", "failed"]]);
    expect(stands(at.github)).toEqual(WHOLE);
    expect(ran.log.match(/^::error::/gm)).toHaveLength(1);
    expect(ran.log).toMatch(/^::error::1 of 2 targets failed; .*%0Ahttp:\/\/127[^ ]*\/me\/app: .+/m);
    expect(ran.log.trimEnd().split("\n").slice(-2)).toEqual([
      expect.stringMatching(/^published v1\.0\.0 on GitHub/),
      expect.stringMatching(/^failed v1\.0\.0 on Gitee/),
    ]);
    expect(ran.summary).toContain("### failed v1.0.0 on Gitee");
    mend();
    const before = at.github.repo.writes().length;
    const again = await at.act(lines);
    expect([again.code, again.log]).toEqual([0, expect.any(String)]);
    expect(status(again.outputs.results)[0]).toBe("unchanged");
    expect(at.github.repo.writes()).toHaveLength(before);
    expect(stands(at.mirrors.gitee)).toEqual(WHOLE);
  });

  it("because its token is wrong", async () => {
    const at = await several(["gitee"]);
    const lines = [".", at.line("gitee")];
    const ran = await at.act(lines, { retries: "0" }, { TOKEN_GITEE: at.mirrors.gitee?.tokens.wrong });
    expect([ran.code, status(ran.outputs.results)]).toEqual([1, ["published", "failed"]]);
    expect(ran.log).toContain("The token came from the variable TOKEN_GITEE.");
    const again = await at.act(lines);
    expect([again.code, status(again.outputs.results)]).toEqual([0, ["unchanged", "published"]]);
  });

  it("because it does not answer, and its kind is not known: the other is published all the same", async () => {
    const at = await several([]);
    const lines = ["http://127.0.0.1:9/me/app token_env=TOKEN_NOBODY", "."];
    const ran = await at.act(lines, { retries: "0" }, { TOKEN_NOBODY: "nobodys-token-1" });
    expect([ran.code, status(ran.outputs.results)]).toEqual([1, ["failed", "published"]]);
    expect(ran.log).toContain("failed v1.0.0 on http://127.0.0.1:9/me/app");
    expect(ran.outputs.id).toBeUndefined();
  });

  it("first or last, and optional: the run is green, with a warning", async () => {
    const at = await several(["gitee"]);
    at.mirrors.gitee?.repo.spoil("create", { kind: "status", status: 500 }, { times: 99 });
    for (const lines of [
      [".", at.line("gitee", "optional=true")],
      [at.line("gitee", "optional=true"), "."],
    ]) {
      const ran = await at.act(lines, { retries: "0" });
      expect([ran.code, ran.log]).toEqual([0, expect.stringMatching(/^::warning::An optional target failed\. http/m)]);
      expect(ran.log).not.toMatch(/^::error::/m);
    }
  });

  it("and both do: both are told, and that nothing was changed where that is so", async () => {
    const at = await several(["gitee"]);
    const ran = await at.act([". draft=true", at.line("gitee", "draft=true")], { overwrite_files: "false" });
    expect([ran.code, status(ran.outputs.results)]).toEqual([1, ["finished", "failed"]]);
    const both = await at.act([at.line("gitee", "draft=true")]);
    expect([both.code, status(both.outputs.results)]).toEqual([2, ["failed"]]);
  });
});

describe("wrong lines", () => {
  const WRONG: readonly (readonly [readonly string[], Readonly<Record<string, string>>, RegExp])[] = [
    [["https://me:s3cret@gitee.com/me/app"], {}, /line 1: the address of gitee\.com holds a user or a password/],
    [["gitee.com/me/app"], {}, /“gitee\.com\/me\/app” is no web address/],
    [["https://gitee.com/"], {}, /is not the address of a repository/],
    [["https://gitee.com/me/app?x=1"], {}, /is not the address of a repository/],
    [["git@gitee.com:me/app.git"], {}, /is no web address/],
    [[".", "."], {}, /targets names \. twice/],
    [[". drafty=true"], {}, /“drafty” is no key; there are forge, api_url, token_env/],
    [[". draft"], {}, /“draft” is not of the form key=value/],
    [[". draft=perhaps"], {}, /draft \(targets, line 1\) must be true or false, not “perhaps”/],
    [[". draft=true draft=false"], {}, /draft is given twice/],
    [[". tag_name=v2"], {}, /tag_name is the same for all targets/],
    [['. name="x'], {}, /a double quote is never closed/],
    [[". optional=perhaps"], {}, /optional must be true or false/],
    [[". token_env=NOT_SET"], {}, /token_env: the variable NOT_SET is empty or not set/],
    [[". token_env=$" + "{{ secrets.X }}"], {}, /is not of the form key=value/],
    [[". token=s3cret"], {}, /a token has no place in a line/],
    [["# nothing"], {}, /targets names no target/],
    [["."], { repository: "me/app" }, /repository cannot stand beside targets/],
    [["."], { forge: "gitee" }, /forge cannot stand beside targets/],
    [["."], { token: "t0ken-of-mine" }, /token cannot stand beside targets/],
    [["."], { api_url: "https://api.github.com" }, /api_url cannot stand beside targets/],
    [["https://gitee.com/me/app"], {}, /gitee\.com\/me\/app: There is no token for me\/app on Gitee/],
    [["https://gitee.com/me"], {}, /must have the form owner\/repo on Gitee/],
    [["https://gitee.com/me/app forge=github"], {}, /only one of them can be meant/],
    [[". body_path=nowhere.md"], {}, /nowhere\.md/],
  ];

  it("end the run before anything is sent, and are told together", async () => {
    const [at, proxy] = [await several([]), await serveProxy(() => undefined)];
    for (const [lines, inputs, told] of WRONG) {
      const ran = await at.act(lines, inputs, { HTTPS_PROXY: proxy.url });
      expect([lines, ran.code, ran.log]).toEqual([lines, 2, expect.stringMatching(told)]);
      expect(ran.log).not.toContain("s3cret");
    }
    const all = await at.act(["https://gitee.com/me/app", ". drafty=1", "gitcode.com/x"], { files: "no-*.zip" });
    expect([all.code, all.log]).toEqual([2, expect.stringMatching(/There is no token.*|4 things are wrong/)]);
    for (const part of ["There is no token for me/app on Gitee", "“drafty” is no key", "gitcode.com/x", "no-*.zip"])
      expect(all.log).toContain(part);
    expect([proxy.heard, at.github.requests]).toEqual([[], []]);
  });
});

describe("the tokens of several targets", () => {
  it("one of a forge's own variable is never shared by two servers", async () => {
    const at = await several(["gitea", "forgejo"]);
    const bare = (forge: string, more = ""): string => `${addressOf(at, forge)} forge=${forge} ${more}`;
    const own = at.mirrors.gitea?.addToken() ?? "";
    const shared = { GITEA_TOKEN: own };
    const ran = await at.act([bare("gitea"), bare("forgejo")], {}, shared);
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("two servers never share a token")]);
    expect(Object.values(at.mirrors).flatMap(({ requests }) => requests)).toEqual([]);
    const told = await at.act([bare("gitea"), bare("forgejo", "token_env=TOKEN_FORGEJO")], {}, shared);
    expect([told.code, told.log]).toEqual([0, expect.any(String)]);
    const sent = Object.values(at.mirrors).map(({ requests }) => credentialsOf(requests));
    expect(sent).toEqual([[expect.stringContaining(own)], [expect.stringContaining(at.mirrors.forgejo?.token ?? "")]]);
  });

  it("the job's own token goes to no mirror, and a redirect to another target brings it nothing", async () => {
    const at = await several(["gitee"]);
    const to = `${at.github.apiUrl}/repos/me/app/releases`;
    at.mirrors.gitee?.faults.add({ method: "GET", path: /releases/, do: { kind: "redirect", to }, times: 99 });
    const ran = await at.act([".", at.line("gitee")], { retries: "0" });
    expect([ran.code, status(ran.outputs.results)[0]]).toEqual([1, "published"]);
    expect(JSON.stringify(at.github.requests)).not.toContain(at.mirrors.gitee?.token);
    expect(JSON.stringify(at.mirrors.gitee?.requests)).not.toContain(at.github.inputs.job_token);
  });
});

it("a repository given by two addresses is one too many", async () => {
  const at = await several([]);
  const ran = await at.act([
    ".",
    `${at.github.serverUrl}/${PUSHED.repository} forge=github api_url=${at.github.apiUrl}`,
  ]);
  expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("are one repository")]);
});
