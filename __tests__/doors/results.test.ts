import { describe, expect, it } from "vitest";
import { OUTPUTS } from "../../src/report/outputs";
import { type Stage, objectIn, stage } from "./stage";

const FILES = { "a.txt": "alpha", "b.txt": "beta" };
const page = ({ github }: Stage): string => `${github.serverUrl}/octo/app/releases/tag/v1.0.0`;
const PUBLISH = ["--tag-name", "v1.0.0", "*.txt"];

describe("at the command line", () => {
  it("the log goes to standard error, and standard output is for results alone", async () => {
    const at = await stage(FILES);
    const ran = await at.type(PUBLISH);
    expect([ran.code, ran.stdout]).toEqual([0, ""]);
    expect(ran.stderr).toMatch(/^published v1\.0\.0 on GitHub: 2 files, .+ → http.+$/m);
  });

  it("--json prints one object with every output, and nothing where a run fails", async () => {
    const at = await stage(FILES);
    const [dry, real, failed] = [
      await at.type([...PUBLISH, "--json", "--dry-run"]),
      await at.type(["--json=true", ...PUBLISH]),
      await at.type([...PUBLISH, "--json", "--verify-tag", "--tag-name=v9"]),
    ];
    const names = Object.keys(OUTPUTS);
    expect(Object.keys(objectIn(dry.stdout))).toEqual(names);
    expect(objectIn(dry.stdout)).toMatchObject({ id: null, created: null, plan: [{}, {}, {}, {}], results: null });
    const told = objectIn(real.stdout);
    expect(Object.keys(told)).toEqual(names);
    expect(told).toMatchObject({ tag_name: "v1.0.0", created: true, draft: false, plan: null });
    expect(told.assets).toMatchObject([{ name: "a.txt", status: "uploaded" }, { name: "b.txt" }]);
    expect(told.url).toBe(page(at));
    expect([failed.code, failed.stdout]).toEqual([2, ""]);
  });

  it("--quiet prints the address alone; warnings and errors are still told", async () => {
    const at = await stage(FILES);
    const token = `--token=${at.github.token}`;
    const ran = await at.type([...PUBLISH, "--quiet", token], { GITHUB_TOKEN: "" });
    expect([ran.code, ran.stdout]).toEqual([0, `${page(at)}\n`]);
    expect(ran.stderr).toMatch(/^warning: --token shows the token .+\n$/);
    const loud = await at.type([...PUBLISH, "--quiet", "--no-quiet"]);
    expect([loud.stdout, loud.stderr]).toEqual(["", expect.stringContaining("unchanged v1.0.0")]);
    const failed = await at.type(["--quiet", "none-*", "--tag-name=v1.0.0"]);
    expect([failed.code, failed.stdout]).toEqual([2, ""]);
    expect(failed.stderr).toMatch(/^error: /);
    const wrong = await at.type([...PUBLISH, "--json=maybe"]);
    expect([wrong.code, wrong.log]).toEqual([2, expect.stringContaining("--json is true or false, and not “maybe”")]);
  });

  it("upload prints the same object", async () => {
    const at = await stage(FILES);
    at.repo.release({ tag: "v1.0.0" });
    const ran = await at.type(["upload", "v1.0.0", "a.txt", "--json"]);
    expect(objectIn(ran.stdout)).toMatchObject({ created: false, assets: [{ name: "a.txt", status: "uploaded" }] });
  });
});

describe("in a CI", () => {
  it("the log stays on standard output, and leaves it where a result was asked for", async () => {
    const at = await stage(FILES);
    const env = { ...at.runner, GITHUB_TOKEN: at.github.token };
    const usual = await at.workspace.command(["*.txt"], env);
    expect([usual.code, usual.stderr]).toEqual([0, ""]);
    const asked = await at.workspace.command(["*.txt", "--json"], env);
    expect(objectIn(asked.stdout)).toMatchObject({ tag_name: "v1.0.0", created: false });
    expect(asked.stderr).toMatch(/^::add-mask::[\s\S]+^::group::/m);
    const quiet = await at.workspace.command(["*.txt", "--quiet"], env);
    expect([quiet.stdout, quiet.stderr]).toEqual([`${page(at)}\n`, expect.stringMatching(/^(::add-mask::.+\n)+$/)]);
  });

  it("an event that publishes nothing prints an object without anything", async () => {
    const at = await stage(FILES);
    const env = { ...at.runner, GITHUB_SHA: "0".repeat(40) };
    const ran = await at.workspace.command(["*.txt", "--json"], { ...env, GITHUB_TOKEN: at.github.token });
    expect([ran.code, Object.values(objectIn(ran.stdout)).every((value) => value === null)]).toEqual([0, true]);
  });
});
