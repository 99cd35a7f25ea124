import { describe, expect, it } from "vitest";

import { attempt } from "../../../src/request/problems";
import type { Target } from "../../../src/request/target/target";
import { type Case, FORGES, OWN, RED, find, target } from "./stage";

type Given = NonNullable<Case["given"]>;

const [FIRST] = FORGES;
const ACME = "https://git.acme.test";

/** The target when the unknown server turns out to be of the first kind. */
function answered(at: Case): Target {
  const located = find(at);
  if (located.kind === "unknown" && FIRST !== undefined) return located.complete(FIRST);
  throw new Error("it should be asked");
}

describe("which forge: the first rule that fits decides", () => {
  const blue = (more = {}): Given => ({ forge: "blue", repository: "a/b", ...more });
  const api: Given = { api_url: "https://api.red.test", repository: "a/b" };
  const BLUE = ["blue", "https://blue.test", "https://blue.test/api"];
  const PUBLIC_RED = ["red", "https://red.test", "https://api.red.test"];
  const OWN_RED = ["red", OWN.serverUrl, OWN.apiUrl];

  it.each<[string, Case, string[], RegExp]>([
    ["forge, alone", { given: blue() }, BLUE, /input forge/],
    ["forge, in capitals", { given: blue({ forge: "Blue" }) }, BLUE, /input forge/],
    ["forge before the CI", { given: { forge: "blue" }, ci: RED }, BLUE, /input forge/],
    ["forge beside its remote", { given: { forge: "blue" }, origin: "https://blue.test/a/b" }, BLUE, /input forge/],
    ["a public server_url", { given: { server_url: "https://blue.test/" }, ci: RED }, BLUE, /blue\.test is its public/],
    ["the remote", { origin: "git@blue.test:a/b.git" }, BLUE, /remote origin/],
    ["the CI on its server", { ci: OWN }, OWN_RED, /from SOME_CI/],
    ["the CI, its server again", { given: { server_url: `${OWN.serverUrl}/` }, ci: OWN }, OWN_RED, /from SOME_CI/],
    ["the CI, its API again", { given: { api_url: OWN.apiUrl }, ci: OWN }, OWN_RED, /from SOME_CI/],
    ["the CI before the remote", { ci: RED, origin: "https://blue.test/a/b" }, PUBLIC_RED, /from SOME_CI/],
    ["a public api_url", { given: api }, PUBLIC_RED, /api\.red\.test is its public host/],
  ])("%s", (_, at, addresses, because) => {
    const found = target(at);
    expect([found.module.id, found.serverUrl, found.apiUrl]).toEqual(addresses);
    expect(found.because).toMatch(because);
  });

  it.each<[string, Given, string, string]>([
    ["a known host", { server_url: "https://red.test" }, "https://red.test", "https://red.test/api"],
    ["a server of its own", { server_url: `${ACME}/sub/` }, `${ACME}/sub`, `${ACME}/sub/api`],
    ["an API", { api_url: `${ACME}/api/v3/` }, ACME, `${ACME}/api/v3`],
    ["both", { server_url: "https://a.test", api_url: "https://b.test/x" }, "https://a.test", "https://b.test/x"],
  ])("forge beside %s", (_, given, serverUrl, apiUrl) => {
    const { module, because, ...found } = target({ given: blue(given) });
    expect([module.id, found.serverUrl, found.apiUrl]).toEqual(["blue", serverUrl, apiUrl]);
    expect(because).toMatch(/input forge/);
  });
});

describe("a server whose kind nobody told is asked", () => {
  it.each<[string, Case, string]>([
    ["server_url", { given: { server_url: `${ACME}/sub/`, repository: "a/b" } }, `${ACME}/sub`],
    ["another server_url than the CI's", { given: { server_url: "https://else.test" }, ci: OWN }, "https://else.test"],
    ["another sub-path than the CI's", { given: { server_url: `${ACME}/blue` }, ci: OWN }, `${ACME}/blue`],
    ["the remote", { origin: "ssh://git@git.acme.test:2222/a/b.git" }, ACME],
  ])("%s", (_, at, serverUrl) => {
    expect(find(at)).toMatchObject({ kind: "unknown", serverUrl });
  });

  it("and then has its addresses and its repository, and is not trusted when only a remote names it", () => {
    const found = { serverUrl: ACME, apiUrl: `${ACME}/api`, repository: "a/b", trusted: false, ownServer: false };
    expect(answered({ origin: `${ACME}/a/b.git` })).toMatchObject(found);
  });
});

describe("nothing, or something wrong", () => {
  const password: Case = { given: { server_url: "https://me:pw@x.test" } };

  it.each<[string, Case, RegExp[]]>([
    ["nothing at all", {}, [/forge, server_url, api_url.*remote origin.*red, blue/]],
    ["a remote on disk", { origin: "/srv/git/x.git" }, [/Looked at/]],
    ["an unknown forge", { given: { forge: "green" } }, [/forge must be one of red, blue, not “green”/]],
    ["a CI's forge that is unknown", { ci: { ...RED, forge: "green" } }, [/CI was recognised \(SOME_CI\).*green/]],
    ["no repository", { given: { forge: "blue" } }, [/repository is not given.*owner\/repo/]],
    ["another form", { given: { forge: "blue", repository: "justone" } }, [/form owner\/repo on blue, not “justone”/]],
    ["too many parts", { given: { forge: "blue", repository: "a/b/c" } }, [/form owner\/repo/]],
    ["no address", { given: { server_url: "git.acme.test" } }, [/server_url must be a web address/]],
    ["an address of another kind", { given: { api_url: "ftp://x.test" } }, [/api_url must be a web address/]],
    ["a password", password, [/server_url must not hold a user or a password/]],
    ["both addresses wrong", { given: { server_url: "x", api_url: "y" } }, [/server_url/, /api_url/]],
  ])("%s", (_, at, expected) => {
    const problems: string[] = [];
    attempt(problems, () => find(at));
    expect(problems).toEqual(expected.map((pattern): unknown => expect.stringMatching(pattern)));
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

describe("what the target is to this job", () => {
  const at = (given: Given = {}): Case => ({ given, ci: OWN });
  const red = (server_url: string, more = {}): Case => at({ forge: "red", server_url, ...more });

  const ONLY_TRUSTED: [boolean, boolean, boolean, boolean] = [false, false, false, true];
  const elsewhere: Given = { forge: "blue", repository: "a/b" };

  /** Whether it is the CI's own server, its own repository, the one that is checked out, and trusted. */
  it.each<[string, Case, [boolean, boolean, boolean, boolean]]>([
    ["the CI's own repository", at(), [true, true, true, true]],
    ["its own in other letters", at({ repository: "O/R" }), [true, true, true, true]],
    ["another one on its server", at({ repository: "a/b" }), [true, false, false, true]],
    ["the same name on another server", at({ forge: "blue" }), [false, false, false, true]],
    ["its server, another API", red(OWN.serverUrl, { api_url: "https://evil.test/api" }), [false, false, false, true]],
    ["its host with another port", red(`${ACME}:8443/red`), [false, false, false, true]],
    ["another forge on its server", at({ forge: "blue", server_url: OWN.serverUrl }), [false, false, false, true]],
    ["the checkout's remote, public", { origin: "https://blue.test/a/b" }, [false, false, true, true]],
    ["another than the remote's", { given: { repository: "c/d" }, origin: "https://blue.test/a/b" }, ONLY_TRUSTED],
    ["a server named by an input", { given: { ...elsewhere, server_url: "https://x.test" } }, ONLY_TRUSTED],
    ["a forge without any CI", { given: elsewhere }, ONLY_TRUSTED],
  ])("%s", (_, where, expected) => {
    const { ownServer, ownRepository, checkedOut, trusted } = target(where);
    expect([ownServer, ownRepository, checkedOut, trusted]).toEqual(expected);
  });
});
