import { describe, expect, it } from "vitest";
import { createWorkspace } from "../doors/bundle";
import { serve } from "../http/servers";
import { FORGES, INTERNAL, atTheEnd, flagsTo } from "./stage";

// Ids and names from a server stand in addresses: they must not lead out of the repository that was named.

const EVIL_IDS = [
  "../../../admin",
  "..",
  ".",
  "%2e%2e",
  "x/../../admin",
  "a?admin=1",
  "a#b",
  "x\r\nadmin: 1",
  "\u0000",
  1e308,
  -1,
  1.5,
  2 ** 60,
];

/** What SourceHut's API answers to whatever it is asked: it has one address for all. Its numbers are numbers. */
function answered(named: string | number, own: string): object {
  const id = typeof named === "number" ? named : 7;
  const file = { id, filename: "a.txt", checksum: `sha256:${named}`, size: 9, url: `${own}/admin` };
  const follow = { id: String(named), type: "TAG", message: String(named), target: { id: String(named) } };
  const results = [{ name: "refs/tags/v1.0.0", follow, artifacts: { cursor: null, results: [file] } }];
  const repository = { id, references: { cursor: String(named), results }, revparse_single: { id: String(named) } };
  return { data: { user: { repository }, uploadArtifact: file, deleteArtifact: { id } } };
}

describe.each(FORGES)("ids of %s", (_, subject) => {
  it.each(EVIL_IDS)("that are %j lead nowhere else", async (id) => {
    let own = "";
    const server = await serve((message, response) => {
      message.resume();
      const path = message.url ?? "";
      const about = { state: "uploaded", size: 9, browser_download_url: `${own}/admin`, type: "attach" };
      const commit = { sha: String(id), id: String(id) };
      const one = {
        id,
        name: "a.txt",
        file_name: "a.txt",
        version: "v1.0.0",
        url: `${own}/x`,
        link_type: "other",
        ...about,
        commit,
      };
      const release = {
        ...{ id, tag_name: "v1.0.0", name: "v1.0.0", body: "", description: "", draft: true },
        ...{ upload_url: subject.forge === "github" ? `${own}/repos/octo/app/up{?name}` : `${own}/octo/app/-/up` },
        ...{ verify_url: String(id), assets: subject.forge === "gitlab" ? { links: [one] } : [one] },
        ...{ object: { sha: String(id), type: "tag" }, path_with_namespace: "octo/app", default_branch: "main" },
      };
      const isList = /\/(assets|links|attach_files|tags|packages|package_files)(\?|$)/.test(path);
      const list = /\/releases(\?|$)/.test(path) ? [release] : [one];
      if (path === "/query") {
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answered(id, own)));
        return;
      }
      const answer = isList || /\/releases(\?|$)/.test(path) ? list : release;
      response.writeHead(message.method === "GET" ? 200 : 201, { "content-type": "application/json" });
      response.end(JSON.stringify(message.method === "POST" && path.includes("attach_files") ? one : answer));
    });
    own = server.url;
    const workspace = await createWorkspace({ "a.txt": "alpha" });
    atTheEnd(() => workspace.close());
    const words = [...flagsTo(subject, own), "--retries=0", "--name=other", "a.txt"];
    const ran = await workspace.command(words, { INPUT_TOKEN: "a-token-of-this-run", INPUT_STALL_TIMEOUT: "1" });
    expect(ran.log).not.toMatch(INTERNAL);
    expect(server.heard.length).toBeGreaterThan(0);
    const elsewhere = server.heard
      .map(({ url }) => url)
      .filter((url) => !/\/octo(\/|%2F)app|^\/version|^\/query$|^\/api\/v5\/repos\/octo\/app/.test(url));
    expect(elsewhere).toEqual([]);
    expect(server.heard.filter(({ headers }) => headers.admin !== undefined)).toEqual([]);
    expect(server.heard.filter(({ url }) => /\/admin|[?&]admin/.test(url))).toEqual([]);
  });
});
