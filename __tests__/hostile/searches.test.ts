import { describe, expect, it } from "@jest/globals";
import { FORGES, INTERNAL, scene } from "./stage";

// Texts that a search without bounds would take hours for: each run is over in seconds.

const LONG = 1_000_000;

const TEXTS: readonly (readonly [string, string])[] = [
  ["one word", "a".repeat(LONG)],
  ["schemes", "http".repeat(LONG / 4)],
  ["addresses", "http://a".repeat(LONG / 8)],
  ["ends of versions", `${"1.1.1-".repeat(LONG / 6)}!`],
  ["beginnings of tags", "<script".repeat(LONG / 7)],
  ["blanks", `x${" ".repeat(LONG)}x`],
  ["markers", "\n\n<!-- forge-release draft run=a ends=draft -->".repeat(LONG / 50)],
  ["escapes", "\u001b[0".repeat(LONG / 3)],
];

describe.each(FORGES)("on %s", (_, subject) => {
  it.each(TEXTS)("titles, notes and messages of a million %s take no time", async (_what, text) => {
    const at = await scene(subject);
    at.repo.release({ tag: "v1.0.0", title: text, notes: text, assets: [{ name: "b.txt", content: text }] });
    const started = performance.now();
    const ran = await at.publish({ files: "a.txt", stall_timeout: "10" });
    expect(ran.code).toBe(0);
    at.host.faults.add({ times: Infinity, do: { kind: "status", status: 422, body: { message: text, error: text } } });
    const refused = await at.publish({ files: "a.txt", retries: "0" });
    expect([refused.code, refused.log.length < 20_000]).toEqual([1, true]);
    expect(refused.log).not.toMatch(INTERNAL);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe("names of other tags", () => {
  it("that only look like versions take no time", async () => {
    const at = await scene(FORGES[0]![1]);
    for (const text of ["1.1.1-", "9.", "v1.0.0-rc."]) at.repo.release({ tag: `${text.repeat(20_000)}!` });
    const started = performance.now();
    const ran = await at.publish({ generate_release_notes: "true", stall_timeout: "10" });
    expect([ran.code, performance.now() - started < 8000]).toEqual([0, true]);
  });
});

describe("addresses", () => {
  it("of an upload with a million braces take no time", async () => {
    const at = await scene(FORGES[0]![1]);
    const { id } = { id: Number(at.repo.release({ tag: "v1.0.0" })) };
    const upload_url = `http://127.0.0.1:1/up${"{".repeat(LONG)}\nlabel`;
    const body = { id, tag_name: "v1.0.0", name: "", html_url: "http://127.0.0.1:1", assets: [], upload_url };
    at.host.faults.add({ path: /releases\/tags\//, times: Infinity, do: { kind: "status", status: 200, body } });
    const started = performance.now();
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect([ran.code, performance.now() - started < 8000]).toEqual([1, true]);
    expect(ran.log).not.toMatch(INTERNAL);
  });

  it.each([
    ["links", `a${" ".repeat(100_000)}b`],
    ["links", "=".repeat(100_000)],
    ["links", `${"=http://a".repeat(12_000)} x`],
    ["repository", `${"/".repeat(100_000)}x`],
    ["server_url", `https://git.example${"/".repeat(100_000)}x`],
  ])("given as %s take no time", async (input, value) => {
    const at = await scene(FORGES[0]![1]);
    const started = performance.now();
    const ran = await at.publish({ [input]: value });
    expect([ran.code, performance.now() - started < 4000]).toEqual([2, true]);
    expect(at.host.requests).toHaveLength(0);
  });
});
