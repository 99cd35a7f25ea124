import { describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import type { StartOptions } from "../../sandbox/kernel/sandbox";
import { closedAfter, handClock } from "./client";
import { type Desk, PLAYERS } from "./roles";

/** What the kernel plays is the same on every forge. */
describe.each(PLAYERS)("$forge", ({ forge, start, ask, list, create, upload, refused }) => {
  async function open(options?: StartOptions): Promise<Desk> {
    const sandbox = await closedAfter(start(options));
    return { sandbox, repo: sandbox.repository(), ask };
  }
  const make = ({ sandbox, repo }: Desk, tag: string, token = sandbox.token) =>
    ask(sandbox, "POST", list(repo), { json: create(tag), token });
  const listed = async ({ sandbox, repo }: Desk): Promise<number> =>
    (await ask(sandbox, "GET", list(repo))).body.length;

  it("has repositories with commits, branches and tags", async () => {
    const { sandbox, repo } = await open();
    expect(sandbox.forge).toBe(forge);
    expect([repo.commits.size, repo.tags.size, repo.seen()]).toEqual([3, 0, []]);
    const first = repo.head();
    const next = repo.commit("More");
    expect([repo.head(), repo.commits.get(next)?.parent]).toEqual([next, first]);
    repo.branch("work", first);
    expect(repo.head(repo.commit("Other", { branch: "work" }) === "" ? "" : "work")).not.toBe(next);
    repo.tag("v1", { commit: first });
    repo.tag("v2", { annotated: "Two" });
    expect([repo.tagCommit("v1"), repo.tagCommit("v2")]).toEqual([first, next]);
    expect(repo.tags.get("v2")).toMatchObject({ message: "Two", commit: next });
    repo.push("0123456789012345678901234567890123456789");
    expect(repo.head()).toMatch(/^0123456789/);
    expect(() => repo.head("nowhere")).toThrow("no branch");
    expect(() => repo.tag("v3", { commit: "nothing" })).toThrow("no commit");
  });

  it("finds a repository again by its path, and makes none twice", async () => {
    const { sandbox, repo } = await open();
    expect(sandbox.repository(repo.path)).toBe(repo);
    expect(() => sandbox.repository(repo.path, {})).toThrow("exists already");
    expect(() => sandbox.repository("alone")).toThrow("not owner/name");
    expect(sandbox.repository().path).not.toBe(repo.path);
    expect(sandbox.repository("octo/empty", { empty: true }).commits.size).toBe(0);
  });

  it("makes a release and lists it, and knows it by a seed's words", async () => {
    const desk = await open();
    const made = await make(desk, "v1");
    expect([200, 201]).toContain(made.status);
    desk.repo.release({ tag: "v2", title: "Two", notes: "More", assets: [{ name: "a.zip", content: "abc" }] });
    expect(desk.repo.seen().map(({ tag, draft }) => [tag, draft])).toEqual([
      ["v1", false],
      ["v2", false],
    ]);
    const [, seeded] = desk.repo.seen();
    expect(seeded?.assets).toMatchObject([{ name: "a.zip", size: 3, complete: true }]);
    expect(await listed(desk)).toBe(2);
    expect(desk.sandbox.violations).toEqual([]);
  });

  it("tells pages apart", async () => {
    const desk = await open();
    for (let n = 0; n < 7; n++) desk.repo.release({ tag: `v${n}` });
    const tags = new Set<unknown>();
    for (const page of [1, 2, 3, 4]) {
      const query = `?page=${page}&per_page=3&limit=3&page_size=3&direction=asc`;
      const { body } = await ask(desk.sandbox, "GET", list(desk.repo) + query);
      expect(body.length).toBe([0, 3, 3, 1, 0][page]);
      for (const one of body) tags.add(one.tag_name ?? one.tag);
    }
    expect(tags.size).toBe(7);
  });

  it("takes a file, and gives its bytes back", async () => {
    const desk = await open();
    await make(desk, "v1");
    const content = Buffer.from("bytes of a file");
    const reply = await upload(desk, { name: "app.zip", content });
    expect([200, 201]).toContain(reply.status);
    const sha256 = createHash("sha256").update(content).digest("hex");
    expect(desk.repo.seen()[0]?.assets).toMatchObject([{ name: "app.zip", size: content.length, sha256 }]);
    expect(desk.sandbox.requests.filter((one) => one.sha256 === sha256)).toHaveLength(1);
    expect(desk.sandbox.violations).toEqual([]);
  });

  it("keeps nothing of a file but its digest with `discard`", async () => {
    const desk = await open({ discard: true });
    await make(desk, "v1");
    const content = Buffer.alloc(100_000, "x");
    await upload(desk, { name: "app.zip", content });
    const sha256 = createHash("sha256").update(content).digest("hex");
    expect(desk.repo.seen()[0]?.assets).toMatchObject([{ size: content.length, sha256 }]);
  });

  it("lets nobody in with a wrong or an ended token, and a reader only read", async () => {
    const desk = await open();
    const { sandbox, repo } = desk;
    expect((await make(desk, "v1", sandbox.tokens.wrong)).status).toBe(401);
    expect((await make(desk, "v1", sandbox.addToken({ state: "expired" }))).status).toBe(401);
    expect((await make(desk, "v1", sandbox.tokens.reads)).status).toBe(refused);
    expect((await make(desk, "v1", sandbox.addToken({ repositories: [] }))).status).toBeGreaterThanOrEqual(403);
    expect((await ask(sandbox, "GET", list(repo), { token: sandbox.tokens.reads })).status).toBe(200);
    expect(repo.seen()).toEqual([]);
    sandbox.expire(sandbox.token);
    expect((await make(desk, "v1")).status).toBe(401);
  });

  it("hides a private repository from strangers", async () => {
    const { sandbox } = await open();
    const repo = sandbox.repository("octo/secret", { private: true });
    const token = sandbox.addToken({ repositories: ["octo/other"] });
    expect((await ask(sandbox, "GET", list(repo), { token })).status).toBe(404);
    expect((await ask(sandbox, "GET", list(repo))).status).toBe(200);
  });

  it("logs each request with the repository that it is about", async () => {
    const desk = await open();
    const { sandbox, repo } = desk;
    await make(desk, "v1");
    await listed(desk);
    await ask(sandbox, "GET", list(sandbox.repository()));
    expect(repo.requests().map(({ method }) => method)).toEqual(["POST", "GET"]);
    expect(repo.writes()).toMatchObject([{ repository: repo.path, json: create("v1") }]);
    const [write] = repo.writes();
    expect(write && [repo.isAction("create", write), repo.isAction("delete", write)]).toEqual([true, false]);
    sandbox.clearRequests();
    expect(sandbox.requests).toEqual([]);
  });

  it("shows its state before and after each request, and remembers what changed it", async () => {
    const desk = await open();
    const { sandbox, repo } = desk;
    const looks: unknown[] = [];
    const stop = sandbox.watch(({ method }, moment) => looks.push([method, moment, repo.releases.length]));
    await make(desk, "v1");
    stop();
    await listed(desk);
    await upload(desk, { name: "app.zip", content: Buffer.from("app") });
    expect(looks).toEqual([
      ["POST", "before", 0],
      ["POST", "after", 1],
    ]);
    expect(repo.history.map(({ request, releases }) => [request.method !== "GET", releases.length])).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });

  it("lets lists lag by its clock, and dates by it", async () => {
    const clock = handClock();
    const desk = await open({ clock, listLag: 60_000 });
    await make(desk, "v1");
    expect(await listed(desk)).toBe(0);
    clock.turn(61_000);
    expect(await listed(desk)).toBe(1);
    expect(desk.sandbox.requests[0]?.time).toBe(Date.UTC(2031, 0, 1));
  });

  it("is struck by faults: before, after, and the answer alone", async () => {
    const desk = await open();
    const { sandbox, repo } = desk;
    repo.spoil("create", { kind: "status", status: 503 });
    expect((await make(desk, "v1")).status).toBe(503);
    repo.spoil("create", { kind: "reset", when: "before" });
    await expect(make(desk, "v1")).rejects.toThrow();
    expect(repo.seen()).toEqual([]);
    repo.spoil("create", { kind: "carry-out-then", status: 504 });
    expect((await make(desk, "v1")).status).toBe(504);
    repo.spoil("create", { kind: "reset", when: "after" });
    await expect(make(desk, "v2")).rejects.toThrow();
    repo.spoil("create", { kind: "truncate" });
    await expect(make(desk, "v3")).rejects.toThrow();
    repo.spoil("create", { kind: "half", status: 500 });
    expect((await make(desk, "v4")).status).toBe(500);
    expect(repo.seen().map(({ tag }) => tag)).toEqual(expect.arrayContaining(["v1", "v2", "v3"]));
    expect(sandbox.faults.pending()).toEqual([]);
  });

  it("strikes one repository only, from the n-th request on", async () => {
    const desk = await open();
    const other = { ...desk, repo: desk.sandbox.repository() };
    const struck = desk.repo.spoil("create", { kind: "status", status: 503 }, { nth: 2, times: 1 });
    const statuses = [];
    for (const at of [other, desk, other, desk, desk]) {
      statuses.push((await make(at, `v${statuses.length}`)).status === 503);
    }
    expect([statuses, struck.hits()]).toEqual([[false, false, false, true, false], 1]);
  });

  it("notes a token that is shown to another host", async () => {
    const { sandbox } = await open();
    await ask(sandbox, "GET", `${sandbox.elsewhereUrl}/x`, { token: null });
    expect(sandbox.violations).toEqual([]);
    await ask(sandbox, "GET", `${sandbox.elsewhereUrl}/x`, { token: sandbox.token });
    expect(sandbox.violations).toEqual([expect.stringMatching(/^GET \/x: .* sent to another host$/)]);
  });

  it("is what a run in its CI is told of", async () => {
    const { sandbox, repo } = await open();
    repo.tag("v1.0.0");
    const told = Object.values({ ...repo.checkedOut({ tag: "v1.0.0" }), ...repo.inputs({ tag: "v1.0.0" }) });
    expect(told.some((value) => value.includes("v1.0.0"))).toBe(true);
    expect(told.some((value) => value.includes(repo.path))).toBe(true);
    expect(sandbox.requests).toEqual([]);
  });
});
