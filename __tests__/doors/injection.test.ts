import { describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { OUTPUTS } from "../../src/report/outputs";
import { EVIL } from "../hostile/evil";
import { type Stage, commandsIn, objectIn, several, stage } from "./stage";

const allowed = ["::add-mask", "::group", "::endgroup"];
const more = ["::error", "::notice", "::warning"];

function expectHarmless(log: string, commands: readonly string[] = allowed): void {
  for (const line of commandsIn(log)) expect(commands).toContain(/^::[a-z-]+/.exec(line)?.[0] ?? line);
  for (const line of commandsIn(log)) expect(line).not.toMatch(/^\s*::\S*\s*(name=url)?::evil|##\[/);
  // eslint-disable-next-line no-control-regex -- control characters are what must not be there
  expect(log).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]/);
}

/** What every run sets: not what a dry run or several targets add. */
const names = Object.keys(OUTPUTS).filter((name) => name !== "plan" && name !== "results");

describe("text from outside", () => {
  it("as the title of a release reaches no channel as anything but text", async () => {
    const at = await stage();
    const ran = await several(EVIL, async (name) => {
      const tag = `v1.${EVIL.indexOf(name)}.0`;
      at.repo.release({ tag, title: name, notes: name, assets: [{ name: "a.txt", content: "alpha" }] });
      const out = `${tag}.env`;
      const one = await at.act({ tag_name: tag, allow_tag_mismatch: "true", files: "a.txt", outputs_file: out });
      return { ...one, name, dotenv: await readFile(join(at.workspace.folder, out), "utf8") };
    });
    for (const { code, log, outputs, summary, dotenv, name } of ran) {
      expect([code, Object.keys(outputs).sort()]).toEqual([0, [...names].sort()]);
      expect(outputs.name).toBe(name);
      expect(outputs.url).toMatch(/^http:\/\/127/);
      expectHarmless(log);
      const keys = dotenv
        .trimEnd()
        .split("\n")
        .map((line) => line.split("=")[0]);
      expect(new Set(keys).size).toBe(keys.length);
      expect(dotenv).toMatch(/^RELEASE_URL=http:\/\/127/m);
      expect(dotenv.trimEnd()).not.toMatch(/^(?!RELEASE_[A-Z_]+=)|\r/m);
      expect(summary).not.toMatch(/<script|<!--|!\[x\]|\]\(https:\/\/evil|\*\*bold|@octocat/);
      expect(summary.split("\n")[0]).toMatch(/^### \[[^\n]*\]\(<http:\/\/127\S+>\)$/);
    }
  });

  it("as the words of a refusal or of a proxy's page reach the log as text", async () => {
    const answers = EVIL.map((message, index) =>
      index % 2 === 0 ? { message, errors: [{ message, code: message }] } : message,
    );
    const ran = await several(answers, async (body) => {
      const at: Stage = await stage();
      at.github.faults.add({ method: "POST", path: /\/releases$/, do: { kind: "status", status: 422, body } });
      return at.act({}, { RUNNER_DEBUG: "1" });
    });
    for (const { code, log, outputs } of ran) {
      expect([code, outputs]).toEqual([1, {}]);
      expectHarmless(log, [...allowed, ...more]);
    }
  });

  it("as inputs, tags and paths in messages stays text, in and out of the Actions family", async () => {
    const at = await stage();
    const inputs = (evil: string) => ({
      tag_name: evil,
      files: `${evil}.zip`,
      draft: evil,
      repository: evil,
      forge: evil,
    });
    const acted = await several(EVIL, (evil) => at.act(inputs(evil)));
    for (const { code, log } of acted) {
      expect([code, log]).toEqual([2, expect.any(String)]);
      expectHarmless(log, [...allowed, ...more]);
    }
    const typed = await several(EVIL, (evil) => at.type([`--tag-name=${evil}`, `--${evil}`, evil]));
    for (const { code, log } of typed) {
      expect(code).toBe(2);
      expectHarmless(log, []);
    }
  });

  it("in what a forge says about addresses and assets cannot break the outputs", async () => {
    const at = await stage();
    const { id } = at.repo.release({ tag: "v1.0.0" });
    const evil = 'x"\n::set-output name=url::evil?token=a"b';
    const assets = [
      { id: 5, name: evil, label: evil, size: 1, state: "uploaded", browser_download_url: `http://x/?sig=a"b\\` },
    ];
    const release = {
      id,
      tag_name: "v1.0.0",
      html_url: `http://x/\n::evil::`,
      upload_url: "http://x/y\r\n::evil::",
      assets,
    };
    at.github.faults.add({ path: /releases\/tags\//, do: { kind: "status", status: 200, body: release } });
    at.github.faults.add({ path: /\/assets$/, do: { kind: "status", status: 200, body: assets } });
    const ran = await at.act({ outputs_file: "out.json" });
    expect([ran.code, Object.keys(ran.outputs).sort()]).toEqual([0, [...names].sort()]);
    const written = objectIn(await readFile(join(at.workspace.folder, "out.json"), "utf8"));
    expect(Object.keys(written.asset_urls ?? {})).toHaveLength(1);
    expect(objectIn(ran.outputs.asset_urls)).toEqual(written.asset_urls);
    expectHarmless(ran.log);
  });
});
