import { describe, expect, it } from "vitest";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { BUNDLE, createWorkspace } from "../doors/bundle";
import { serve } from "../http/servers";
import { entry } from "./endless";
import { FORGES, INTERNAL, atTheEnd, flagsTo } from "./stage";

// Answers as large as they are taken: the bundle is a process, whose memory can be looked at.

const TOKEN = "a-token-of-this-run";

/** Runs the bundle and says how much memory it had at most, in MiB, where the system tells. */
async function peakOf(
  words: readonly string[],
): Promise<{ readonly code: number | null; readonly peak: number; readonly log: string }> {
  const child = spawn(process.execPath, [BUNDLE, ...words], { env: { INPUT_TOKEN: TOKEN } });
  let [peak, log] = [0, ""];
  child.stdout.on("data", (text: Buffer) => (log += text.toString()));
  child.stderr.on("data", (text: Buffer) => (log += text.toString()));
  const timer = setInterval(() => {
    try {
      const [, kib = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(child.pid)}/status`, "utf8")) ?? [];
      peak = Math.max(peak, Number(kib) / 1024);
    } catch {
      // It has ended, or the system has no such folder.
    }
  }, 10);
  const code = await new Promise<number | null>((done) => child.on("close", done));
  clearInterval(timer);
  return { code, peak, log };
}

const MEBIBYTE = 1024 * 1024;

/** When garbage is collected depends on the machine. */
const MOST = 400;
/** From Node 22 on V8 cannot be told at run time to keep its garbage small. */
const READ = "fromAsync" in Array ? 400 : 256;

/** Pages that are enough to see whether memory grows with them; what has no end is tried in `endless.test.ts`. */
const PAGES = 32;

/** Pages of fat entries; the tag's release is there, or is not. */
const fat = {
  "notes of 1 MiB, no letters of Latin": (index: number) =>
    index % 12 === 0 ? { body: "\u4e00".repeat(MEBIBYTE / 4), description: "\u4e00".repeat(MEBIBYTE / 4) } : {},
  "hundreds of files": (index: number) => ({
    assets: Array.from({ length: 300 }, (_, file) => ({ ...entry(file, "http://x.test"), name: `${index}-${file}` })),
  }),
  "notes of the very tag": () => ({ tag_name: "v1.0.0", draft: true, body: "b".repeat(1e5), description: "" }),
  "long names": (index: number) => {
    const name = `${index}${"n\u4e00".repeat(5e3)}`;
    return { name, tag_name: name, file_name: name, browser_download_url: `http://x.test/${name}`, label: name };
  },
};

describe.each([0, 1, 3].map((index) => FORGES[index]!))("pages of fat entries of %s", (forge, subject) => {
  // The slow ones where the list is read to its end as a rule.
  const cases = Object.entries(fat).filter(([what]) => forge === "github" || what === "long names");
  it.each(
    cases.flatMap(([what, extra]) =>
      (what === "long names" ? [true, false] : [false]).map((tagged) => [what, tagged, extra] as const),
    ),
  )("%s take little enough memory (the release is there: %s)", async (what, tagged, extra) => {
    let own = "";
    let lists = 0;
    const page = JSON.stringify(Array.from({ length: 100 }, (_, index) => ({ ...entry(index, ""), ...extra(index) })));
    const head = Buffer.from(page.slice(0, page.indexOf('"id":0') + 5));
    const rest = Buffer.from(page.slice(head.length + 1));
    const server = await serve((message, response) => {
      const url = new URL(message.url ?? "", own);
      const next = `${own}${url.pathname}?page=${Number(url.searchParams.get("page") ?? "1") + 1}`;
      const headers = lists < PAGES ? { link: `<${next}>; rel="next"`, "x-next-page": "2" } : {};
      const single = /\/releases\/(tags\/)?v1\.0\.0$/.test(url.pathname);
      const listed = LIST.test(url.pathname);
      if (listed) lists++;
      if (message.method !== "GET") response.writeHead(500).end("{}");
      else if (single && !tagged) response.writeHead(404).end('{"message":"404 Not Found"}');
      else if (single) response.writeHead(200).end(JSON.stringify({ ...entry(7, own), tag_name: "v1.0.0" }));
      // Each page another, so that none is known for the one before.
      else if (listed && lists >= PAGES) response.writeHead(200, headers).end("[]");
      else if (listed) {
        response.writeHead(200, headers).write(head);
        response.write(`${1000 + lists}`);
        response.end(rest);
      } else response.writeHead(200).end(JSON.stringify(entry(7, own)));
    });
    own = server.url;
    const { peak, log } = await peakOf([...flagsTo(subject, own), "--retries=0", "--generate-release-notes"]);
    expect(log).not.toMatch(INTERNAL);
    // Longer names are given up sooner, and the tag's own notes are on the first page.
    const isRead = ["notes of 1 MiB, no letters of Latin", "hundreds of files"].includes(what);
    if (isRead) expect(lists).toBeGreaterThanOrEqual(PAGES);
    // Pages that were kept would be another 150 MiB at the least.
    expect(peak).toBeLessThan(isRead ? READ : MOST);
  });
});

const LIST = /\/(releases|assets|links|attach_files|tags|packages|package_files)$/;
const whole = (text: string): Buffer => Buffer.alloc(31 * MEBIBYTE, text);

const many = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join(",");

const large: readonly (readonly [string, string])[] = [
  ["with a name for each value", `[${many(74, (at) => `{${many(9999, (index) => `"k${at * 1e4 + index}":1`)}}`)}]`],
  ["that is a list of such", `[{"id":1,"tag_name":"v1.0.0","name":"\u4e00${"a".repeat(31 * MEBIBYTE)}"}]`],
  ["with a kind of object for each value", `[${many(370_000, (index) => `{"k${index}":1}`)}]`],
  ["in letters of which one is not Latin", `{"id":1,"tag_name":"v","name":"\u4e00${"a".repeat(28 * MEBIBYTE)}"}`],
];

// All forges read with one reader; what each decodes of it is tried with the two that weigh most.
describe.each([FORGES[0]!, FORGES[1]!, FORGES[3]!])("an answer of %s as large as is read", (forge, subject) => {
  it.each(large.slice(0, forge === "github" ? 4 : 2))("%s takes little enough memory", async (_, body) => {
    const server = await serve((_request, response) => response.writeHead(200).end(body));
    const { code, peak, log } = await peakOf([...flagsTo(subject, server.url), "--retries=0"]);
    expect([code, log]).toEqual([1, expect.not.stringMatching(INTERNAL)]);
    expect(peak).toBeLessThan(MOST);
  });
});

describe("an answer as large as is read", () => {
  const [, github] = FORGES[0]!;
  it.each([
    ["one object", Buffer.from(`{${many(740_000, (index) => `"k${index}":1`)}}`)],
    ["lists in lists", whole("[")],
    ["empty lists", Buffer.concat([Buffer.from("["), whole("[],"), Buffer.from("[]]")])],
    ["one text", Buffer.concat([Buffer.from('{"id":1,"tag_name":"v","name":"'), whole("a"), Buffer.from('"}')])],
    ["signs that are no text", whole("\u0000")],
    ["blanks", whole(" ")],
  ])("%s takes little enough memory", async (_, body) => {
    const server = await serve((_request, response) => response.writeHead(200).end(body));
    const { code, peak, log } = await peakOf([...flagsTo(github, server.url), "--retries=0"]);
    expect(code).toBe(1);
    expect(log).not.toMatch(INTERNAL);
    expect(peak).toBeLessThan(MOST);
  });

  it("without end takes little enough memory", async () => {
    const chunk = Buffer.alloc(4 * MEBIBYTE, " ");
    const server = await serve((_request, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      more();
    });
    const { code, peak, log } = await peakOf([...flagsTo(github, server.url), "--retries=0"]);
    expect([code, log]).toEqual([1, expect.stringContaining("the server's answer does not end")]);
    expect(peak).toBeLessThan(MOST);
  });

  it("as the content of a file is read no further than the file is long", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(MEBIBYTE);
    let own = "";
    const server = await serve((message, response) => {
      const asset = { id: 2, name: "a.txt", state: "uploaded", size: 5 };
      const release = { id: 1, tag_name: "v1.0.0", draft: true, upload_url: `${own}/up{?name}`, assets: [asset] };
      const path = message.url ?? "";
      if (message.method !== "GET") response.writeHead(422).end("{}");
      else if (path.endsWith("/assets/2")) {
        const more = (): void => {
          sent += chunk.length;
          if (!response.destroyed) response.write(chunk, () => setImmediate(more));
        };
        response.writeHead(200);
        more();
      } else if (path.includes("/assets")) response.end(JSON.stringify([asset]));
      else if (path.includes("/tags/v1.0.0")) response.end(JSON.stringify(release));
      else response.writeHead(404).end("{}");
    });
    own = server.url;
    const workspace = await createWorkspace({ "a.txt": "alpha" });
    atTheEnd(() => workspace.close());
    const words = [...flagsTo(github, own), "--retries=0", "a.txt"];
    const ran = await workspace.command(words, { INPUT_TOKEN: TOKEN });
    expect([ran.code, server.heard.some(({ url }) => url.endsWith("/assets/2"))]).toEqual([1, true]);
    expect(sent).toBeLessThan(16 * MEBIBYTE);
  });
});
