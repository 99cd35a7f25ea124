import { describe, expect, it } from "vitest";
import { ask, coded, open, ROOT, said } from "./client";

const unauthorized = [401, { message: "401 Unauthorized" }];

describe("tokens (2)", () => {
  it("may come in the query, which is a violation", async () => {
    const { gitcode, ask: at, repo } = await open();
    repo.release({ tag: "v1" });
    expect((await at("GET", `/releases/v1?access_token=${gitcode.token}`, { token: null })).status).toBe(200);
    expect(gitcode.violations).toEqual([expect.stringContaining('a secret in the query ("access_token")')]);
  });

  it("are not read from the body, and two at once are a violation", async () => {
    const { gitcode, create, ask: at } = await open();
    expect((await create({ access_token: gitcode.token }, { token: null })).status).toBe(401);
    await at("GET", "/releases", { headers: { "private-token": gitcode.token } });
    expect(gitcode.violations).toEqual([
      expect.stringContaining('a secret in the body ("access_token")'),
      expect.stringContaining("more than one credential"),
    ]);
  });

  it("are asked for wherever the spec page says so", async () => {
    const { ask: at, repo } = await open();
    repo.release({ tag: "v1", assets: [{ name: "a.zip" }] });
    const free = ["/releases", "/releases/tags/v1", "/tags"];
    for (const path of free) expect((await at("GET", path, { token: null })).status).toBe(200);
    const closed = ["/releases/latest", "/releases/v1", "/releases/v1/attach_files/a.zip/download"];
    for (const path of closed) expect(said(await at("GET", path, { token: null }))).toEqual(unauthorized);
  });
});

describe("rights", () => {
  it("to read are not rights to write: 403 inside a 400, also for the upload url", async () => {
    const { gitcode, create, patch, ask: at, repo } = await open();
    repo.release({ tag: "v1" });
    const readers = [
      gitcode.addToken({ access: "read" }),
      gitcode.addToken({ repositories: ["octo/other"] }),
      repo.environment({ fork: true }).ATOMGIT_TOKEN ?? "",
    ];
    const forbidden = coded(403, "Forbidden: no permission to write to this repository");
    for (const token of readers) {
      expect((await at("GET", "/releases/v1", { token })).status).toBe(200);
      expect(said(await create({}, { token }))).toEqual([400, forbidden]);
      expect(said(await patch("v1", {}, { token }))).toEqual([400, forbidden]);
      expect(said(await at("GET", "/releases/v1/upload_url?file_name=a", { token }))).toEqual([400, forbidden]);
    }
  });
});

describe("errors (3)", () => {
  it("come in three shapes", async () => {
    const shapes = [
      ["inner", 400, coded(404, "Not Found Release")],
      ["code", 404, coded(404, "Not Found Release")],
      ["message", 404, { message: "404 Not Found Release" }],
    ] as const;
    for (const [errors, status, body] of shapes) {
      const { ask: at } = await open({ errors });
      expect(said(await at("GET", "/releases/v1"))).toEqual([status, body]);
    }
  });

  it("404 for unknown routes, the legacy root and the multipart upload of Gitee", async () => {
    const { gitcode, ask: at, repo } = await open();
    repo.release({ tag: "v1" });
    const data = new FormData();
    data.append("file", new Blob(["bytes"]), "a.zip");
    const reply = await at("POST", "/releases/v1/attach_files", { raw: data });
    expect(said(reply)).toEqual([404, coded(404, "Not Found")]);
    const { origin } = new URL(gitcode.apiUrl);
    expect((await ask(gitcode, "GET", `${origin}${ROOT}/releases`)).status).toBe(404);
  });

  it("429 after 50 requests of a user in a minute, without a word on how long", async () => {
    const { gitcode, ask: at } = await open();
    for (let at50 = 0; at50 < 50; at50++) await at("GET", "/tags");
    const reply = await at("GET", "/tags");
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([429, null]);
    expect((await at("GET", "/tags", { token: gitcode.addToken({ user: "else" }) })).status).toBe(200);
    const hourly = await open({ limits: { perMinute: Infinity, perHour: 60 } });
    const statuses = new Set<number>();
    for (let count = 0; count < 61; count++) statuses.add((await hourly.ask("GET", "/tags")).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});

describe("addresses (1, 8)", () => {
  it("the API is answered on the web host too", async () => {
    const { gitcode } = await open();
    const headers = { authorization: `Bearer ${gitcode.token}` };
    const reply = await ask(gitcode, "GET", `${gitcode.serverUrl}/api/v5${ROOT}/releases`, { headers });
    expect([reply.status, reply.body]).toEqual([200, []]);
    expect(gitcode.violations).toEqual([]);
  });

  it("a slash in a tag or an owner is %2F, or not taken at all", async () => {
    const { gitcode, repo, ask: at } = await open();
    repo.release({ tag: "pkg/v1" });
    gitcode.repository("group/sub/app");
    expect((await at("GET", "/releases/tags/pkg%2Fv1")).body.tag_name).toBe("pkg/v1");
    expect((await at("GET", "/releases/tags/pkg/v1")).status).toBe(404);
    expect((await ask(gitcode, "GET", "/repos/group%2Fsub/app/releases")).status).toBe(200);
    expect((await ask(gitcode, "GET", "/repos/group/sub/app/releases")).status).toBe(404);
    for (const encodedSlash of [400, 404] as const) {
      const strict = await open({ encodedSlash, errors: "code" });
      strict.repo.release({ tag: "pkg/v1" });
      expect((await strict.ask("GET", "/releases/tags/pkg%2Fv1")).status).toBe(encodedSlash);
    }
  });
});
