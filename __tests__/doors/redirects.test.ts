import { describe, expect, it } from "vitest";
import { serve, serveProxy } from "../http/servers";
import { credentialsOf, stage } from "./stage";

describe("a redirect", () => {
  it("of a read to another origin is followed without the token", async () => {
    const at = await stage();
    const other = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end("[]");
    });
    at.github.faults.add({
      method: "GET",
      path: /\/releases$/,
      do: { kind: "redirect", to: `${other.url}/elsewhere`, status: 302 },
    });
    const ran = await at.act({ dry_run: "true" });
    expect([ran.code, other.heard.map(({ url }) => url)]).toEqual([0, ["/elsewhere"]]);
    expect(credentialsOf(other.heard)).toEqual(["none"]);
    expect(credentialsOf(at.github.requests)).toEqual([`token ${at.github.token}`]);
  });

  it("of a read back to storage carries no token either", async () => {
    const at = await stage({ "a.txt": "alpha" }, { shape: "compat" });
    at.repo.release({ tag: "v1.0.0", assets: [{ name: "a.txt", content: "alpha" }] });
    const ran = await at.act({ files: "a.txt" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("1 unchanged")]);
    const stored = at.github.requests.filter(({ origin }) => origin === "storage");
    expect([stored.length, credentialsOf(stored)]).toEqual([1, ["none"]]);
  });

  it.each([301, 302, 303, 307, 308] as const)("%i of a write stops the run and says where it leads", async (status) => {
    const at = await stage();
    const other = await serve((_, response) => response.end("{}"));
    const to = `${other.url}/repos/octo/new/releases?access_token=secret77`;
    at.github.faults.add({ method: "POST", path: /\/releases$/, do: { kind: "redirect", to, status } });
    const ran = await at.act({ files: "a.txt" });
    expect([ran.code, other.heard]).toEqual([1, []]);
    expect(ran.log).toContain(`%0AIt points to ${other.url}/repos/octo/new/releases.%0A`);
    expect(ran.log).not.toContain("secret77");
  });

  it("of an upload stops, too", async () => {
    const at = await stage();
    const other = await serve((_, response) => response.end("{}"));
    at.github.faults.add({ origin: "uploads", do: { kind: "redirect", to: `${other.url}/up`, status: 307 } });
    const ran = await at.act({ files: "a.txt" });
    expect([ran.code, ran.log, other.heard]).toEqual([1, expect.stringContaining(`${other.url}/up`), []]);
    expect(at.repo.releases).toMatchObject([{ draft: true }]);
  });

  it("of a renamed repository: reads go along, the first write names the new place", async () => {
    const at = await stage();
    at.repo.rename("octo/fresh");
    const dry = await at.act({ dry_run: "true" });
    expect(dry.code).toBe(0);
    const ran = await at.act({ files: "a.txt" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("renamed or moved")]);
    expect(ran.log).toMatch(/It points to \S+\/repositories\/\d+\/releases/);
    expect((await at.act({ files: "a.txt", repository: "octo/fresh" })).code).toBe(0);
  });

  it("in a circle ends, as does one from https to http", async () => {
    const at = await stage();
    const to = `${at.github.apiUrl}/repos/octo/app/releases`;
    at.github.faults.add({ method: "GET", path: /\/releases$/, times: Infinity, do: { kind: "redirect", to } });
    const ran = await at.act({ retries: "0" });
    expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("redirects in a circle")]);
  });

  it("to something that is no web address is an error without a stack", async () => {
    const at = await stage();
    const proxy = await serveProxy(() => undefined);
    for (const to of ["file:///etc/passwd", "http://", "javascript:alert(1)"]) {
      at.github.faults.add({ method: "GET", path: /\/releases$/, do: { kind: "redirect", to } });
      const ran = await at.act({ retries: "0" }, { HTTP_PROXY: proxy.url, NO_PROXY: "127.0.0.1" });
      expect([ran.code, ran.log]).toEqual([
        1,
        expect.stringMatching(/::error::Failed looking for the release of v1\.0\.0/),
      ]);
      expect(ran.log).not.toMatch(/\n\s+at |TypeError/);
    }
    expect(proxy.heard).toEqual([]);
  });
});
