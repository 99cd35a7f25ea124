import { describe, expect, it } from "@jest/globals";

import { attempt } from "../../src/request/problems";
import { type Case, FORGES, OWN, RED, find, target } from "./locating";

describe("which forge: the first rule that fits decides", () => {
  it.each<[string, Case, [string, string, string, RegExp]]>([
    [
      "forge, alone",
      { given: { forge: "blue", repository: "a/b" } },
      ["blue", "https://blue.test", "https://blue.test/api", /input forge/],
    ],
    [
      "forge, in capitals",
      { given: { forge: "Blue", repository: "a/b" } },
      ["blue", "https://blue.test", "https://blue.test/api", /input forge/],
    ],
    [
      "forge before a known host",
      { given: { forge: "blue", server_url: "https://red.test", repository: "a/b" } },
      ["blue", "https://red.test", "https://red.test/api", /input forge/],
    ],
    [
      "forge before the CI",
      { given: { forge: "blue" }, ci: RED },
      ["blue", "https://blue.test", "https://blue.test/api", /input forge/],
    ],
    [
      "a known public host of server_url",
      { given: { server_url: "https://blue.test/" }, ci: RED },
      ["blue", "https://blue.test", "https://blue.test/api", /blue\.test is its public host/],
    ],
    [
      "a known public host of api_url",
      { given: { api_url: "https://api.red.test", repository: "a/b" } },
      ["red", "https://red.test", "https://api.red.test", /api\.red\.test is its public host/],
    ],
    [
      "the CI",
      { ci: RED, origin: "https://blue.test/a/b" },
      ["red", "https://red.test", "https://api.red.test", /from SOME_CI/],
    ],
    [
      "the CI on a server of its own",
      { ci: OWN },
      ["red", "https://git.acme.test/red", "https://git.acme.test/red/api/v3", /from SOME_CI/],
    ],
    [
      "the CI, whose server is named again",
      { given: { server_url: "https://git.acme.test/red/" }, ci: OWN },
      ["red", "https://git.acme.test/red", "https://git.acme.test/red/api/v3", /from SOME_CI/],
    ],
    [
      "the CI, whose API is named again",
      { given: { api_url: "https://git.acme.test/red/api/v3" }, ci: OWN },
      ["red", "https://git.acme.test/red", "https://git.acme.test/red/api/v3", /from SOME_CI/],
    ],
    [
      "the remote",
      { origin: "git@blue.test:a/b.git" },
      ["blue", "https://blue.test", "https://blue.test/api", /remote origin/],
    ],
    [
      "forge beside a remote of that forge",
      { given: { forge: "blue" }, origin: "https://blue.test/a/b" },
      ["blue", "https://blue.test", "https://blue.test/api", /input forge/],
    ],
    [
      "forge and a server of its own",
      { given: { forge: "blue", server_url: "https://git.acme.test/sub/", repository: "a/b" } },
      ["blue", "https://git.acme.test/sub", "https://git.acme.test/sub/api", /input forge/],
    ],
    [
      "forge and an API",
      { given: { forge: "blue", api_url: "https://git.acme.test/api/v3/", repository: "a/b" } },
      ["blue", "https://git.acme.test", "https://git.acme.test/api/v3", /input forge/],
    ],
    [
      "forge, server and API",
      { given: { forge: "blue", server_url: "https://a.test", api_url: "https://b.test/x", repository: "a/b" } },
      ["blue", "https://a.test", "https://b.test/x", /input forge/],
    ],
  ])("%s", (_, at, [id, serverUrl, apiUrl, because]) => {
    const found = target(at);
    expect([found.module.id, found.serverUrl, found.apiUrl]).toEqual([id, serverUrl, apiUrl]);
    expect(found.because).toMatch(because);
  });
});

describe("a server whose kind nobody told is asked", () => {
  it.each<[string, Case, string]>([
    [
      "server_url",
      { given: { server_url: "https://git.acme.test/sub/", repository: "a/b" } },
      "https://git.acme.test/sub",
    ],
    [
      "server_url that is not the CI's own",
      { given: { server_url: "https://else.test" }, ci: OWN },
      "https://else.test",
    ],
    [
      "server_url with another sub-path than the CI's own",
      { given: { server_url: "https://git.acme.test/blue" }, ci: OWN },
      "https://git.acme.test/blue",
    ],
    ["the remote", { origin: "ssh://git@git.acme.test:2222/a/b.git" }, "https://git.acme.test"],
  ])("%s", (_, at, serverUrl) => {
    const located = find(at);
    expect(located).toMatchObject({ kind: "unknown", serverUrl });
  });

  it("and then has its addresses and its repository", () => {
    const located = find({ origin: "https://git.acme.test/a/b.git" });
    const [first] = FORGES;
    const known = located.kind === "unknown" && first !== undefined ? located.complete(first) : undefined;
    expect(known).toMatchObject({
      serverUrl: "https://git.acme.test",
      apiUrl: "https://git.acme.test/api",
      repository: "a/b",
      trusted: false,
    });
  });
});

describe("nothing, or something wrong", () => {
  it.each<[string, Case, RegExp[]]>([
    ["nothing at all", {}, [/forge, server_url, api_url.*remote origin.*red, blue/]],
    ["a remote on disk", { origin: "/srv/git/x.git" }, [/Looked at/]],
    ["an unknown forge", { given: { forge: "green" } }, [/forge must be one of red, blue, not “green”/]],
    [
      "a forge of the CI that is not spoken to",
      { ci: { ...RED, forge: "green" } },
      [/Some CI was recognised \(SOME_CI\).*green/],
    ],
    ["no repository", { given: { forge: "blue" } }, [/repository is not given.*owner\/repo/]],
    [
      "a repository of another form",
      { given: { forge: "blue", repository: "justone" } },
      [/form owner\/repo on blue, not “justone”/],
    ],
    ["a repository with too many parts", { given: { forge: "blue", repository: "a/b/c" } }, [/form owner\/repo/]],
    ["no address", { given: { server_url: "git.acme.test" } }, [/server_url must be a web address/]],
    ["an address of another kind", { given: { api_url: "ftp://x.test" } }, [/api_url must be a web address/]],
    [
      "a password in an address",
      { given: { server_url: "https://me:pw@x.test" } },
      [/server_url must not hold a user or a password/],
    ],
    ["both addresses wrong", { given: { server_url: "x", api_url: "y" } }, [/server_url/, /api_url/]],
  ])("%s", (_, at, expected) => {
    const problems: string[] = [];
    attempt(problems, () => find(at));
    expect(problems).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(problems[index]).toMatch(pattern);
    });
    expect(problems.join()).not.toContain("pw");
  });
});

describe("which repository", () => {
  it.each<[string, Case, string]>([
    ["the input", { given: { repository: "a/b" }, ci: RED }, "a/b"],
    ["the CI's own", { ci: RED, origin: "https://red.test/x/y" }, "o/r"],
    ["the CI's own, elsewhere", { given: { forge: "blue" }, ci: RED }, "o/r"],
    ["the remote's", { origin: "https://blue.test/x/y" }, "x/y"],
    ["without .git and slashes", { given: { forge: "blue", repository: "/a/b.git" } }, "a/b"],
  ])("%s", (_, at, repository) => {
    expect(target(at).repository).toBe(repository);
  });
});
