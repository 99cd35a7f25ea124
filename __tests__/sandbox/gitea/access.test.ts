import { describe, expect, it } from "vitest";
import { ask, open, open12, told } from "./client";

const tag = { tag_name: "v1" };

describe("credentials (2)", () => {
  it("spell `token` in small letters before 1.25", async () => {
    const header = (token: string): object => ({ headers: { authorization: `Token ${token}` }, token: null });
    for (const [version, status] of Object.entries({ "1.24": 401, "1.25": 201, "12": 401 })) {
      const { create, gitea } = await open({ version });
      expect((await create(tag, header(gitea.token))).status).toBe(status);
    }
  });

  it("that are wrong or ended answer 401, also to reads", async () => {
    const { ask: at, gitea } = await open();
    const expired = gitea.addToken({ state: "expired" });
    for (const token of ["wrong", expired]) {
      told(await at("GET", "/releases", { token }), 401, "invalid username, password or token");
    }
    const older = await open({ version: "1.20" });
    const reply = await older.ask("GET", "/releases", { token: "wrong" });
    told(reply, 401, "user does not exist [uid: 0, name: ]");
  });

  it("that are wrong read as nobody on 1.16 (10)", async () => {
    const { ask: at, create } = await open({ version: "1.16" });
    expect((await at("GET", "/releases", { token: "wrong" })).status).toBe(200);
    expect((await create(tag, { token: "wrong" })).status).toBe(401);
  });

  it.each(Object.entries({ "1.25": 201, "12": 401 }))(
    "in the query work on Gitea only: %s",
    async (version, status) => {
      const { ask: at, gitea } = await open({ version });
      expect((await at("POST", `/releases?token=${gitea.token}`, { json: tag, token: null })).status).toBe(status);
      expect(gitea.violations).toEqual(['POST /api/v1/repos/octo/app/releases: a secret in the query ("token")']);
    },
  );

  it("may be taken from a form field called token (2)", async () => {
    const { ask: at, gitea } = await open();
    const raw = new URLSearchParams({ token: gitea.token, tag_name: "v1" });
    // Authenticated, and the body is gone.
    told(await at("POST", "/releases", { raw, token: null }), 422, "[TagName]: Required");
    expect(gitea.violations).toHaveLength(1);
  });
});

describe("rights (2)", () => {
  it("403 without the right to write, 403 without the scope", async () => {
    const { create, gitea, repo, ask: at } = await open();
    const reader = gitea.addToken({ role: "read" });
    told(await create(tag, { token: reader }), 403, "user should have a permission to write to a repo");
    const token = gitea.addToken({ scopes: ["read:repository"] });
    told(
      await create(tag, { token }),
      403,
      "token does not have at least one of required scope(s), required=[write:repository], token scope=read:repository",
    );
    expect((await at("GET", "/releases", { token })).status).toBe(200);
    // Also on a public repository, which nobody at all may read.
    const other = gitea.addToken({ scopes: ["write:issue"] });
    expect((await at("GET", "/releases", { token: other })).status).toBe(403);
    expect(repo.releases).toEqual([]);
  });

  it("a private repository is not there, a switched-off unit is 403", async () => {
    const { ask: at, gitea } = await open({}, { private: true });
    const foreign = gitea.addToken({ repositories: [] });
    expect((await at("GET", "", { token: foreign })).status).toBe(404);
    const off = await open({}, { releases: false });
    told(
      await off.ask("GET", "/releases"),
      403,
      "user should have specific read permission or be a repo admin or a site admin",
    );
  });

  it("sign-in may be required, also for the version (1)", async () => {
    const { gitea } = await open({ requireSignIn: true });
    expect((await ask(gitea, "GET", "/version", { token: null })).status).toBe(403);
    expect((await ask(gitea, "GET", "/version")).status).toBe(200);
  });
});

describe("job tokens (2)", () => {
  it("reach their own repository and see no other (p)", async () => {
    const { gitea, repo, create } = await open();
    gitea.repository("octo/other", {});
    const token = repo.jobToken();
    const { body } = await create(tag, { token });
    expect(body.author).toMatchObject({ id: -2, login: "gitea-actions" });
    for (const method of ["GET", "POST"]) {
      expect((await ask(gitea, method, "/repos/octo/other/releases", { token })).status).toBe(404);
    }
    gitea.expire(token);
    expect((await create({ tag_name: "v2" }, { token })).status).toBe(401);
  });

  it("of forks only read; permissions narrow from 1.26 on", async () => {
    const { repo, create, ask: at } = await open({ version: "1.26" });
    const fork = repo.jobToken({ readOnly: true });
    expect((await at("GET", "/releases", { token: fork })).status).toBe(200);
    expect((await create(tag, { token: fork })).status).toBe(403);
    const narrow = repo.jobToken({ permissions: { contents: "read" } });
    expect((await create(tag, { token: narrow })).status).toBe(403);
    const granular = repo.jobToken({ permissions: { contents: "read", releases: "write" } });
    expect((await create(tag, { token: granular })).status).toBe(201);
    expect((await at("POST", "/tags", { json: { tag_name: "x" }, token: granular })).status).toBe(403);
    const older = await open();
    const ignored = older.repo.jobToken({ permissions: { contents: "read" } });
    expect((await older.create(tag, { token: ignored })).status).toBe(201);
  });
});

describe("error bodies (4)", () => {
  it("404 in three forms", async () => {
    const url = (gitea: { serverUrl: string }): string => `${gitea.serverUrl}/api/swagger`;
    const now = await open();
    expect((await now.ask("GET", "/releases/1")).body).toEqual({
      errors: null,
      message: "not found",
      url: url(now.gitea),
    });
    const older = await open({ version: "1.24" });
    told(await older.ask("GET", "/releases/1"), 404, "The target couldn't be found.");
    const forgejo = await open12();
    expect((await forgejo.ask("GET", "/releases/1")).body).toEqual({
      message: "The target couldn't be found.",
      url: url(forgejo.gitea),
      errors: [],
    });
  });

  it("unknown routes outside of repositories are 404", async () => {
    const { gitea } = await open();
    expect((await ask(gitea, "GET", "/nothing")).status).toBe(404);
    expect((await ask(gitea, "GET", `${gitea.serverUrl}/api/v4/version`)).status).toBe(404);
  });
});
