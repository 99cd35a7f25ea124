import { describe, expect, it } from "vitest";
import { FORGES, INTERNAL, scene } from "./stage";
import { working } from "./working";

// Texts that a search without bounds would take hours for: each run is over in seconds of work, whatever else the
// machine does.

const LONG = 300_000;

const TEXTS: readonly (readonly [string, (long: number) => string])[] = [
  ["one word", (long) => "a".repeat(long)],
  ["schemes", (long) => "http".repeat(long / 4)],
  ["addresses", (long) => "http://a".repeat(long / 8)],
  ["ends of versions", (long) => `${"1.1.1-".repeat(long / 6)}!`],
  ["beginnings of tags", (long) => "<script".repeat(long / 7)],
  ["blanks", (long) => `x${" ".repeat(long)}x`],
  ["markers", (long) => "\n\n<!-- forge-release draft run=a ends=draft -->".repeat(long / 50)],
  ["escapes", (long) => "\u001b[0".repeat(long / 3)],
];

describe.each(FORGES)("on %s", (forge, subject) => {
  it.each(TEXTS)("titles, notes and messages of very many %s take no time", async (_what, textOf) => {
    // What is no longer than in proportion on one forge is told from what is not by a quarter of it on the others.
    const text = textOf(forge === "github" ? LONG : LONG / 4);
    const at = await scene(subject);
    at.repo.release({ tag: "v1.0.0", title: text, notes: text, assets: [{ name: "b.txt", content: text }] });
    const worked = working();
    const ran = await at.publish({ files: "a.txt", stall_timeout: "10" });
    expect(ran.code).toBe(0);
    at.host.faults.add({ times: Infinity, do: { kind: "status", status: 422, body: { message: text, error: text } } });
    const refused = await at.publish({ files: "a.txt", retries: "0" });
    expect([refused.code, refused.log.length < 20_000]).toEqual([1, true]);
    expect(refused.log).not.toMatch(INTERNAL);
    expect(worked()).toBeLessThan(4000);
  });
});

describe("names of other tags", () => {
  it("that only look like versions take no time", async () => {
    const at = await scene(FORGES[0]![1]);
    for (const text of ["1.1.1-", "9.", "v1.0.0-rc."]) at.repo.release({ tag: `${text.repeat(20_000)}!` });
    const worked = working();
    const ran = await at.publish({ generate_release_notes: "true", stall_timeout: "10" });
    expect([ran.code, worked() < 4000]).toEqual([0, true]);
  });
});

describe("addresses", () => {
  it("of an upload with very many braces take no time", async () => {
    const at = await scene(FORGES[0]![1]);
    const { id } = { id: Number(at.repo.release({ tag: "v1.0.0" })) };
    const upload_url = `http://127.0.0.1:1/up${"{".repeat(LONG)}\nlabel`;
    const body = { id, tag_name: "v1.0.0", name: "", html_url: "http://127.0.0.1:1", assets: [], upload_url };
    at.host.faults.add({ path: /releases\/tags\//, times: Infinity, do: { kind: "status", status: 200, body } });
    const worked = working();
    const ran = await at.publish({ files: "a.txt", retries: "0" });
    expect([ran.code, worked() < 4000]).toEqual([1, true]);
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
    const worked = working();
    const ran = await at.publish({ [input]: value });
    expect([ran.code, worked() < 4000]).toEqual([2, true]);
    expect(at.host.requests).toHaveLength(0);
  });
});
