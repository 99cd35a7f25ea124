import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { OUTPUTS } from "../../src/report/outputs";
import { commandsIn, listIn, objectIn, stage } from "./stage";

const files = { "a.txt": "alpha", "b.txt": "beta" };
const sha256 = "8ed3f6ad685b959ead7022518e1af76cd816f8e8ec7ccdda1ed4018e8f2223f8";

/** A disk without room, where the system has one to try with. */
const FULL = ["/dev/full"].filter((disk) => existsSync(disk));

describe("outputs", () => {
  it("are all there by name, and the log ends with forge and address", async () => {
    const at = await stage(files);
    const ran = await at.act({ files: "a.txt#The first\nb.txt", name: "One" });
    const [release] = at.repo.releases;
    const web = `${at.github.serverUrl}/octo/app/releases`;
    const { assets, asset_urls, ...plain } = ran.outputs;
    expect(plain).toEqual({
      id: String(release?.id),
      url: `${web}/tag/v1.0.0`,
      html_url: `${web}/tag/v1.0.0`,
      upload_url: `${at.github.uploadUrl}/repos/octo/app/releases/${String(release?.id)}/assets{?name,label}`,
      tag_name: "v1.0.0",
      name: "One",
      forge: "github",
      repository: "octo/app",
      created: "true",
      draft: "false",
      prerelease: "false",
    });
    // Uploads run at the same time: the order of their ids is nobody's.
    const first = release?.assets.find(({ name }) => name === "a.txt");
    const url = `${web}/download/v1.0.0/a.txt`;
    expect(listIn(assets)[0]).toEqual({
      ...{ id: first?.id, name: "a.txt", file: "a.txt", label: "The first", size: 5, content_type: "text/plain" },
      ...{ sha256, browser_download_url: url, status: "uploaded" },
    });
    expect(objectIn(asset_urls)).toEqual({ "a.txt": url, "b.txt": `${web}/download/v1.0.0/b.txt` });
    expect(Object.keys(ran.outputs).sort()).toEqual(
      Object.keys(OUTPUTS)
        .filter((name) => name !== "plan" && name !== "results")
        .sort(),
    );
    expect(ran.stdout.trimEnd().split("\n").at(-1)).toMatch(
      new RegExp(`^published v1\\.0\\.0 on GitHub: 2 files, 9 bytes, [\\d.]+ s → ${web}/tag/v1\\.0\\.0$`),
    );
  });

  it("tell what became of each file and of the release, and are the same again but for that", async () => {
    const at = await stage({ ...files, "empty.txt": "" });
    const seeded = [{ name: "b.txt", content: "other" }, { name: "c.txt" }];
    at.repo.release({ tag: "v1.0.0", title: "Given", assets: seeded });
    const status = (ran: { outputs: Readonly<Record<string, string>> }): unknown[] =>
      listIn(ran.outputs.assets).map(({ status }) => status);
    const inputs = { files: "*.txt", oversized_files: "skip" };
    const kept = await at.act({ ...inputs, overwrite_files: "false" });
    expect([kept.outputs.created, kept.outputs.name]).toEqual(["false", "Given"]);
    expect(status(kept)).toEqual(["uploaded", "kept", "skipped"]);
    const replaced = await at.act(inputs);
    expect(status(replaced)).toEqual(["unchanged", "replaced", "skipped"]);
    const again = await at.act(inputs);
    expect(status(again)).toEqual(["unchanged", "unchanged", "skipped"]);
    expect(Object.keys(objectIn(again.outputs.asset_urls)).sort()).toEqual(["a.txt", "b.txt", "c.txt"]);
    const same = ({ outputs }: typeof again): unknown => ({ ...outputs, assets: "", created: "" });
    expect(same(again)).toEqual(same(replaced));
  });

  it("of a draft name its own address, of a dry run the plan", async () => {
    const at = await stage(files);
    const dry = await at.act({ files: "*.txt", dry_run: "true", tag_name: "v2.0.0-rc.1" });
    expect(dry.outputs).toMatchObject({ tag_name: "v2.0.0-rc.1", forge: "github", repository: "octo/app" });
    const plan = listIn(dry.outputs.plan);
    expect(plan.filter((change) => JSON.stringify(change).includes(".txt"))).toHaveLength(2);
    expect(at.repo.releases).toEqual([]);
    expect(at.github.requests.every(({ method }) => method === "GET")).toBe(true);
    const draft = await at.act({ draft: "true" });
    expect(draft.outputs).toMatchObject({ draft: "true", url: expect.stringContaining("/untagged-") });
  });

  it("go to ::set-output where an old runner gives no file, and only there", async () => {
    const at = await stage(files);
    const name = "100%\r\n::warning::x";
    const ran = await at.act({ files: "a.txt", name }, { GITHUB_OUTPUT: "", GITHUB_STEP_SUMMARY: undefined });
    expect([ran.code, ran.outputs]).toEqual([0, {}]);
    expect(ran.stdout).toContain("\n::set-output name=tag_name::v1.0.0\n");
    expect(ran.stdout).toContain("\n::set-output name=name::100%25%0D%0A::warning::x\n");
    expect(ran.stdout.match(/^::set-output/gm)).toHaveLength(Object.keys(OUTPUTS).length - 2);
    expect((await at.act()).stdout).not.toContain("set-output");
  });

  it("that cannot be written are an error which names the release", async () => {
    const at = await stage(files);
    const url = `${at.github.serverUrl}/octo/app/releases/tag/v1.0.0`;
    const cases: [Record<string, string>, Record<string, string>][] = [
      [{ outputs_file: "." }, {}],
      [{}, { GITHUB_OUTPUT: at.workspace.folder }],
      ...FULL.flatMap((disk): [Record<string, string>, Record<string, string>][] => [
        [{ outputs_file: disk }, {}],
        [{}, { GITHUB_OUTPUT: disk }],
      ]),
    ];
    for (const [inputs, runner] of cases) {
      const ran = await at.act(inputs, runner);
      expect([ran.code, ran.log]).toEqual([1, expect.stringContaining("the outputs could not be written")]);
      expect(ran.log.trim().split("\n").at(-1)).toMatch(
        /^(?:published|unchanged) .*, but the outputs were not written → http/,
      );
      expect(ran.log).toContain(`The release: ${url}`);
    }
  });
});

describe("outputs_file", () => {
  it("is JSON when its name says so, else dotenv without JSON and line breaks", async () => {
    const at = await stage(files);
    const words = ["--tag-name", "v1.0.0", "--name", "One\nRELEASE_URL=evil", "a.txt"];
    expect((await at.type([...words, "--outputs-file", "out.json"])).code).toBe(0);
    const json = objectIn(await readFile(join(at.workspace.folder, "out.json"), "utf8"));
    expect(Object.keys(json).sort()).toEqual(
      Object.keys(OUTPUTS)
        .filter((name) => name !== "plan" && name !== "results")
        .sort(),
    );
    expect(json).toMatchObject({ created: true, draft: false, tag_name: "v1.0.0", assets: [{ sha256 }] });
    expect(json.asset_urls).toMatchObject({ "a.txt": expect.stringMatching(/^http/) });
    expect((await at.type([...words, "--outputs-file", "out.env"])).code).toBe(0);
    const lines = (await readFile(join(at.workspace.folder, "out.env"), "utf8")).trimEnd().split("\n");
    const keys = lines.map((line) => /^(RELEASE_[A-Z_]+)=.+$/.exec(line)?.[1]);
    const left = ["ID", "URL", "HTML_URL", "UPLOAD_URL", "TAG_NAME", "FORGE", "REPOSITORY", "CREATED", "DRAFT"];
    expect(keys.sort()).toEqual([...left, "PRERELEASE"].map((key) => `RELEASE_${key}`).sort());
    expect(lines).toContain("RELEASE_TAG_NAME=v1.0.0");
  });

  it("keeps the limits of dotenv reports: what would break them is left out", async () => {
    const at = await stage(files);
    const long = "x".repeat(5100);
    at.repo.release({ tag: "v1.0.0", title: long });
    const ran = await at.type(["--tag-name", "v1.0.0", "--outputs-file", "out.env"]);
    const text = await readFile(join(at.workspace.folder, "out.env"), "utf8");
    expect([ran.code, text.includes("RELEASE_NAME"), text.includes("RELEASE_PRERELEASE=false")]).toEqual([
      0,
      false,
      true,
    ]);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5 * 1024);
    expect(text).not.toMatch(/^#|\n\n/m);
  });

  it("is never uploaded, and is written over", async () => {
    const at = await stage({ ...files, "out.txt": "old" });
    const ran = await at.type(["--tag-name", "v1.0.0", "--files", "*.txt", "--outputs-file", "out.txt"]);
    expect([ran.code, at.repo.releases[0]?.assets.length]).toEqual([0, 2]);
    expect(await readFile(join(at.workspace.folder, "out.txt"), "utf8")).toContain("RELEASE_ID=");
  });
});

describe("the summary", () => {
  it("is a table of the release and this run's files", async () => {
    const at = await stage(files);
    const ran = await at.act({ files: "*.txt", name: "One" });
    const url = `${at.github.serverUrl}/octo/app/releases`;
    expect(ran.summary).toContain(`### [One](<${url}/tag/v1.0.0>)`);
    expect(ran.summary).toContain("| State | published, created by this run |");
    expect(ran.summary).toMatch(/^\| \[a\S*txt\]\(<\S+a\.txt>\) \| 5 bytes \| uploaded \|$/m);
    expect(ran.summary).toMatch(/^\| a\S*txt \| `8ed3f6ad\w+` \|$/m);
    expect(ran.summary).toMatch(/^\| \[b\S*txt\].*uploaded \|$/m);
  });

  it("that cannot be written does not fail a release that stands", async () => {
    const at = await stage(files);
    for (const place of [...FULL, "/nowhere/summary", at.workspace.folder, ""]) {
      const ran = await at.act({}, { GITHUB_STEP_SUMMARY: place });
      expect([ran.code, ran.outputs.tag_name]).toEqual([0, "v1.0.0"]);
    }
  });
});

describe("the log", () => {
  it("has sections and commands in the Actions family only", async () => {
    const at = await stage(files);
    const acted = await at.act({ files: "a.txt", nonsense: "1" });
    expect(commandsIn(acted.stdout).map((line) => /^::[a-z-]+/.exec(line)?.[0])).toEqual([
      ...["::add-mask", "::warning", "::group", "::endgroup"],
    ]);
    const typed = await at.type(["--tag-name", "v1.0.0", "b.txt"], { INPUT_NONSENSE: "1", INPUT_TAG: "v1" });
    expect([typed.code, commandsIn(typed.log)]).toEqual([0, []]);
    expect(typed.log).toContain("warning: Unknown input INPUT_NONSENSE: nothing is done with it.");
    expect(typed.log).toContain("note: INPUT_TAG is called INPUT_TAG_NAME here.");
    const failed = await at.type(["--tag-name", "v1.0.0", "no.zip"]);
    expect([failed.code, commandsIn(failed.log)]).toEqual([2, []]);
    expect(failed.log).toMatch(/^error: /m);
  });

  it("says where, why, and each step with its time", async () => {
    const at = await stage(files);
    const { log } = await at.act({ files: "*.txt" });
    expect(log).toContain("running in GitHub Actions (GITHUB_ACTIONS)");
    expect(log).toContain(`forge: GitHub at ${at.github.serverUrl} (from GITHUB_ACTIONS); repository octo/app;`);
    expect(log).toContain("token: job_token");
    expect(log).toMatch(/created the draft v1\.0\.0 \(id \d+\)/);
    expect(log).toMatch(/uploaded a\.txt, 5 bytes, \d+\.\d s/);
    expect(log).toContain("2 files: 2 uploaded");
  });
});
