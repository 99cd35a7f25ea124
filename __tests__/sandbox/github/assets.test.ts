import { request } from "node:http";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { GitHubSandbox } from "../../../sandbox/github";
import { errorsOf, of, open, uploadUrl } from "./client";

/** node:http, for the headers that fetch does not let out. */
function raw(url: string, headers: Record<string, string>, body?: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const message = request(url, { method: "POST", headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text });
        message.destroy();
      });
    });
    message.on("error", reject);
    message.flushHeaders();
    if (body !== undefined) message.end(body);
  });
}

const headersFor = (github: GitHubSandbox): Record<string, string> => ({
  authorization: `token ${github.token}`,
  accept: "application/vnd.github+json",
  "user-agent": "test",
  "content-type": "application/zip",
});

async function ready(...given: Parameters<typeof open>) {
  const desk = await open(...given);
  return { ...desk, release: await desk.draft() };
}

describe("upload", () => {
  it("stores a file that calls itself JSON like any other", async () => {
    const { github, release } = await ready();
    const headers = { ...headersFor(github), "content-type": "application/json", "content-length": "7" };
    const answer = await raw(uploadUrl(release, "name=a.json"), headers, '{"a":1}');
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.text)).toMatchObject({ name: "a.json", size: 7 });
  });

  it("stores, hashes and shows the asset", async () => {
    const { github, at, release } = await ready();
    const url = uploadUrl(release, "name=app.zip&label=The+app");
    const headers = { "content-type": "application/zip" };
    const reply = await at("POST", url, { raw: "bytes", headers });
    const sha256 = createHash("sha256").update("bytes").digest("hex");
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      name: "app.zip",
      label: "The app",
      state: "uploaded",
      size: 5,
      content_type: "application/zip",
      digest: `sha256:${sha256}`,
    });
    expect(reply.headers.get("x-ratelimit-limit")).toBeNull();
    expect(github.requests.at(-1)).toMatchObject({ origin: "uploads", status: 201, bytes: 5, sha256 });
    const stored = github.asset(Number(reply.body.id));
    expect((await stored?.bytes())?.toString()).toBe("bytes");
    expect(github.violations).toEqual([]);
  });

  it("(d) happens at upload_url only", async () => {
    const { github, at, release } = await ready();
    expect(new URL(github.uploadUrl).port).not.toBe(new URL(github.apiUrl).port);
    const path = `${of(release)}/assets?name=a.txt`;
    expect((await at("POST", path, { raw: "x" })).status).toBe(404);
    expect(github.violations.join()).toContain("upload sent to the API");
    expect((await at("GET", `${github.uploadUrl}/repos/octo/app`)).status).toBe(404);
    expect((await at("POST", `${github.uploadUrl}/repos/octo/app/releases/1/assets?name=a`, { raw: "x" })).status).toBe(
      404,
    );
  });

  it("(e) needs a Content-Length", async () => {
    const { github, release } = await ready();
    const reply = await raw(uploadUrl(release, "name=a.zip"), headersFor(github), "chunked");
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toEqual({ message: "Bad Content-Length: ", request_id: expect.any(String) });
  });

  it("(f) refuses a taken name, in the recorded body", async () => {
    const { repo, upload, release } = await ready();
    await upload(release, "a b.txt");
    const reply = await upload(release, "a.b.txt");
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({
      message: "Validation Failed",
      request_id: expect.any(String),
      documentation_url: "https://docs.github.com/rest",
      errors: [{ resource: "ReleaseAsset", code: "already_exists", field: "name" }],
    });
    expect(repo.releases[0]?.assets).toHaveLength(1);
  });

  it("(f) refuses empty and oversize files", async () => {
    const { github, repo, upload, release } = await ready();
    const empty = await upload(release, "a.txt", { raw: "" });
    expect([empty.status, errorsOf(empty)]).toEqual([
      422,
      [{ resource: "ReleaseAsset", code: "custom", field: "size", message: "size must be greater than or equal to 1" }],
    ]);
    const headers = { ...headersFor(github), "content-length": String(2 ** 31 + 1) };
    const large = await raw(uploadUrl(release, "name=b.zip"), headers);
    expect(large.status).toBe(422);
    expect(large.text).toContain("size must be less than or equal to 2147483648");
    expect(repo.releases[0]?.assets).toHaveLength(0);
  });

  it("(f) refuses the 1001st", async () => {
    const { repo, at, upload } = await open();
    const assets = Array.from({ length: 1000 }, (_, index) => ({ name: `f${index}.txt` }));
    const { id } = repo.release({ tag: "v1", draft: true, assets });
    const reply = await upload(await at("GET", `/releases/${id}`), "x");
    expect(errorsOf(reply)).toMatchObject([{ message: "file_count limited to 1000 assets per release" }]);
  });

  it.each([
    ["my file (1).txt", "my.file.1.txt"],
    [".config", "default.config"],
    ["a+b@c.txt", "a+b@c.txt"],
    ["zażółć.txt", "zazolc.txt"],
    ["ð_æ_ŋ", "default.d_ae_ng"],
    ["a~b:c..d", "a.b.c.d"],
    ["trailing.", "default.trailing"],
    ["plain", "plain"],
  ])("(g) stores %j as %j", async (name, stored) => {
    const { upload, release } = await ready();
    expect((await upload(release, name)).body.name).toBe(stored);
  });

  it("(g) takes + in the query for a space", async () => {
    const { at, release } = await ready();
    const headers = { "content-type": "text/plain" };
    const reply = await at("POST", uploadUrl(release, "name=a+b.txt"), { raw: "x", headers });
    expect(reply.body.name).toBe("a.b.txt");
  });

  it("(h) broken halfway leaves a starter that holds the name until it is deleted", async () => {
    const { github, at, upload, release } = await ready();
    github.faults.add({ method: "POST", path: /\/assets$/, do: { kind: "half", status: 502, body: "<html>" } });
    expect((await upload(release, "a.txt")).status).toBe(502);
    expect((await upload(release, "a.txt")).status).toBe(422);
    const list = await at("GET", `${of(release)}/assets`);
    expect(list.body).toMatchObject([{ name: "a.txt", state: "starter", size: 0, digest: null }]);
    expect((await at("DELETE", `/releases/assets/${String(list.body[0]?.id)}`)).status).toBe(204);
    expect((await upload(release, "a.txt")).status).toBe(201);
  });

  it("needs a name and a media type", async () => {
    const { at, release } = await ready();
    const headers = { "content-type": "text/plain" };
    const reply = await at("POST", uploadUrl(release, ""), { raw: "x", headers });
    expect(errorsOf(reply)).toEqual([{ resource: "ReleaseAsset", code: "missing_field", field: "name" }]);
    const untyped = await at("POST", uploadUrl(release, "name=a"), { raw: Buffer.from("x") });
    expect(errorsOf(untyped)).toEqual([{ resource: "ReleaseAsset", code: "missing_field", field: "content_type" }]);
  });
});

describe("assets", () => {
  it("are renamed and labelled by PATCH, by the same rules", async () => {
    const { at, upload, release } = await ready();
    const one = await upload(release, "a.txt");
    await upload(release, "b.txt");
    const path = `/releases/assets/${String(one.body.id)}`;
    expect((await at("PATCH", path, { json: { label: "A" } })).body).toMatchObject({
      name: "a.txt",
      label: "A",
    });
    expect((await at("PATCH", path, { json: { name: "b.txt" } })).status).toBe(422);
    expect((await at("PATCH", path, { json: { name: "c d.txt" } })).body.name).toBe("c.d.txt");
    expect((await at("GET", path)).body.name).toBe("c.d.txt");
  });

  it("are downloaded by 302 to a storage that refuses our token", async () => {
    const { github, at, upload, release } = await ready();
    const asset = await upload(release, "a.txt");
    const path = `/releases/assets/${String(asset.body.id)}`;
    const found = await at("GET", path, { headers: { accept: "application/octet-stream" } });
    expect(found.status).toBe(302);
    const location = found.headers.get("location") ?? "";
    expect(location.startsWith(github.storageUrl)).toBe(true);
    expect((await at("GET", location)).status).toBe(400);
    expect(github.violations.join()).toContain("Authorization sent to the storage host");
    expect((await at("GET", location, { token: null })).text).toBe("content");
    expect((await at("GET", location.replace(/Signature=\w+/, "Signature=0"), { token: null })).status).toBe(403);
  });

  it("can be streamed by the API itself", async () => {
    const { at, publish, upload } = await open({ downloads: "direct" });
    const asset = await upload(await publish(), "a.txt");
    const path = `/releases/assets/${String(asset.body.id)}`;
    const reply = await at("GET", path, { headers: { accept: "application/octet-stream" } });
    expect([reply.status, reply.text]).toEqual([200, "content"]);
  });

  it("of drafts and private repositories are not on the web for everybody", async () => {
    const { at, upload, release } = await ready();
    const asset = await upload(release, "a.txt");
    const url = String(asset.body.browser_download_url);
    expect((await fetch(url)).status).toBe(404);
    expect((await at("GET", url)).status).toBe(302);
  });
});
