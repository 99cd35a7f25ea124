import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { differences, repetitions } from "../scripts/demo/differences";
import { FORGES } from "../src/forges";

const TSX = resolve("node_modules/tsx/dist/cli.mjs");

function demo(cwd: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [TSX, resolve("scripts/demo.ts")], { cwd }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

describe("the demo", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "demo-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("publishes to every forge, and ends by itself", async () => {
    const { code, stdout, stderr } = await demo(".");
    expect([code, stderr]).toEqual([0, ""]);
    const table = stdout.slice(stdout.indexOf("Every forge has its release")).trimEnd().split("\n");
    expect(table.slice(4).map((line) => line.split(/ {2,}/)[0])).toEqual(FORGES.map(({ title }) => title));
    for (const line of table.slice(4))
      expect(line.trimEnd()).toMatch(/ \d+ \+ \d+ +\d+ +http:\/\/127\.0\.0\.1:\d+\/~?me\/\S+$/);
  }, 60_000);

  it("fails when a program only says that it published", async () => {
    for (const path of ["package.json", "LICENSE", "README.md", "CHANGELOG.md"]) await cp(path, join(folder, path));
    await mkdir(join(folder, "dist"));
    const outputs = JSON.stringify({ url: "https://example.com/", assets: [] });
    const program = `import { writeFileSync } from "node:fs"; writeFileSync(process.env.INPUT_OUTPUTS_FILE, '${outputs}');`;
    await writeFile(join(folder, "dist", "index.js"), program);
    await writeFile(join(folder, "dist", "package.json"), '{"type":"module"}');
    const { code, stderr } = await demo(folder);
    expect([code, stderr]).toEqual([1, expect.stringContaining("has not what it should have: there is no release")]);
  });
});

describe("what the demo looks at", () => {
  const file = { id: "1", label: "", complete: true, name: "a.js", size: 1, sha256: "aa" };
  const outputs = { url: "", assets: [{ ...file, status: "unchanged" }] };
  const release = { id: "1", tag: "v1", title: "", notes: "", draft: false, prerelease: false, assets: [file] };
  const at = { tag: "v1", wanted: [{ size: 1, sha256: "aa" }], outputs };

  it("finds nothing where all is well", () => {
    expect(differences({ violations: [], releases: [release] }, at)).toEqual([]);
    expect(repetitions([], outputs)).toEqual([]);
  });

  it.each<[string, Parameters<typeof differences>[0], RegExp]>([
    ["no release", { violations: [], releases: [] }, /no release/],
    ["two of them", { violations: [], releases: [release, release] }, /2 releases/],
    ["a draft", { violations: [], releases: [{ ...release, draft: true }] }, /draft/],
    ["another tag", { violations: [], releases: [{ ...release, tag: "v2" }] }, /v2, not v1/],
    ["a file too few", { violations: [], releases: [{ ...release, assets: [] }] }, /not those of this folder/],
    [
      "another name than was told",
      { violations: [], releases: [{ ...release, assets: [{ ...file, name: "b.js" }] }] },
      /outputs tell of other files/,
    ],
    ["a violation", { violations: ["token in the query"], releases: [release] }, /token in the query/],
  ])("finds %s", (_, forge, words) => {
    expect(differences(forge, at).join("\n")).toMatch(words);
  });

  it("finds work that was done twice", () => {
    const request = {
      origin: "api",
      method: "POST",
      path: "/x",
      query: {},
      headers: {},
      time: 0,
      status: 200,
      bytes: 0,
    };
    const uploaded = { ...outputs, assets: [{ ...file, status: "uploaded" }] };
    expect(repetitions([request], uploaded)).toEqual(["the second run sent POST /x", "a.js was uploaded again"]);
  });
});
