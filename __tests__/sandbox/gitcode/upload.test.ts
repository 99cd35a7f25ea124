import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { limits } from "../../../sandbox/gitcode";
import { ask, coded, released, said, type Ticket } from "./client";

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

describe("upload urls (5)", () => {
  it("lead to another host, with headers", async () => {
    const { gitcode, ticket, repo } = await released();
    const { url, headers } = await ticket("v1", "a b+c.pdf");
    expect(url.startsWith(`${gitcode.storageUrl}/v1/buckets/rg-`)).toBe(true);
    expect(new URL(url).searchParams.get("Signature")).toMatch(/^\+\//);
    expect(headers).toEqual({
      "x-obs-meta-project-id": String(repo.id),
      "x-obs-acl": "public-read",
      "x-obs-callback": `${gitcode.apiUrl}/internal/releases/attach-callback`,
      "Content-Type": "application/pdf",
    });
    expect((await (await released({ uploadHeaders: false })).ticket("v1", "a")).headers).toBeUndefined();
  });

  it("want a release and a base name", async () => {
    const { ask: at, repo } = await released({ errors: "code" });
    repo.tag("v2");
    expect(said(await at("GET", "/releases/v2/upload_url?file_name=a"))).toEqual([
      404,
      coded(404, "Not Found Release"),
    ]);
    expect((await at("GET", "/releases/v1/upload_url")).status).toBe(400);
    for (const name of ["a%2Fb", "a%5Cb", "..", "."]) {
      expect((await at("GET", `/releases/v1/upload_url?file_name=${name}`)).status).toBe(422);
    }
  });

  it("a plus sign in the query is a blank", async () => {
    const { ask: at, put, release, upload } = await released();
    const { text } = await at("GET", "/releases/v1/upload_url?file_name=a+b.zip");
    const spoilt: Ticket = JSON.parse(text);
    await put(spoilt);
    await upload("v1", "c++ d.zip");
    expect(release.assets.map(({ name }) => name)).toEqual(["a b.zip", "c++ d.zip"]);
  });
});

describe("the store (5)", () => {
  it("takes the bytes; its callback registers the attachment", async () => {
    const { gitcode, upload, assets, release } = await released();
    const { status } = await upload("v1", "a.zip", "some bytes");
    expect(status).toBe(200);
    const [asset] = release.assets;
    expect(await assets("v1")).toEqual([
      {
        id: asset?.id,
        name: "a.zip",
        type: "attach",
        browser_download_url: `${gitcode.serverUrl}/octo/app/releases/download/v1/a.zip`,
      },
    ]);
    expect(asset?.id).toBeGreaterThan(2 ** 32);
    expect((await asset?.content.bytes())?.toString()).toBe("some bytes");
    expect([asset?.content.size, asset?.content.sha256]).toEqual([10, sha256(Buffer.from("some bytes"))]);
    const request = gitcode.requests.find(({ method }) => method === "PUT");
    expect([request?.origin, request?.sha256]).toEqual(["storage", asset?.content.sha256]);
    expect(gitcode.violations).toEqual([]);
  });

  it("refuses chunked transfer with 411", async () => {
    const { gitcode, ticket, release } = await released();
    const { url, headers } = await ticket("v1", "a.zip");
    const raw = new Blob(["bytes"]).stream();
    const reply = await ask(gitcode, "PUT", url, { raw, headers });
    expect([reply.status, reply.text]).toEqual([411, expect.stringContaining("MissingContentLength")]);
    expect(release.assets).toEqual([]);
  });

  it("refuses headers that were not signed, or signed ones left out or changed", async () => {
    const { ticket, put, release } = await released();
    const change = async (changes: Record<string, string>, without = "") => {
      const { url, headers } = await ticket("v1", "a.zip");
      const kept = Object.entries({ ...headers, ...changes }).filter(([name]) => name !== without);
      return (await put({ url, headers: Object.fromEntries(kept) })).status;
    };
    expect(await change({ "Content-Type": "application/octet-stream" })).toBe(403);
    expect(await change({}, "Content-Type")).toBe(403);
    expect(await change({}, "x-obs-callback")).toBe(403);
    expect(await change({ "x-obs-acl": "private" })).toBe(403);
    expect(await change({ "x-obs-meta-more": "1" })).toBe(403);
    expect(release.assets).toEqual([]);
    expect(await change({ "x-other": "1" })).toBe(200);
  });

  it("takes no Content-Type when none was signed", async () => {
    const { ticket, put } = await released({ uploadHeaders: false });
    const { url } = await ticket("v1", "a.zip");
    expect((await put({ url, headers: { "content-type": "application/zip" } })).status).toBe(403);
    expect((await put({ url: (await ticket("v1", "b.zip")).url, headers: {} })).status).toBe(200);
  });

  it("refuses an address that was changed, and another method", async () => {
    const { gitcode, ticket, put } = await released();
    const { url, headers } = await ticket("v1", "a.zip");
    const wrong = [
      url.replaceAll("%2B", "+"),
      `${url}&more=1`,
      url.replace("a.zip", "b.zip"),
      url.replace(/Expires=\d+/, "Expires=1"),
    ];
    for (const one of wrong) expect((await put({ url: one, headers })).status).toBe(403);
    expect((await ask(gitcode, "GET", url)).status).toBe(403);
    expect((await put({ url: url.slice(0, url.indexOf("?")), headers })).text).toContain("AccessDenied");
  });

  it("refuses an address that ran out", async () => {
    const { upload, release } = await released({ urlLife: -1 });
    const { status, text } = await upload("v1", "a.zip");
    expect([status, text]).toEqual([403, expect.stringContaining("Request has expired")]);
    expect(release.assets).toEqual([]);
  });

  it("a token shown to it is a violation, and refused in Authorization", async () => {
    const { gitcode, ticket } = await released();
    const first = await ticket("v1", "a.zip");
    const raw = Buffer.from("bytes");
    const reply = await ask(gitcode, "PUT", first.url, { raw, headers: first.headers, token: gitcode.token });
    expect(reply.status).toBe(400);
    const second = await ticket("v1", "a.zip");
    await ask(gitcode, "PUT", second.url, { raw, headers: { ...second.headers, "private-token": gitcode.token } });
    expect(gitcode.violations).toEqual([
      expect.stringContaining("authorization sent to the storage host"),
      expect.stringContaining("private-token sent to the storage host"),
    ]);
  });

  it("every try needs an address of its own", async () => {
    const { gitcode, ticket, put, upload } = await released();
    gitcode.faults.add({ origin: "storage", do: limits.gatewayPage(502) });
    const first = await ticket("v1", "a.zip");
    expect((await put(first)).status).toBe(502);
    expect((await upload("v1", "b.zip")).status).toBe(200);
    expect(gitcode.violations).toEqual([]);
    expect((await put(first)).status).toBe(200);
    expect(gitcode.violations).toEqual([expect.stringContaining("a signed upload url used again")]);
  });

  it("has a limit", async () => {
    const { upload, release } = await released({ limits: { upload: 10 } });
    for (const taken of ["0123456789", ""]) expect((await upload("v1", "a.zip", taken)).status).toBe(200);
    expect(release.assets.map(({ content }) => content.size)).toEqual([10, 0]);
    const { status, text } = await upload("v1", "b.zip", "01234567890");
    expect([status, text]).toEqual([400, expect.stringContaining("EntityTooLarge")]);
    expect(release.assets).toHaveLength(2);
  });
});
