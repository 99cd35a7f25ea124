import { describe, expect, it } from "vitest";
import { limits } from "../../sandbox/github";
import type { Fault } from "../../sandbox/kernel/faults";
import { serve } from "../http/servers";
import { type Stage, folder, several, stage } from "./stage";

const status = (code: number, headers: Record<string, string> = {}): Fault => ({
  kind: "status",
  status: code,
  headers,
});
const create = { method: "POST", path: /\/releases$/ } as const;
const upload = { method: "POST", path: /\/assets$/ } as const;

/** Trouble that passes: what is struck, with what, and what the log says about the wait. */
const PASSING: readonly (readonly [string, { method: string; path: RegExp }, Fault, RegExp])[] = [
  [
    "a 500 on a read",
    { method: "GET", path: /tags/ },
    status(500),
    /the server answered 500, waiting \S+ s \(try 2 of 6\)/,
  ],
  ["a 502 that made nothing", create, limits.badGateway(), /creating the release v1\.0\.0: the server answered 502/],
  ["a 502 that made it after all", create, { ...limits.badGateway(), kind: "carry-out-then" }, /answered 502/],
  ["a lost answer to a create", create, { kind: "reset", when: "after" }, /the connection failed/],
  ["a 502 that leaves a starter", upload, { kind: "half", status: 502 }, /uploading a\.txt: the server answered 502/],
  [
    "a 503 with Retry-After",
    upload,
    status(503, { "retry-after": "0" }),
    /answered 503, waiting 0 s as told by Retry-After/,
  ],
  ["a 429 with seconds", upload, limits.retryAfter(1, 429), /rate limited \(429\), waiting 1 s as told by Retry-After/],
  [
    "a 429 with a date",
    upload,
    status(429, { "retry-after": new Date(0).toUTCString() }),
    /rate limited \(429\), waiting 0 s/,
  ],
  ["a 429 that says nothing", upload, status(429), /rate limited \(429\), waiting 0\.6 s \(try/],
  ["a secondary limit by its words", create, limits.secondaryLimit(), /rate limited \(403\), waiting 0\.6 s/],
  [
    "a primary limit",
    create,
    limits.primaryLimit(0),
    /rate limited \(403\), waiting \S+ s as told by x-ratelimit-reset/,
  ],
  ["a reset before the work", upload, { kind: "reset", when: "before" }, /uploading a\.txt: the connection failed/],
  ["a reset after the work", upload, { kind: "reset", when: "after" }, /uploading a\.txt: the connection failed/],
  ["a hang", upload, { kind: "hang", when: "before" }, /uploading a\.txt: no byte moved/],
  [
    "a cut answer",
    { method: "PATCH", path: /releases/ },
    { kind: "truncate" },
    /publishing the release v1\.0\.0: the connection/,
  ],
  [
    "a page of HTML with 200",
    { method: "GET", path: /releases$/ },
    { kind: "status", status: 200, body: "<p>Sign in</p>" },
    /that is not JSON/,
  ],
];

describe("trouble that passes", () => {
  it.each(PASSING)("%s ends well, says why it waited, and makes nothing twice", async (_, where, fault, says) => {
    const at = await stage();
    at.github.faults.add({ ...where, do: fault });
    const ran = await at.act({ files: "a.txt", stall_timeout: "0.2" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringMatching(says)]);
    expect(at.repo.releases).toMatchObject([
      { tagName: "v1.0.0", draft: false, assets: [{ name: "a.txt", state: "uploaded" }] },
    ]);
    expect(ran.outputs.created).toBe("true");
    expect(at.github.faults.pending()).toEqual([]);
    expect(at.github.violations).toEqual([]);
  });
});

describe("trouble that does not pass", () => {
  it("a 403 about permissions is not tried again, and names the remedy", async () => {
    const at = await stage();
    at.github.faults.add({ ...create, times: Infinity, do: limits.permissionDenied() });
    const ran = await at.act({ files: "a.txt" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("permissions: { contents: write }")]);
    expect(at.github.requests.filter(({ fault }) => fault !== undefined)).toHaveLength(1);
    expect(ran.log).not.toContain("waiting");
    const lines = ran.log.split("\n").filter((line) => line.startsWith("::error::"));
    // One annotation, of which GitHub shows all lines.
    const words = /^::error::Failed creating.*%0APOST http.* answered 403: Resource not.*%0AGive the/;
    expect(lines).toEqual([expect.stringMatching(words)]);
    expect(ran.log.trimEnd().split("\n").at(-1)).toMatch(/^failed v1\.0\.0 on GitHub, /);
    expect(ran.summary).toMatch(/^### failed v1[^]*answered 403[^]*Give the/);
  });

  it("an answer of another shape is told with its request and what to look at", async () => {
    const at = await stage();
    at.github.faults.add({ path: /releases\/tags/, do: { kind: "status", status: 200, body: {} } });
    const ran = await at.act({ files: "a.txt" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("(“id” should be a number and is missing)")]);
    expect(ran.log).toMatch(/%0AGET http:\S+\/releases\/tags\/v1\.0\.0%0AIs there a proxy/);
  });

  it("a wait beyond max_wait ends the run with a clear error, the draft kept", async () => {
    const at = await stage();
    at.github.faults.add({ ...upload, times: Infinity, do: limits.retryAfter(120) });
    const ran = await at.act({ files: "a.txt", max_wait: "60" });
    expect(ran.code).toBe(1);
    expect(ran.log).toContain("::error::Gave up uploading a.txt: rate limited (403).");
    expect(ran.log).toContain("The server asks to wait 120 s (Retry-After); max_wait allows 60 s.");
    expect(at.repo.releases).toMatchObject([{ draft: true }]);
  });

  it("a server that is down ends the run after its tries", async () => {
    const at = await stage();
    at.github.faults.add({ times: Infinity, do: status(500) });
    const ran = await at.act({ files: "a.txt", retries: "2" });
    expect(ran.code).toBe(1);
    // Looks that go side by side have their own tries; none goes on after the run has failed.
    const tries = new Map<string, number>();
    for (const { path } of at.github.requests) tries.set(path, (tries.get(path) ?? 0) + 1);
    expect(Math.max(...tries.values())).toBe(3);
    expect([...tries.keys()].every((path) => !path.endsWith("/assets"))).toBe(true);
    expect(ran.log).toMatch(/waiting 0(\.\d)? s \(try 3 of 3\)/);
    expect(ran.log).toContain("The server had an internal error");
  });

  it("a create that no one can confirm is looked for before each try", async () => {
    const at = await stage();
    at.github.faults.add({ ...create, times: 2, do: { kind: "reset", when: "before" } });
    const ran = await at.act({ files: "a.txt" });
    expect([ran.code, at.repo.releases.length]).toEqual([0, 1]);
    const asked = at.github.requests.map(({ method, path }) => `${method} ${path.replace(/^.*\/app/, "")}`);
    const posts = asked.flatMap((one, index) => (one === "POST /releases" ? [index] : []));
    expect(posts).toHaveLength(3);
    for (const index of posts.slice(1)) expect(asked[index - 1]).toBe("GET /releases");
  });
});

describe("a limit", () => {
  it("met by one upload pauses the others", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `${String(index)}.txt`);
    const at: Stage = await stage(Object.fromEntries(names.map((name) => [name, name])));
    at.github.faults.add({ ...upload, do: limits.retryAfter(1) });
    const why = "a pause is only one while others could go on";
    const ran = await at.act({ files: "*.txt", concurrency: "2" }, {}, { process: { why } });
    expect([ran.code, ran.log.match(/rate limited/g)]).toEqual([0, ["rate limited"]]);
    const uploads = at.github.requests.filter(({ path, method }) => method === "POST" && path.endsWith("/assets"));
    const struck = uploads.findIndex(({ fault }) => fault !== undefined);
    const soon = uploads.slice(struck + 1).filter(({ time }) => time < (uploads[struck]?.time ?? 0) + 900);
    // One other is on its way already, and may end before the limit is heard of; without the pause all others follow.
    expect([soon.length <= 3, uploads.length]).toEqual([true, names.length + 1]);
  });
});

describe("a server that is no forge", () => {
  it("that answers without end ends the run", async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const chunk = Buffer.alloc(4 * 1024 * 1024, " ");
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      more();
    });
    const at = await folder();
    const words = ["--forge=github", `--server-url=${server.url}`, "--repository=o/r", "--tag-name=v1", "--retries=0"];
    const ran = await at.command(words, { INPUT_TOKEN: "ghp_some_token" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("the server's answer does not end")]);
  });

  it("is asked without a token when nobody says what it is, and told about when it is none", async () => {
    const server = await serve((_, response) => response.writeHead(404).end("<p>hello</p>"));
    const at = await folder();
    const words = [`--server-url=${server.url}`, "--repository=o/r", "--tag-name=v1"];
    const [ran] = await several([words], (one) => at.command(one, { INPUT_TOKEN: "ghp_some_token" }));
    expect([ran?.code, ran?.log]).toEqual([2, expect.stringContaining("It is not known what kind of forge")]);
    expect(server.heard.map(({ url }) => url)).toEqual(expect.arrayContaining(["/api/v3/meta", "/api/v4/version"]));
    const credentials = server.heard.filter(({ headers }) => headers.authorization ?? headers["private-token"]);
    expect(credentials).toEqual([]);
  });
});
