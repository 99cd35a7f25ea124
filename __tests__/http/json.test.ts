import { describe, expect, it } from "vitest";
import { list, record, text } from "../../src/http";
import { whyNotParsed } from "../../src/http/json";
import { apiOf, client, get } from "./client";
import { serve } from "./servers";

const members = (count: number, value = "1"): string =>
  `{${Array.from({ length: count }, (_, at) => `"k${at}":${value}`).join(",")}}`;
const rows = (count: number, row: string): string => `[${Array.from({ length: count }, () => row).join(",")}]`;

describe("what is parsed", () => {
  it.each<[string, string, string | undefined]>([
    ["an object of ten thousand members", members(10_000), undefined],
    ["one member more", members(10_001), "holds too much"],
    ["as many rows as one likes", rows(20_000, "1"), undefined],
    ["many objects, each of its own count", rows(70, members(9_000)), undefined],
    ["an object whose members are lists", members(9_000, "[1,2,3]"), undefined],
    ["members behind a long list", `{"list":${rows(20_000, "1")},${members(9_999).slice(1)}`, undefined],
    ["too many members behind one", `{"list":${rows(20_000, "1")},${members(10_000).slice(1)}`, "holds too much"],
    ["commas and braces in a text", JSON.stringify({ body: '{,"\\,'.repeat(20_000) }), undefined],
    ["commas outside of everything", `]]}${",".repeat(20_000)}`, undefined],
    ["more values than memory is for", rows(750_000, "1"), "holds too much"],
    ["lists in lists", "[".repeat(201), "is nested too deeply"],
  ])("%s", (_, json, why) => {
    expect(whyNotParsed(Buffer.from(json))).toBe(why);
  });

  it("a text ends at its own quote, however long it is and whatever is escaped in it", () => {
    const deep = "[".repeat(201);
    for (let long = 0; long < 100; long++) {
      const before = `"${"x".repeat(long)}`;
      for (let escapes = 0; escapes < 6; escapes++) {
        const found = whyNotParsed(Buffer.from(`${before}${"\\".repeat(escapes)}"${deep}"`));
        expect([long, escapes, found]).toEqual([long, escapes, escapes % 2 === 0 ? "is nested too deeply" : undefined]);
      }
      expect(whyNotParsed(Buffer.from(before + deep))).toBeUndefined();
    }
  });
});

describe("answers that are too large to be kept twice", () => {
  const names = Array.from({ length: 40_000 }, (_, at) => ({ name: `\u4e00 ${at} ${"n".repeat(60)}` }));
  const half = JSON.stringify(names).slice(0, -1);

  it("are read whole, several at once", async () => {
    const server = await serve((_, response) => response.writeHead(200).end(`${half}]`));
    const api = apiOf(client(), server.url);
    const found = await Promise.all([1, 2, 3].map(() => api.read(list(record({ name: text })), get)));
    for (const one of found) expect(one).toEqual(names);
  });

  it("are told as they are where they are no JSON, as often as one asks", async () => {
    const server = await serve((_, response) => response.writeHead(200).end(half));
    const answer = await apiOf(client(), server.url).once(get);
    for (let n = 0; n < 2; n++) {
      expect(answer.body()).toBe(half);
      expect(() => answer.json()).toThrow("not JSON");
    }
    expect(answer.size).toBe(Buffer.byteLength(half));
  });
});
