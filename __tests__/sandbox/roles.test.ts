import { describe, expect, it } from "vitest";
import { createHash } from "node:crypto";
import type { Repository } from "../../sandbox/kernel/repository";
import type { StartOptions } from "../../sandbox/kernel/sandbox";
import { type Asked, closedAfter, handClock, told, until } from "./client";
import { type Desk, PLAYERS, TARGETS } from "./roles";

/** What the kernel plays is the same on every forge. */
describe.each(PLAYERS)("$forge", (player) => {
  const { forge, start, ask, list, create, upload, refused, one, says } = player;
  async function open(options?: StartOptions): Promise<Desk> {
    const sandbox = await closedAfter(start(options));
    return { sandbox, repo: sandbox.repository(), ask };
  }
  const make = ({ sandbox, repo }: Desk, tag: string, token = sandbox.token) =>
    ask(sandbox, "POST", list(repo), { json: create(tag), token });
  const update = ({ sandbox, repo }: Desk, text: string) =>
    ask(sandbox, player.updates, one({ sandbox, repo, ask }), { json: player.notes(text) });
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
    await upload(desk, { name: "a.json", content: Buffer.from('{"a":1}') });
    const digest = createHash("sha256").update('{"a":1}').digest("hex");
    expect(desk.repo.seen()[0]?.assets.find(({ name }) => name === "a.json")?.sha256).toBe(digest);
    expect(desk.sandbox.violations).toEqual([]);
  });

  it("keeps nothing of a large file but its digest with `discard`", async () => {
    const desk = await open({ discard: true });
    await make(desk, "v1");
    const content = Buffer.alloc(4 * 1024 * 1024, "x");
    await upload(desk, { name: "app.zip", content });
    const sha256 = createHash("sha256").update(content).digest("hex");
    expect(desk.repo.seen()[0]?.assets).toMatchObject([{ size: content.length, sha256 }]);
    const [asset] = desk.repo.releases[0]?.assets ?? [];
    if (asset) expect(asset.content?.discarded).toBe(true);
    expect(desk.sandbox.violations).toEqual([]);
  });

  it("makes the tag of a release where its branch stands, and refuses a second release of it", async () => {
    const desk = await open();
    await make(desk, "v1");
    expect(desk.repo.tagCommit("v1")).toBe(desk.repo.head());
    expect((await make(desk, "v1")).status).toBeGreaterThanOrEqual(400);
    expect(desk.repo.seen()).toMatchObject([{ tag: "v1", draft: false }]);
  });

  it.each(Object.entries(TARGETS))("makes a new tag at a target, or refuses it: %s", async (kind, nameOf) => {
    const { sandbox, repo } = await open();
    const [first = ""] = repo.commits.keys();
    repo.branch("next", first);
    repo.tag("base", { commit: first });
    const json = { ...create("v1"), [player.begins.at]: nameOf(first) };
    const { status } = await ask(sandbox, "POST", list(repo), { json });
    const taken = player.begins.takes.some((one) => one === kind);
    expect(status < 300 ? "taken" : status).toBe(taken ? "taken" : player.begins.refuses);
    expect([repo.tagCommit("v1"), repo.seen().length]).toEqual(taken ? [first, 1] : [undefined, 0]);
  });

  it("refuses members that are wrong and what is no object, and makes nothing of them", async () => {
    const { sandbox, repo } = await open();
    const { status, members, body } = player.wrong;
    const headers = { "content-type": "application/json" };
    const send = async (asked: Asked) => (await ask(sandbox, "POST", list(repo), asked)).status;
    for (const one of members) expect([one, await send({ json: { ...create("v1"), ...one } })]).toEqual([one, status]);
    for (const raw of ["{", "[]"]) expect([raw, await send({ raw, headers })]).toEqual([raw, body]);
    expect([repo.seen(), repo.tags.size]).toEqual([[], 0]);
  });

  it("leaves a tag that is there where it is, whatever the target says", async () => {
    const desk = await open();
    const [first = ""] = desk.repo.commits.keys();
    desk.repo.tag("v1", { commit: first, annotated: "One" });
    expect((await make(desk, "v1")).status < 300).toBe(player.takesNoTag !== true);
    expect(desk.repo.tags.get("v1")).toMatchObject({ commit: first, message: "One" });
  });

  const { late } = player;
  if (late !== undefined)
    it("may see somebody else be faster", async () => {
      const desk = await open();
      desk.repo.raceFor("v1");
      expect(desk.repo.seen()).toEqual([]);
      const { status, text } = await make(desk, "v1");
      expect([status, text]).toEqual([409, expect.stringContaining(late)]);
      const [theirs, ...more] = desk.repo.seen();
      expect([theirs?.tag ?? [...desk.repo.tags.keys()][0], more]).toEqual(["v1", []]);
      expect(theirs?.notes).not.toBe("Notes");
    });

  it("has nothing to release in an empty repository", async () => {
    const { sandbox } = await open();
    const empty = { sandbox, ask, repo: sandbox.repository("octo/empty", { empty: true }) };
    expect((await make(empty, "v1")).status).toBeGreaterThanOrEqual(400);
    expect([empty.repo.seen(), empty.repo.tags.size]).toEqual([[], 0]);
  });

  it("changes the notes of a release, for who may write", async () => {
    const desk = await open();
    await make(desk, "v1");
    expect((await update(desk, "More")).status).toBeLessThan(300);
    expect(desk.repo.seen()).toMatchObject([{ tag: "v1", notes: "More" }]);
    const asked = { json: player.notes("Less"), token: desk.sandbox.tokens.reads };
    expect((await ask(desk.sandbox, player.updates, one(desk), asked)).status).toBe(refused);
    expect(desk.repo.seen()).toMatchObject([{ notes: "More" }]);
  });

  const { deletes } = player;
  it("deletes a release once, if at all, and its tag only where the forge does", async () => {
    const desk = await open();
    await make(desk, "v1");
    const path = one(desk);
    const token = desk.sandbox.addToken({ ...deletes?.token });
    const remove = async () => (await ask(desk.sandbox, "DELETE", path, { token })).status;
    const before = desk.repo.history.length;
    expect(await remove()).toBe(deletes?.status ?? 405);
    expect(desk.repo.seen()).toHaveLength(deletes ? 0 : 1);
    expect(desk.repo.tags.has("v1")).toBe(deletes?.tagGoes !== true);
    expect(await remove()).toBeGreaterThanOrEqual(403);
    expect(desk.repo.history.length - before).toBe(deletes ? 1 : 0);
  });

  it("lets nobody in with a wrong or an ended token, and a reader only read", async () => {
    const desk = await open();
    const { sandbox, repo } = desk;
    expect((await make(desk, "v1", sandbox.tokens.wrong)).status).toBe(401);
    expect((await make(desk, "v1", sandbox.addToken({ state: "expired" }))).status).toBe(401);
    expect((await make(desk, "v1", sandbox.tokens.reads)).status).toBe(refused);
    const foreign = sandbox.addToken({ repositories: ["Octo/Other"] });
    expect((await make(desk, "v1", foreign)).status).toBe(refused);
    expect((await ask(sandbox, "GET", list(repo), { token: foreign })).status).toBe(200);
    expect((await ask(sandbox, "GET", list(repo), { token: sandbox.tokens.reads })).status).toBe(200);
    expect(repo.seen()).toEqual([]);
    sandbox.expire(sandbox.token);
    expect((await make(desk, "v1")).status).toBe(401);
  });

  it("takes a token where its reference says, and nowhere else", async () => {
    const desk = await open();
    const { sandbox, repo } = desk;
    const send = (header: string) => {
      const [name = "", value = ""] = header.replaceAll("TOKEN", sandbox.token).split(": ");
      const encoded = value.replace(/\((.*)\)/, (_, text: string) => ` ${Buffer.from(text).toString("base64")}`);
      const json = create(`v${sandbox.requests.length}`);
      return ask(sandbox, "POST", list(repo), { json, token: null, headers: { [name]: encoded } });
    };
    for (const header of player.takes) expect([header, (await send(header)).status < 300]).toEqual([header, true]);
    for (const header of player.refuses) expect([header, (await send(header)).status]).toEqual([header, 401]);
    told(await ask(sandbox, "POST", list(repo), { json: create("v1"), token: null }), 401, says.nobody);
    told(await make(desk, "v1", "nope"), 401, says.unknown);
    sandbox.expire(sandbox.token);
    told(await make(desk, "v1"), 401, says.ended ?? says.unknown);
    expect(sandbox.violations).toEqual([]);
  });

  it("hides a private repository from strangers, as if there were none", async () => {
    const { sandbox, repo: open1 } = await open();
    const repo = sandbox.repository("octo/secret", { private: true });
    const token = sandbox.addToken({ repositories: ["octo/other"] });
    const listed = (of: Repository, asked: Asked) => ask(sandbox, "GET", list(of), asked);
    told(await listed(repo, { token }), 404, says.hidden);
    told(await listed({ ...repo, id: 999_999, path: "octo/none" }, {}), 404, says.hidden);
    expect((await make({ sandbox, ask, repo }, "v1", token)).status).toBe(404);
    expect((await listed(repo, {})).status).toBe(200);
    expect((await listed(open1, { token })).status).toBe(200);
    const nobody = [await listed(repo, { token: null }), await listed(open1, { token: null })];
    expect(nobody.map(({ status }) => status)).toEqual(player.closed ? [401, 401] : [404, 200]);
  });

  it("has no other routes, and no other methods", async () => {
    const { sandbox, repo } = await open();
    repo.release({ tag: "v1" });
    for (const [place, status] of Object.entries(player.nowhere)) {
      const [method = "", path = ""] = place.split(" ");
      const reply = await ask(sandbox, method, list(repo).replace(/\/releases$/, path));
      expect([place, reply.status]).toEqual([place, status]);
      if (status === 404) expect(reply.body).toEqual(says.nowhere);
    }
    expect(repo.seen()).toHaveLength(1);
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
    repo.release({ tag: "v0" });
    const stop = sandbox.watch(({ method }, moment) => looks.push([method, moment, repo.releases.length]));
    await make(desk, "v1");
    stop();
    await listed(desk);
    await upload(desk, { name: "app.zip", content: Buffer.from("app") });
    await ask(sandbox, "GET", one(desk));
    await update(desk, "More");
    await update(desk, "More");
    expect(looks.map(String)).toEqual(["POST,before,1", "POST,after,2"]);
    const methods = repo.history.map(({ request }) => request.method);
    expect([methods.shift(), methods[0]]).toEqual(["SEED", "POST"]);
    expect(methods.slice(2)).toContain(player.updates);
    expect(methods).not.toContain("GET");
    expect(repo.history.at(-1)?.releases.at(-1)).toMatchObject({ tagName: "v1", body: "More" });
    expect(repo.history.slice(1).every(({ releases }) => releases.length === 2)).toBe(true);
  });

  it("lets lists lag by its clock, and dates by it", async () => {
    const clock = handClock();
    const desk = await open({ clock, listLag: 60_000 });
    expect((await make(desk, "v1")).text).toContain("2031-01-01T");
    expect(await listed(desk)).toBe(0);
    expect((await ask(desk.sandbox, "GET", one(desk))).status).toBe(200);
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
    expect(repo.tags.has("v4")).toBe(true);
    expect(repo.seen().some(({ tag }) => tag === "v4")).toEqual(player.half === "release");
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

  it("hangs until it closes, which ends every request", async () => {
    const desk = await open();
    const struck = desk.repo.spoil("create", { kind: "hang", when: "before" });
    const failed = expect(make(desk, "v1")).rejects.toThrow();
    await until(() => struck.hits() === 1);
    await desk.sandbox.close();
    await failed;
    expect([desk.repo.seen(), desk.sandbox.requests[0]?.status]).toEqual([[], 0]);
  });

  it("lets an answer trickle by its clock", async () => {
    const sleeps: number[] = [];
    const sleep = (time: number) => Promise.resolve(void sleeps.push(time));
    const { sandbox, repo } = await open({ clock: { ...handClock(), sleep } });
    repo.release({ tag: "v1" });
    sandbox.faults.add({ do: { kind: "slow", bytes: 50, interval: 20 } });
    const { status, text } = await ask(sandbox, "GET", list(repo));
    expect([status, new Set(sleeps)]).toEqual([200, new Set([20])]);
    expect(sleeps).toHaveLength(Math.ceil(Buffer.byteLength(text) / 50));
  });

  it("leads elsewhere until the rule is taken away", async () => {
    const { sandbox, repo } = await open();
    const to = `${sandbox.elsewhereUrl}/x`;
    const rule = sandbox.faults.add({ times: Infinity, do: { kind: "redirect", to, status: 307 } });
    const { status, headers } = await ask(sandbox, "GET", list(repo));
    expect([status, headers.get("location"), rule.hits()]).toEqual([307, to, 1]);
    rule.remove();
    expect((await ask(sandbox, "GET", list(repo))).status).toBe(200);
    sandbox.faults.add({ do: { kind: "status", status: 503 } });
    expect(sandbox.faults.pending()).toHaveLength(1);
    sandbox.faults.clear();
    expect((await ask(sandbox, "GET", list(repo))).status).toBe(200);
    expect(sandbox.requests.map(({ fault }) => fault)).toEqual(["redirect", undefined, undefined]);
  });

  it("has no whole file of an upload that was cut or never came, and one where only the answer was lost", async () => {
    const desk = await open();
    await make(desk, "v1");
    const whole = () => desk.repo.seen()[0]?.assets.filter(({ complete, size }) => complete && size > 0);
    const send = (name: string, size = 5) => upload(desk, { name, content: Buffer.alloc(size, "x") });
    const { spoil, requests } = desk.repo;
    spoil("upload", { kind: "cut", bytes: 100_000 });
    await expect(send("a.zip", 4_000_000)).rejects.toThrow();
    expect(desk.sandbox.requests.find(({ fault }) => fault === "cut")?.bytes).toBeLessThan(4_000_000);
    spoil("upload", { kind: "reset", when: "before" });
    await expect(send("b.zip")).rejects.toThrow();
    spoil("upload", { kind: "status", status: 503, body: "<html>" });
    expect((await send("c.zip")).status).toBeGreaterThanOrEqual(400);
    expect(whole()).toEqual([]);
    spoil("upload", { kind: "reset", when: "after" });
    await expect(send("d.zip")).rejects.toThrow();
    spoil("upload", { kind: "carry-out-then", status: 504, body: "<html>" });
    const { status, headers } = await send("e.zip");
    expect([status, headers.get("content-type")]).toEqual([504, "text/html; charset=utf-8"]);
    expect(whole()?.map(({ name }) => name)).toEqual(["d.zip", "e.zip"]);
    expect(requests().every(({ repository }) => repository === desk.repo.path)).toBe(true);
    expect([desk.sandbox.faults.pending(), desk.sandbox.violations]).toEqual([[], []]);
  });

  it("notes a token in an address, whether it counts there or not", async () => {
    const { sandbox, repo } = await open();
    const { parameter } = player;
    const { status } = await ask(sandbox, "GET", `${list(repo)}?${parameter}=${sandbox.token}`, { token: null });
    expect([200, 401]).toContain(status);
    const path = new URL(sandbox.apiUrl).pathname.replace(/\/$/, "") + list(repo);
    expect(sandbox.violations).toEqual([`GET ${path}: a secret in the query ("${parameter}")`]);
  });

  it("knows nothing of another server's repositories and tokens", async () => {
    const [{ sandbox, repo }, stranger] = [await open(), await closedAfter(start())];
    expect((await ask(stranger, "GET", list(repo))).status).toBe(404);
    expect([sandbox.requests, stranger.requests.length]).toEqual([[], 1]);
  });

  it("notes a token that is shown to another host", async () => {
    const { sandbox } = await open();
    await ask(sandbox, "GET", `${sandbox.elsewhereUrl}/x`, { token: null });
    expect(sandbox.violations).toEqual([]);
    await ask(sandbox, "GET", `${sandbox.elsewhereUrl}/x`, { token: sandbox.token });
    await ask(sandbox, "GET", `${sandbox.elsewhereUrl}/y?${player.parameter}=x`, { token: null });
    expect(sandbox.violations).toEqual([
      expect.stringMatching(/^GET \/x: .* sent to another host$/),
      `GET /y: ${player.parameter} in the query, sent to another host`,
    ]);
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
