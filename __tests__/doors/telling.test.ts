import { describe, expect, it } from "vitest";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FORGES, INTERNAL, scene } from "../hostile/stage";

// What people read, in a pipeline and at a command line: the plan, the steps, the advice.

const SOME = FORGES.filter(([, { forge }]) => ["github", "gitlab", "gitea"].includes(forge));
const files = { "a.zip": "alpha", "b.txt": "beta" };

describe.each(SOME)("on %s", (forge, subject) => {
  it("a dry run tells the plan in order, with the notes, and changes nothing", async () => {
    const at = await scene(subject, files);
    const page = join(at.workspace.folder, "page.md");
    writeFileSync(page, "");
    const inputs = { dry_run: "true", files: "a.zip => other.zip", name: "One", body: "## New\n\n- <b>it</b> works" };
    const ran = await at.publish({ ...inputs, outputs_file: "out.json" }, { GITHUB_STEP_SUMMARY: page });
    expect([ran.code, at.repo.releases()]).toEqual([0, []]);
    const told = ran.log.slice(ran.log.indexOf("dry run: this would be done:"));
    const order = ["create the", "title: One", "notes: 25 characters:", "| ## New", "| - <b>it</b> works"];
    const upload = "upload a.zip → other.zip, 5 bytes";
    const expected = forge === "gitlab" ? [upload, ...order] : [...order, upload, "publish v1.0.0"];
    const places = expected.map((words) => told.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(told).not.toContain('{"action"');
    const outputs = JSON.parse(readFileSync(join(at.workspace.folder, "out.json"), "utf8")) as { plan: unknown };
    expect(outputs.plan).toEqual(expect.arrayContaining([expect.objectContaining({ action: "upload" })]));
    const shown = existsSync(page) ? readFileSync(page, "utf8") : "";
    if (forge !== "gitlab")
      expect(shown).toMatch(/\| 1 \| create the draft v1\.0\.0 \|[^\n]*other|upload a\.zip → other\.zip/);
    expect(shown).not.toContain("<b>");
  });

  it("a run tells each step with its time, and what becomes of the notes", async () => {
    const at = await scene(subject, files);
    const ran = await at.publish({ files: "a.zip => other.zip", body: "Hello" });
    expect(ran.log).toMatch(/there is no release of this tag yet, [\d.]+ s/);
    expect(ran.log).toContain("notes: given (5 characters)");
    expect(ran.log).toMatch(/uploaded a\.zip → other\.zip, 5 bytes, [\d.]+ s, [\d.]+ \w+\/s/);
    expect(ran.log).toMatch(/created the (draft|release) v1\.0\.0 \(id \S+\), [\d.]+ s/);
    const again = await at.publish({ files: "a.zip => other.zip", body: "Other" });
    expect(again.log).toContain("notes: given (5 characters), in the place of the present ones");
  });

  it("at a command line there is no word of workflows, and no command of Actions", async () => {
    const at = await scene(subject, files);
    const place = at.repo.environment({});
    const server = place.GITHUB_SERVER_URL ?? place.CI_SERVER_URL ?? "";
    const api = place.GITHUB_API_URL ?? place.CI_API_V4_URL ?? "";
    const words = [`--forge=${forge}`, `--server-url=${server}`, `--api-url=${api}`, `--repository=${at.repo.name}`];
    const none = await at.workspace.command([...words, "--tag-name=v1.0.0"]);
    expect([none.code, none.log]).toEqual([2, expect.stringContaining("There is no token")]);
    const wrong = await at.workspace.command([...words, "--tag-name=v1.0.0", "a.zip"], {
      INPUT_TOKEN: "wrong-token-here",
    });
    expect(wrong.code).toBe(1);
    for (const { log } of [none, wrong]) {
      expect(log).not.toMatch(/permissions:|workflow|with:|^::/m);
      expect(log).not.toMatch(INTERNAL);
    }
  });
});
