import { describe, expect, it } from "vitest";
import { open, type Desk, type Reply } from "./client";

const next = (reply: Reply): string | undefined => /<([^>]+)>; rel="next"/.exec(reply.headers.get("link") ?? "")?.[1];

async function pages({ at }: Pick<Desk, "at">, path: string): Promise<number[]> {
  const sizes: number[] = [];
  for (let url: string | undefined = path; url;) {
    const reply: Reply = await at("GET", url);
    sizes.push(reply.body.length);
    url = next(reply);
  }
  return sizes;
}

const files = (length: number) => Array.from({ length }, (_, index) => ({ name: `f${index}.txt` }));

describe("(i) paging", () => {
  it("goes by 30 or up to 100, with numeric-id links that work", async () => {
    const { github, repo, at } = await open();
    const release = repo.release({ tag: "v1", assets: files(150) });
    const path = `/releases/${release.id}/assets`;
    expect(await pages({ at }, path)).toEqual([30, 30, 30, 30, 30]);
    expect(await pages({ at }, `${path}?per_page=100`)).toEqual([100, 50]);
    expect(await pages({ at }, `${path}?per_page=500`)).toEqual([100, 50]);
    const first = await at("GET", `${path}?per_page=100`);
    const base = `${github.apiUrl}/repositories/${repo.id}/releases/${release.id}/assets?per_page=100&page=2`;
    expect(first.headers.get("link")).toBe(`<${base}>; rel="next", <${base}>; rel="last"`);
  });

  it("embeds at most 100 assets in a release", async () => {
    const { repo, at } = await open();
    const release = repo.release({ tag: "v1", assets: files(101) });
    expect((await at("GET", `/releases/${release.id}`)).body.assets).toHaveLength(100);
  });

  it("has no Link on a single page, and pages tags and releases too", async () => {
    const { repo, at } = await open();
    expect((await at("GET", "/releases")).headers.get("link")).toBeNull();
    for (let index = 0; index < 31; index += 1) repo.release({ tag: `v${index}` });
    expect(await pages({ at }, "/releases")).toEqual([30, 1]);
    expect(await pages({ at }, "/tags?per_page=20")).toEqual([20, 11]);
  });

  it("caps the list of releases at 10,000", async () => {
    const { repo, at } = await open();
    for (let index = 0; index < 10_001; index += 1) repo.release({ tag: `v${index}`, draft: true });
    const first = await at("GET", "/releases?per_page=100");
    expect(first.headers.get("link")).toContain(`page=100>; rel="last"`);
  });
});
