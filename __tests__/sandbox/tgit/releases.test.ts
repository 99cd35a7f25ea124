import { describe, expect, it } from "vitest";
import { message, open, said } from "./client";

const names = (body: Record<string, unknown>[]): unknown[] => body.map(({ tag }) => tag);

describe("one release (4)", () => {
  it("has its own members, and dates without a colon in the zone", async () => {
    const { repository, ask } = await open();
    repository.tag("v1", { annotated: "One\nand more" });
    repository.release({
      tag: "v1",
      labels: ["x"],
      assets: [{ name: "a.svg", content: "abc" }],
    });
    const { status, body } = await ask("GET", "/releases/v1");
    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
    const commit = { id: repository.head(), short_id: repository.head().slice(0, 8), committed_date: date };
    expect(status).toBe(200);
    expect(body).toEqual({
      ref: { name: "v1", message: "One\nand more", commit: expect.objectContaining(commit) },
      id: 2761,
      project_id: repository.id,
      tag: "v1",
      title: "One",
      type: "release",
      attachments: [{ name: "a.svg", type: "image/svg+xml", size: 3, created_at: date }],
      description: null,
      created_at: date,
      updated_at: null,
      author: null,
    });
  });

  it("of a pushed tag is 200 with type none, of no tag 404", async () => {
    const { repository, ask } = await open();
    repository.tag("v1", { annotated: "One" });
    const { status, body } = await ask("GET", "/releases/v1");
    expect([status, body.type, body.id, body.tag, body.attachments]).toEqual([200, "none", null, "v1", []]);
    expect(said(await ask("GET", "/releases/v2"))).toEqual([404, message("404 Tag Not Found")]);
  });

  it("wants a slash of the tag as %2F", async () => {
    const { repository, ask } = await open();
    repository.release({ tag: "pkg/v1" });
    expect((await ask("GET", "/releases/pkg%2Fv1")).body.tag).toBe("pkg/v1");
    expect((await ask("GET", "/releases/pkg/v1")).status).toBe(404);
  });
});

describe("the list (4)", () => {
  it("shows releases only, unless asked for tags", async () => {
    const { repository, ask } = await open();
    repository.release({ tag: "v1" });
    repository.tag("v2");
    expect(names((await ask("GET", "/releases")).body)).toEqual(["v1"]);
    expect(names((await ask("GET", "/releases?type=none")).body)).toEqual(["v2"]);
    expect(names((await ask("GET", "/releases?type=all&order_by=name&sort=asc")).body)).toEqual(["v1", "v2"]);
    expect((await ask("GET", "/releases?type=draft")).status).toBe(400);
  });

  it("is sorted by the date of the commit, not of the release", async () => {
    const { repository, ask } = await open();
    const [first = ""] = repository.commits.keys();
    repository.release({ tag: "new-commit" });
    repository.release({ tag: "old-commit", target: first });
    expect(names((await ask("GET", "/releases")).body)).toEqual(["new-commit", "old-commit"]);
    expect(names((await ask("GET", "/releases?per_page=1")).body)).toEqual(["new-commit"]);
    expect(names((await ask("GET", "/releases?sort=asc")).body)).toEqual(["old-commit", "new-commit"]);
    expect(names((await ask("GET", "/releases?order_by=name")).body)).toEqual(["old-commit", "new-commit"]);
    expect((await ask("GET", "/releases?order_by=updated_at")).status).toBe(400);
  });

  it("filters by labels and author", async () => {
    const { repository, ask, create } = await open();
    repository.release({ tag: "v1", labels: ["a", "b"] });
    const { body } = await create({ tag: "v2", start_point: "master", labels: "b" });
    const author = (body.author as Record<string, unknown> | undefined)?.id;
    expect(names((await ask("GET", "/releases?labels=a,b")).body)).toEqual(["v1"]);
    expect(names((await ask("GET", `/releases?author_id=${String(author)}`)).body)).toEqual(["v2"]);
    expect((await ask("GET", `/releases?labels=${"x,".repeat(11)}`)).status).toBe(400);
    expect((await ask("GET", "/releases?author_id=bili")).status).toBe(400);
  });

  it("comes in pages of 20, at most 100, with six headers and no Link (3)", async () => {
    const { repository, ask } = await open();
    for (let at = 0; at < 101; at++) repository.release({ tag: `v${at}` });
    const first = await ask("GET", "/releases");
    expect(first.body).toHaveLength(20);
    const headers = (reply: typeof first): unknown[] =>
      ["total", "total-pages", "per-page", "page", "next-page", "prev-page"].map((name) =>
        reply.headers.get(`x-${name}`),
      );
    expect(headers(first)).toEqual(["101", "6", "20", "1", "2", ""]);
    expect(first.headers.get("link")).toBeNull();
    const largest = await ask("GET", "/releases?per_page=1000");
    expect(largest.body).toHaveLength(100);
    expect(headers(largest)).toEqual(["101", "2", "100", "1", "2", ""]);
    const second = await ask("GET", "/releases?per_page=100&page=2");
    expect(headers(second)).toEqual(["101", "2", "100", "2", "", "1"]);
    expect(second.body).toHaveLength(1);
    expect((await ask("GET", "/releases?page=3")).body).toHaveLength(20);
    expect((await ask("GET", "/releases?page=9")).body).toEqual([]);
    expect((await ask("GET", "/releases?page=x")).status).toBe(400);
  });
});

describe("deleting (4)", () => {
  it("is for project admins", async () => {
    const { repository, ask } = await open();
    repository.release({ tag: "v1" });
    expect(said(await ask("DELETE", "/releases/v1"))).toEqual([403, message("403 Forbidden")]);
    expect(repository.releases).toHaveLength(1);
  });

  it("drops labels, attachments and description, and leaves a plain tag; 200 without a body", async () => {
    const { tgit, repository, ask } = await open();
    const token = tgit.addToken({ role: "master" });
    repository.release({ tag: "v1", notes: "x", labels: ["a"], assets: [{ name: "a.zip" }] });
    const reply = await ask("DELETE", "/releases/v1", { token });
    expect([reply.status, reply.text]).toEqual([200, ""]);
    expect(repository.rows.get("v1")).toMatchObject({ type: "none", body: null, labels: [], assets: [] });
    expect((await ask("GET", "/releases/v1")).body.type).toBe("none");
    expect((await ask("DELETE", "/releases/v1", { token })).status).toBe(404);
  });

  it("takes the tag along with delete_tag=true", async () => {
    const { tgit, repository, ask } = await open();
    const token = tgit.addToken({ role: "master" });
    repository.release({ tag: "v1" });
    expect((await ask("DELETE", "/releases/v1?delete_tag=yes", { token })).status).toBe(400);
    expect((await ask("DELETE", "/releases/v1?delete_tag=true", { token })).status).toBe(200);
    expect(repository.tags.size).toBe(0);
  });
});
