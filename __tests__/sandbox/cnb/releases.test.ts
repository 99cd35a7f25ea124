import { describe, expect, it } from "vitest";
import { assetsOf, list, object, open } from "./client";

describe("reading releases (2)", () => {
  it("shows every member, ids as texts too long for a number", async () => {
    const { cnb, repository, ask } = await open();
    const seeded = repository.release({
      tag: "v1",
      title: "One",
      notes: "notes",
      assets: [{ name: "a.zip", content: "x" }],
    });
    const { status, body } = await ask("GET", `/releases/${seeded.id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: seeded.id,
      tag_name: "v1",
      tag_commitish: repository.head(),
      name: "One",
      body: "notes",
      draft: false,
      prerelease: false,
      is_latest: true,
      author: expect.objectContaining({ username: "octavia" }),
      created_at: seeded.createdAt,
      updated_at: seeded.updatedAt,
      published_at: seeded.publishedAt,
      assets: [expect.objectContaining({ name: "a.zip", size: 1 })],
    });
    expect(Number.isSafeInteger(Number(seeded.id))).toBe(false);
    const [asset] = assetsOf(body);
    expect(asset).toMatchObject({
      id: seeded.assets[0]?.id,
      path: "/group/sub/app/-/releases/download/v1/a.zip",
      download_count: 0,
      url: `${cnb.apiUrl}/group/sub/app/-/releases/download/v1/a.zip`,
      brower_download_url: `${cnb.serverUrl}/group/sub/app/-/releases/download/v1/a.zip`,
      hash_algo: "sha256",
      hash_value: seeded.assets[0]?.content.sha256,
    });
    expect(asset).not.toHaveProperty("browser_download_url");
  });

  it("by tag: `tags`, and the tag as one segment (4)", async () => {
    const { repository, said } = await open();
    repository.release({ tag: "pkg/v1" });
    expect(await said("GET", "/releases/tags/pkg%2Fv1")).toEqual([200, undefined]);
    expect((await said("GET", "/releases/tags/pkg/v1"))[0]).toBe(404);
    expect((await said("GET", "/releases/tag/pkg%2Fv1"))[0]).toBe(404);
    expect(await said("GET", "/releases/tags/none")).toEqual([404, "release not found"]);
    repository.tag("bare");
    expect((await said("GET", "/releases/tags/bare"))[0]).toBe(404);
  });

  it("by tag: the other word, and without drafts, when asked for", async () => {
    const { repository, said } = await open({ tagRoute: "tag", draftsByTag: false });
    const { id } = repository.release({ tag: "v1", draft: true });
    repository.release({ tag: "v0" });
    expect((await said("GET", "/releases/tag/v0"))[0]).toBe(200);
    expect((await said("GET", "/releases/tags/v0"))[0]).toBe(404);
    expect((await said("GET", "/releases/tag/v1"))[0]).toBe(404);
    expect((await said("GET", `/releases/${id}`))[0]).toBe(200);
  });

  it("finds a draft by its tag otherwise", async () => {
    const { repository, ask } = await open();
    repository.release({ tag: "v1", draft: true });
    expect((await ask("GET", "/releases/tags/v1")).body).toMatchObject({ draft: true, published_at: null });
  });

  it("numbers, another name of the address and no optional members, when asked for", async () => {
    const options = { ids: "number", hashes: "none", dates: false, downloadFields: ["browser_download_url"] } as const;
    const { cnb, repository, ask } = await open(options);
    const { id } = repository.release({ tag: "v1", assets: [{ name: "a b.zip" }] });
    const { body } = await ask("GET", `/releases/${id}`);
    const [asset] = assetsOf(body);
    expect(object(body).id).toBe(Number(id));
    for (const absent of ["created_at", "published_at", "updated_at"]) expect(body).not.toHaveProperty(absent);
    for (const absent of ["hash_algo", "hash_value", "brower_download_url"]) expect(asset).not.toHaveProperty(absent);
    expect(asset?.browser_download_url).toBe(`${cnb.serverUrl}/group/sub/app/-/releases/download/v1/a%20b.zip`);
  });

  it("never says html_url", async () => {
    const { repository, ask } = await open();
    repository.release({ tag: "v1" });
    expect((await ask("GET", "/releases/tags/v1")).text).not.toContain("html_url");
  });
});

describe("lists (1)", () => {
  it("come in pages without totals, newest first", async () => {
    const { repository, ask } = await open();
    for (let at = 1; at <= 23; at++) repository.release({ tag: `v${at}` });
    const names = async (query: string): Promise<unknown[]> =>
      list((await ask("GET", `/releases${query}`)).body).map((one) => one.tag_name);
    expect((await names(""))[0]).toBe("v23");
    expect(await names("")).toHaveLength(10);
    expect(await names("?page_size=20&page=2")).toEqual(["v3", "v2", "v1"]);
    expect(await names("?page_size=100&page=2")).toEqual([]);
    const { headers } = await ask("GET", "/releases");
    expect([headers.get("link"), headers.get("x-total")]).toEqual([null, null]);
  });

  it("refuse more than 100", async () => {
    const { said } = await open();
    expect(await said("GET", "/releases?page_size=101")).toEqual([400, 'invalid value of "page_size"']);
    expect((await said("GET", "/releases?page=0"))[0]).toBe(400);
    expect((await said("GET", "/releases?page_size=x"))[0]).toBe(400);
  });
});

describe("tags", () => {
  it("tell the commit, also behind an annotated one", async () => {
    const { repository, ask, said } = await open();
    repository.tag("v1");
    repository.tag("pkg/v2", { annotated: "Two" });
    const plain = (await ask("GET", "/git/tags/v1")).body;
    expect(plain).toMatchObject({ name: "v1", target: repository.head(), target_type: "commit" });
    const annotated = (await ask("GET", "/git/tags/pkg%2Fv2")).body;
    expect(annotated).toMatchObject({ name: "pkg/v2", target_type: "tag", commit: { sha: repository.head() } });
    expect(object(annotated).target).not.toBe(repository.head());
    expect(await said("GET", "/git/tags/v3")).toEqual([404, "tag not found"]);
    expect(list((await ask("GET", "/git/tags")).body).map(({ name }) => name)).toEqual(["pkg/v2", "v1"]);
  });
});
