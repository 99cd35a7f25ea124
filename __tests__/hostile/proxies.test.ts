import { describe, expect, it } from "vitest";
import { checkout } from "../doors/stage";
import { serve } from "../http/servers";
import { FORGES, INTERNAL, everythingIn, scene } from "./stage";

// What stands between a job and its forge, and what an address may hold.

const PAGES = [
  [407, "<html><title>407</title><body>Proxy Authentication Required</body></html>"],
  [502, "<html><title>502</title><body>Bad Gateway <script>alert(1)</script></body></html>"],
  [200, "<!doctype html><html><body>Please sign in\n::error::evil</body></html>"],
  [302, ""],
] as const;

describe.each(FORGES)("%s behind a proxy", (_, subject) => {
  it.each(PAGES)("that answers %i with a page of its own is told about", async (status, page) => {
    const at = await scene(subject);
    const proxy = await serve((message, response) => {
      message.resume();
      response.writeHead(status, { "content-type": "text/html", location: "http://127.0.0.1:1/sign-in" }).end(page);
    });
    const env = { HTTP_PROXY: proxy.url.replace("//", "//me:geheim99@"), HTTPS_PROXY: proxy.url };
    // Without it nothing is sent at all: plain http leaves this machine by the proxy.
    const ran = await at.publish({ files: "a.txt", retries: "1", allow_insecure_http: "true" }, env);
    expect([ran.code, at.repo.requests()]).toEqual([1, []]);
    expect(ran.log).toMatch(/Failed|was not carried out/);
    expect(ran.log).not.toMatch(INTERNAL);
    expect(ran.log).not.toMatch(/<html|<script|geheim99|^::error::evil/im);
  });

  it("that is not for its hosts is not asked, the object store's included", async () => {
    const at = await scene(subject);
    const proxy = await serve((_request, response) => response.writeHead(500).end());
    const env = {
      HTTP_PROXY: proxy.url,
      HTTPS_PROXY: proxy.url,
      ALL_PROXY: proxy.url,
      NO_PROXY: "localhost,127.0.0.1",
    };
    const ran = await at.publish({ files: "a.txt" }, env);
    expect([ran.code, proxy.heard]).toEqual([0, []]);
  });
});

describe.each(FORGES)("a password in the address of a repository on %s", (_, subject) => {
  it("is not shown, and not sent", async () => {
    const at = await scene(subject);
    await checkout(at.workspace.folder, "http://me:geheim99@127.0.0.1:9/octo/app.git");
    const words = ["--tag-name=v1.0.0", "--retries=0", "--debug", `--forge=${subject.forge}`, "a.txt"];
    const ran = await at.workspace.command(words, { INPUT_TOKEN: "a-token-of-this-run" });
    expect([1, 2]).toContain(ran.code);
    expect(ran.log).not.toContain("geheim99");
    expect(everythingIn(at.host.requests)).not.toContain("geheim99");
  });

  it("that a message repeats is hidden", async () => {
    const at = await scene(subject);
    const message = "see https://me:geheim99@forge.example/octo/app.git?private_token=geheim98&x=1";
    const body = { message, error: message, error_message: message, errors: [] };
    at.host.faults.add({ times: Infinity, do: { kind: "status", status: 403, body } });
    const ran = await at.publish({ files: "a.txt", retries: "0" }, { RUNNER_DEBUG: "1" });
    expect([ran.code, ran.log]).toEqual([1, expect.not.stringMatching(/geheim9[89]/)]);
  });
});
