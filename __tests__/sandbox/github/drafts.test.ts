import { describe, expect, it } from "vitest";
import { of, open } from "./client";

const UNTAGGED = /^untagged-[0-9a-f]{20}$/;

describe("drafts", () => {
  it("(a) are invisible by tag, even for the owner", async () => {
    const { at, publish, draft } = await open();
    await draft("v1");
    expect((await at("GET", "/releases/tags/v1")).status).toBe(404);
    await publish("v1");
    expect((await at("GET", "/releases/tags/v1")).status).toBe(200);
    expect((await at("GET", "/releases/tags/V1")).status).toBe(404);
  });

  it("(b) may share one tag, also with a published release", async () => {
    const { repo, publish, draft } = await open();
    await publish("v1");
    expect([(await draft("v1")).status, (await draft("v1")).status]).toEqual([201, 201]);
    expect(repo.releases.map((release) => release.tagName)).toEqual(["v1", "v1", "v1"]);
  });

  it.each([{ body: "new" }, { name: "new" }, { prerelease: true }])(
    "(c) forget their tag on PATCH %j",
    async (json) => {
      const { edit, draft } = await open();
      const patched = await edit(await draft("v1"), json);
      expect(patched.status).toBe(200);
      expect(patched.body.tag_name).toMatch(UNTAGGED);
    },
  );

  it("(c) published without tag_name, make a tag called untagged-…", async () => {
    const { repo, edit, draft } = await open();
    const made = await draft("v1");
    const patched = await edit(made, { draft: false });
    expect([...repo.tags.keys()]).toEqual([patched.body.tag_name]);
    expect(patched.body.tag_name).toMatch(UNTAGGED);
  });

  it("keep a tag that is there when they are published without tag_name", async () => {
    const { repo, edit, draft } = await open();
    repo.tag("v1");
    const made = await draft("v1");
    const patched = await edit(made, { draft: false });
    expect(patched.body).toMatchObject({ tag_name: "v1", draft: false });
    expect([...repo.tags.keys()]).toEqual(["v1"]);
  });

  it("(j) are untagged-… in their urls until they are published", async () => {
    const { github, at, draft, upload } = await open();
    const made = await draft("v1");
    expect(made.body.html_url).toMatch(/\/octo\/app\/releases\/tag\/untagged-[0-9a-f]{20}$/);
    expect([made.body.published_at, made.body.tarball_url]).toEqual([null, null]);
    const asset = await upload(made, "a+b.txt");
    expect(asset.body.browser_download_url).toMatch(/\/releases\/download\/untagged-[0-9a-f]{20}\/a%2Bb\.txt$/);
    const url = of(made);
    const published = await at("PATCH", url, { json: { tag_name: "v1", draft: false } });
    expect(published.body.html_url).toBe(`${github.serverUrl}/octo/app/releases/tag/v1`);
    const [shown] = published.body.assets as unknown as { browser_download_url: string }[];
    expect(shown?.browser_download_url).toBe(`${github.serverUrl}/octo/app/releases/download/v1/a%2Bb.txt`);
    expect(await (await fetch(shown!.browser_download_url)).text()).toBe("content");
  });

  it("(n) create their tag only when published, at the target", async () => {
    const { repo, at, publish, draft } = await open();
    const sha = repo.head();
    repo.commit("later");
    const made = await draft("v1", { target_commitish: sha });
    expect(repo.tags.size).toBe(0);
    const url = of(made);
    await at("PATCH", url, { json: { tag_name: "v1", draft: false } });
    expect(repo.tags.get("v1")?.sha).toBe(sha);
    await publish("v2");
    expect(repo.tags.get("v2")?.sha).toBe(repo.head());
  });

  it("are left out of the list for who cannot write", async () => {
    const { github, at, draft } = await open();
    const made = await draft("v1");
    const reader = github.addToken({ contents: "read" });
    expect((await at("GET", "/releases", { token: reader })).body).toEqual([]);
    expect((await at("GET", "/releases")).body).toHaveLength(1);
    expect((await at("GET", of(made), { token: null })).status).toBe(404);
  });
});
