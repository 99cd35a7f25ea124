import { describe, expect, it } from "vitest";
import { serve } from "../http/servers";
import { FORGES, INTERNAL, everythingIn, scene } from "./stage";

// The token of a forge goes to its own origin: no answer of a server may send it elsewhere.

describe.each(FORGES)("a redirect of %s to another origin", (_, subject) => {
  it("of every read is followed without the token, if at all", async () => {
    const at = await scene(subject);
    const other = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end("[]");
    });
    const to = `${other.url}/elsewhere`;
    // Where all is asked for by POST only the bytes are read by GET, and here nothing has to be read back.
    const method = subject.can.tagsAreReleases ? "POST" : "GET";
    at.host.faults.add({ method, times: Infinity, do: { kind: "redirect", to, status: 302 } });
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect(other.heard.length > 0).toBe(method === "GET");
    expect(everythingIn(other.heard)).not.toContain(at.host.tokens.good);
    expect(ran.log).not.toMatch(INTERNAL);
  });

  it.each([301, 302, 303, 307, 308] as const)("%i of every write stops the run", async (status) => {
    const at = await scene(subject);
    const other = await serve((_request, response) => response.end("{}"));
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      at.host.faults.add({
        method,
        times: Infinity,
        do: { kind: "redirect", to: `${other.url}/elsewhere?access_token=secret77`, status },
      });
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect([ran.code, other.heard]).toEqual([1, []]);
    expect(ran.log).toContain(`It points to ${other.url}/elsewhere.`);
    expect(ran.log).not.toMatch(/secret77|\n\s+at /);
    const published = at.repo.releases().filter(({ assets }) => !subject.can.tagsAreReleases || assets.length > 0);
    expect(published).toEqual([]);
  });

  it("of an upload stops, and what the files were to join stays as it was", async () => {
    const at = await scene(subject);
    const other = await serve((_request, response) => response.end("{}"));
    const upload = at.repo.spoil(
      "upload",
      { kind: "redirect", to: `${other.url}/up`, status: 307 },
      { times: Infinity },
    );
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect([ran.code, other.heard, upload.hits()]).toEqual([1, [], 1]);
    expect(at.repo.releases().every(({ draft, assets }) => (draft || !subject.can.drafts) && assets.length === 0)).toBe(
      true,
    );
    if (subject.can.filesFirst) expect(at.repo.releases()).toEqual([]);
  });

  it("of the bytes themselves stops, wherever they go", async () => {
    const at = await scene(subject, { "a.txt": "the bytes of a" });
    const other = await serve((_request, response) => response.end("{}"));
    const to = `${other.url}/bytes`;
    for (const origin of ["storage", "uploads"])
      for (const method of ["PUT", "POST"])
        at.host.faults.add({ origin, method, times: Infinity, do: { kind: "redirect", to, status: 307 } });
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect([other.heard, [0, 1].includes(ran.code ?? -1)]).toEqual([[], true]);
  });
});
