import { beforeAll, describe, expect, it } from "vitest";
import { loadDescription, type Description, type DescriptionName } from "../../../sandbox/github/openapi";
import { ask, open, type Asked, type Desk, type Reply } from "./client";

const releases = "/repos/octo/app/releases";

interface Checked extends Desk {
  readonly see: (method: string, path: string, status: number, asked?: Asked) => Promise<Reply>;
}

async function checked(description: Description, shape: "github.com" | "ghes"): Promise<Checked> {
  const desk = await open({ shape, version: "3.17" });
  const see: Checked["see"] = async (method, path, status, asked) => {
    const reply = await ask(desk.github, method, path, asked);
    expect(reply.status).toBe(status);
    expect(description.checkAnswer({ method, path: path.replace(/\?.*/, ""), status, body: reply.body })).toEqual([]);
    return reply;
  };
  return { ...desk, see };
}

const SHAPES: readonly ["github.com" | "ghes", DescriptionName][] = [
  ["github.com", "api.github.com"],
  ["ghes", "ghes-3.17"],
];

describe.each(SHAPES)("%s against the official description %s", (shape, name) => {
  let description: Description;
  beforeAll(() => {
    description = loadDescription(name);
  });

  it("answers releases as described", async () => {
    const { repo, see } = await checked(description, shape);
    repo.release({ tag: "v0", assets: [{ name: "a.txt" }], notes: "old" });
    const made = await see("POST", releases, 201, { json: { tag_name: "v1", draft: true, body: "x" } });
    const path = `${releases}/${String(made.body.id)}`;
    await see("GET", path, 200);
    await see("PATCH", path, 200, { json: { tag_name: "v1", draft: false } });
    await see("GET", `${releases}?per_page=1`, 200);
    await see("GET", `${releases}/latest`, 200);
    await see("GET", `${releases}/tags/v1`, 200);
    const json = { tag_name: "v2", target_commitish: "main" };
    await see("POST", `${releases}/generate-notes`, 200, { json });
    await see("POST", releases, 422, { json: { tag_name: "v1" } });
    await see("POST", releases, 422, { json: {} });
    await see("GET", `${releases}/tags/none`, 404);
    await see("DELETE", path, 204);
  });

  it("answers assets as described", async () => {
    const { draft, upload, see } = await checked(description, shape);
    const made = await draft();
    const asset = await upload(made, "a.txt");
    const uploaded = { method: "POST", path: new URL(String(made.body.upload_url).replace(/\{.*/, "")).pathname };
    expect(description.checkAnswer({ ...uploaded, status: 201, body: asset.body })).toEqual([]);
    const path = `${releases}/assets/${String(asset.body.id)}`;
    await see("GET", `${releases}/${String(made.body.id)}/assets`, 200);
    await see("GET", path, 200);
    await see("PATCH", path, 200, { json: { label: "A" } });
    await see("DELETE", path, 204);
    await see("DELETE", path, 404);
  });

  it("answers repository, refs and tags as described", async () => {
    const { repo, see } = await checked(description, shape);
    const { sha } = repo.tag("v1", { annotated: "One" });
    const git = "/repos/octo/app/git";
    await see("GET", "/repos/octo/app", 200);
    await see("GET", `/repositories/${repo.id}/releases`, 200);
    await see("GET", `${git}/ref/tags/v1`, 200);
    await see("GET", `${git}/ref/tags/v2`, 404);
    await see("GET", `${git}/matching-refs/tags/v`, 200);
    await see("GET", `${git}/tags/${sha}`, 200);
    await see("GET", "/repos/octo/app/tags", 200);
    await see("POST", `${git}/refs`, 201, { json: { ref: "refs/tags/v2", sha } });
    await see("POST", `${git}/refs`, 422, { json: { ref: "refs/tags/v2", sha } });
    await see("PATCH", `${git}/refs/tags/v2`, 200, { json: { sha: repo.head(), force: true } });
    const json = { tag: "v3", message: "Three", object: repo.head(), type: "commit" };
    await see("POST", `${git}/tags`, 201, { json });
    await see("DELETE", `${git}/refs/tags/v2`, 204);
    await see("GET", "/meta", 200);
    repo.rename("octo/tool");
    await see("GET", "/repos/octo/app", 301);
  });

  it("finds what a client sends against the description", async () => {
    const { github, draft, upload } = await checked(description, shape);
    const made = await draft();
    await upload(made, "a.txt");
    await ask(github, "GET", `${releases}?per_page=100&page=1`);
    expect(github.requests.flatMap((one) => description.checkRequest(one))).toEqual([]);
    const wrong = { method: "POST", path: releases, query: { a: "b" }, json: { draft: "yes", overwrite: true } };
    expect(description.checkRequest(wrong)).toEqual([
      'query "a" is not described',
      "body must have required property 'tag_name'",
      "/draft must be boolean",
      "body must NOT have unevaluated properties",
    ]);
    const body = Object.assign(made.body, { name: 7, url: undefined });
    expect(description.checkAnswer({ method: "GET", path: `${releases}/latest`, status: 200, body })).toContain(
      "/name must be string",
    );
    expect(description.checkRequest({ method: "PUT", path: releases, query: {} })).toEqual([
      `PUT ${releases} is not described`,
    ]);
  });
});

describe("github.com alone", () => {
  it("answers /immutable-releases as described", async () => {
    const description = loadDescription("api.github.com");
    const { github, see } = await checked(description, "github.com");
    github.repository("octo/frozen", { immutableReleases: true });
    const token = github.addToken({ administration: true });
    await see("GET", "/repos/octo/frozen/immutable-releases", 200, { token });
  });
});
