import { describe, expect, it } from "vitest";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { createWorkspace } from "../doors/bundle";
import { serve } from "../http/servers";
import { entry, references } from "./endless";
import { FORGES, INTERNAL, atTheEnd, everythingIn, flagsTo } from "./stage";

// Lists that go on for ever.

const TOKEN = "a-token-of-this-run";

interface Lists {
  readonly tagged: boolean;
  readonly pages: number;
  readonly next: (own: string, page: number) => string;
}

/** A cursor is whatever a server made up: here the address of the next page. The tag's files go on where it is found. */
async function answerQuery(of: Lists, own: string, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = await text(message);
  const page = Number(/[?]page=(\d+)/.exec(asked)?.[1] ?? "1");
  const next = page > of.pages ? undefined : of.next(own, page + 1);
  const lists = { references: next, artifacts: of.tagged ? next : undefined };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(references(page, own, of.tagged, lists)));
}

/** Answers every list with one full page after the other, up to `pages`; `next` says where the next one is. */
function endless(of: Lists) {
  let full: string | undefined;
  return (own: () => string) =>
    (message: IncomingMessage, response: ServerResponse): void => {
      if (message.url === "/query") {
        void answerQuery(of, own(), message, response);
        return;
      }
      message.resume();
      const url = new URL(message.url ?? "", own());
      const page = Number(url.searchParams.get("page") ?? "1");
      const pages = { link: `<${of.next(own(), page + 1)}>; rel="next"`, "x-next-page": String(page + 1) };
      const headers = { "content-type": "application/json", ...(page > of.pages ? {} : pages) };
      const single = /\/releases\/(tags\/)?v1\.0\.0$/.test(url.pathname);
      if (message.method !== "GET") response.writeHead(500).end("{}");
      else if (single && !of.tagged) response.writeHead(404, headers).end('{"message":"404 Not Found"}');
      else if (single) response.writeHead(200, headers).end(JSON.stringify({ ...entry(7, own()), tag_name: "v1.0.0" }));
      else if (!/\/(releases|assets|links|attach_files|tags|packages|package_files)$/.test(url.pathname))
        response.writeHead(200, headers).end(JSON.stringify(entry(7, own())));
      else {
        full ??= JSON.stringify(Array.from({ length: 100 }, (_, index) => entry(index, own())));
        // Each page another, so that none is known for the one before.
        const another = full.replace('"id":0', `"id":${page + 100}`);
        response.writeHead(200, headers).end(page > of.pages ? JSON.stringify([entry(page, own())]) : another);
      }
    };
}

async function run(
  subject: (typeof FORGES)[number][1],
  answer: ReturnType<typeof endless>,
  more: readonly string[] = [],
) {
  let own = "";
  const server = await serve((message, response) => {
    answer(() => own)(message, response);
  });
  own = server.url;
  const workspace = await createWorkspace({ "a.txt": "alpha" });
  atTheEnd(() => workspace.close());
  const words = [...flagsTo(subject, own), "--retries=0", ...more, "a.txt"];
  return { ...(await workspace.command(words, { INPUT_TOKEN: TOKEN })), server };
}

describe.each(FORGES)("lists of %s", (_, subject) => {
  it.each([false, true])("that never end are given up (the release is there: %s)", async (tagged) => {
    const next = (own: string, page: number): string => `${own}/repos/octo/app/releases?page=${page}`;
    const ran = await run(subject, endless({ tagged, pages: Infinity, next }));
    expect(ran.code).toBe(1);
    expect(ran.log).not.toMatch(INTERNAL);
    // A forge may look at no list before the write that ends the run.
    if (ran.server.heard.length > 50 || subject.can.tagsAreReleases)
      expect(ran.log).toContain("the server's list does not end");
    expect(ran.server.heard.length).toBeLessThan(4100);
  });

  it("that go on at another host are not followed there", async () => {
    const evil = await serve((_request, response) => response.end("[]"));
    const next = (_own: string, page: number): string => `${evil.url}/repos/octo/app/releases?page=${page}`;
    const ran = await run(subject, endless({ tagged: false, pages: 2, next }));
    // Without its tag SourceHut's release is the caller's to push.
    expect([ran.code, evil.heard]).toEqual([subject.can.tagsAreReleases ? 2 : 1, []]);
    expect(everythingIn(ran.server.heard)).toContain(TOKEN);
  });
});
