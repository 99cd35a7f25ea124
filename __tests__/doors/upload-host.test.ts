import { describe, expect, it } from "vitest";
import { type Small, serve, serveProxy } from "../http/servers";
import { commandsIn, credentialsOf, folder, stage } from "./stage";

const STORED = { id: 2, name: "a.txt", state: "uploaded", size: 1 };
const json = { "content-type": "application/json" };

/** A forge that knows one release and takes uploads where the test says. */
async function forgeNaming(
  upload: (own: string) => string,
  more: Readonly<Record<string, unknown>> = {},
  assets: object[] = [],
): Promise<Small> {
  const forge: Small = await serve((message, response) => {
    const path = message.url ?? "";
    const release = {
      ...{ id: 1, tag_name: "v1", target_commitish: "main", name: "v1", assets, html_url: `${forge.url}/r/1` },
      ...{ upload_url: `${upload(forge.url)}{?name,label}`, ...more },
    };
    const answer = path.endsWith("/releases/tags/v1") ? release : path.includes("/assets") ? assets : undefined;
    message.resume();
    if (message.method === "GET")
      response.writeHead(answer === undefined ? 404 : 200, json).end(JSON.stringify(answer ?? {}));
    else {
      assets.push(STORED);
      response.writeHead(201, json).end(JSON.stringify(STORED));
    }
  });
  return forge;
}

async function publishTo(forge: Small, env: Record<string, string> = {}) {
  const at = await folder({ "a.txt": "a" });
  const place = ["--forge=github", `--server-url=${forge.url}`, `--api-url=${forge.url}`, "--repository=o/r"];
  return at.command([...place, "--tag-name=v1", "--allow-tag-mismatch", "a.txt"], {
    INPUT_TOKEN: "ghp_trusted_token",
    ...env,
  });
}

describe("upload_url", () => {
  it.each([
    "http://evil.example/up",
    "http://127.0.0.2:99/up",
    "http://127.0.0.1.evil.example/up",
    "http://u:p@evil.example/",
  ])("at %s is refused before a byte is sent", async (upload) => {
    const proxy = await serveProxy(() => undefined);
    const forge = await forgeNaming(() => upload);
    const ran = await publishTo(forge, { HTTP_PROXY: proxy.url, NO_PROXY: `127.0.0.1:${forge.port}` });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("upload address is on another host")]);
    expect(forge.heard.every(({ method }) => method === "GET")).toBe(true);
    expect([proxy.heard, ran.log.includes("u:p@")]).toEqual([[], false]);
  });

  it("on another port of the API's host gets the file and the token", async () => {
    const assets: object[] = [];
    const uploads = await serve((message, response) => {
      message.resume();
      message.on("end", () => {
        assets.push(STORED);
        response.writeHead(201, json).end(JSON.stringify(STORED));
      });
    });
    const ran = await publishTo(await forgeNaming(() => `${uploads.url}/repos/o/r/releases/1/assets`, {}, assets));
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("1 file: 1 uploaded")]);
    expect(uploads.heard.map(({ url }) => url)).toEqual(["/repos/o/r/releases/1/assets?name=a.txt"]);
    expect(credentialsOf(uploads.heard)).toEqual(["token ghp_trusted_token"]);
  });

  it("with a password in it sends none of it along, and shows none of it", async () => {
    const forge = await forgeNaming((own) => own.replace("//", "//user:hunter22@"));
    const ran = await publishTo(forge);
    expect(ran.log).not.toContain("hunter22");
    expect(credentialsOf(forge.heard)).toEqual(["token ghp_trusted_token"]);
  });

  it("as the sibling of an api. host is right, of another one is not", async () => {
    const at = await stage();
    const leads = (host: string): string | undefined =>
      host === "api.forge.localhost"
        ? at.github.apiUrl
        : host === "uploads.forge.localhost"
          ? at.github.uploadUrl
          : undefined;
    const proxy = await serveProxy(leads);
    const rewritten = { kind: "carry-out-then", status: 201, body: undefined } as const;
    for (const [host, code] of [
      ["uploads.forge.localhost", 0],
      ["uploads.other.localhost", 1],
    ] as const) {
      const release = at.repo.release({ tag: `v-${String(code)}.0.0` });
      const path = `/repos/octo/app/releases/${release.id}/assets`;
      const body = {
        id: release.id,
        tag_name: release.tagName,
        html_url: "http://x",
        upload_url: `http://${host}${path}{?name,label}`,
      };
      at.github.faults.add({
        path: new RegExp(`releases/tags/v-${String(code)}`),
        do: { ...rewritten, status: 200, body },
      });
      const api = "http://api.forge.localhost";
      const words = ["--forge=github", `--api-url=${api}`, "--repository=octo/app", `--tag-name=${release.tagName}`];
      const env = { HTTP_PROXY: proxy.url, INPUT_TOKEN: at.github.token, INPUT_ALLOW_INSECURE_HTTP: "true" };
      const ran = await at.workspace.command([...words, "--allow-tag-mismatch", "a.txt"], env);
      expect([ran.code, ran.log]).toEqual([code, expect.stringContaining(code === 0 ? "1 uploaded" : "another host")]);
    }
    expect(proxy.heard.some(({ url }) => url.includes("uploads.other"))).toBe(false);
  });
});

describe("a Link header", () => {
  it("to another host is never followed, and what it cuts off is not taken for the whole list", async () => {
    const evil = await serve((_, response) => response.end("[]"));
    const forge = await serve((message, response) => {
      const next = { ...json, link: `<${evil.url}/more?page=2>; rel="next"` };
      response.writeHead(message.url?.includes("/releases?") === true ? 200 : 404, next).end("[]");
    });
    const ran = await publishTo(forge);
    expect(forge.heard.some(({ url }) => url.includes("/releases?per_page=100"))).toBe(true);
    expect([ran.code, evil.heard, commandsIn(ran.log)]).toEqual([1, [], []]);
    expect(ran.log).toContain("The server's list goes on at another address");
    expect(forge.heard.every(({ method }) => method === "GET")).toBe(true);
  });
});
