import { describe, expect, it } from "vitest";
import type { Ran } from "./bundle";
import { INPUT_LIST, type InputName, flagOf } from "../../src/request/inputs";
import { type Stage, several, stage } from "./stage";

type Values = Partial<Record<InputName, string>>;
type Door = "INPUT_" | "PLUGIN_" | "--";
const DOORS: readonly Door[] = ["INPUT_", "PLUGIN_", "--"];

/** The same inputs through one of the doors. */
function through(door: Door, at: Stage, values: Values): Promise<Ran> {
  const given = Object.entries(values);
  if (door === "--")
    return at.workspace.command(given.map(([name, value]) => `--${name.replaceAll("_", "-")}=${value}`));
  const env = Object.fromEntries(given.map(([name, value]) => [door + name.toUpperCase(), value]));
  // Only some CIs hand settings to plugins.
  return at.workspace.command([], door === "PLUGIN_" ? { INPUT_RETRY_DELAY: "", DRONE: "true", ...env } : env);
}

/** What messages call an input that came through a door. */
function calledAt(door: Door, name: InputName): string {
  return door === "--" ? flagOf(name) : door === "PLUGIN_" ? name : door + name.toUpperCase();
}

const place = (at: Stage): Values => ({
  forge: "github",
  server_url: at.github.serverUrl,
  api_url: at.github.apiUrl,
  repository: "octo/app",
  token: at.github.token,
  retry_delay: "0.01",
});

/** Wrong values whose message names the door they came through. */
const WRONG: Values = Object.fromEntries(
  INPUT_LIST.filter(([, { kind }]) => kind !== "text" && kind !== "prose" && kind !== "lines").map(([name]) => [
    name,
    "maybe",
  ]),
);

describe.each(DOORS)("the door %s", (door) => {
  it("reaches every input that has words or numbers, and names itself when they are wrong", async () => {
    const at = await stage();
    const ran = await through(door, at, { ...place(at), tag_name: "v1.0.0", ...WRONG });
    expect(ran.code).toBe(2);
    for (const name of Object.keys(WRONG)) {
      const source = calledAt(door, name as InputName);
      expect(ran.log).toContain(`- ${source} must be `);
    }
    expect(at.github.requests).toEqual([]);
  });

  it("reaches the inputs that say what a release is", async () => {
    const at = await stage({ "sub/a.txt": "alpha", "sub/b.txt": "beta", "sub/notes.md": "from a file" });
    at.repo.release({ tag: "v0.5.0" });
    const ran = await through(door, at, {
      ...place(at),
      working_directory: "sub",
      tag_name: "v2.0.0",
      name: "Two",
      body: "not used",
      body_path: "notes.md",
      target_commitish: at.repo.head(),
      generate_release_notes: "true",
      previous_tag: "v0.5.0",
      discussion_category_name: "General",
      make_latest: "legacy",
      prerelease: "true",
      files: "*.txt",
      outputs_file: "out.json",
      max_wait: "30",
      retries: "1",
      stall_timeout: "20",
    });
    expect([ran.code, ran.log]).toEqual([
      0,
      expect.stringContaining(`the notes come from ${calledAt(door, "body_path")}`),
    ]);
    const sent = at.github.requests.map(({ json }) => json).filter((json) => json !== undefined);
    expect(sent).toContainEqual(expect.objectContaining({ previous_tag_name: "v0.5.0" }));
    const wanted = { name: "Two", target_commitish: at.repo.head(), discussion_category_name: "General" };
    expect(sent.at(-1)).toMatchObject({ ...wanted, prerelease: true, make_latest: "legacy" });
    const [, made] = at.repo.releases;
    expect(made).toMatchObject({ tagName: "v2.0.0", assets: [{ name: "a.txt" }, { name: "b.txt" }] });
    expect(made?.body).toMatch(/^from a file\n/);
  });

  it("reaches the inputs that change what is there", async () => {
    const at = await stage({ "a.txt": "new" });
    const { id } = at.repo.release({ tag: "v1.0.0", draft: true, notes: "old", assets: [{ name: "a.txt" }] });
    const values = { ...place(at), tag_name: "refs/tags/v1.0.0", release_id: String(id), files: "a.txt" };
    const mode = { body: "more", body_mode: "append", overwrite_files: "false", draft: "true" };
    const kept = await through(door, at, { ...values, ...mode });
    expect([kept.code, kept.log]).toEqual([0, expect.stringContaining("kept")]);
    expect(at.repo.releases).toMatchObject([{ body: expect.stringMatching(/^old\s+more/), draft: true }]);
    const dry = await through(door, at, { ...values, dry_run: "true", draft: "false" });
    expect([dry.code, dry.log]).toEqual([0, expect.stringContaining("nothing was changed")]);
    expect(at.repo.releases).toMatchObject([{ draft: true }]);
  });
});

describe("an input", () => {
  it("is taken from the flag, else INPUT_, else PLUGIN_", async () => {
    const at = await stage();
    const all = { DRONE: "true", INPUT_NAME: "input", PLUGIN_NAME: "plugin", INPUT_DRAFT: "", PLUGIN_DRAFT: "true" };
    const dry = ["--tag-name", "v1.0.0", "--body", "x"];
    await at.type([...dry, "--name", "flag"], all);
    expect(at.repo.releases).toMatchObject([{ name: "flag", draft: true }]);
    await at.type(dry, all);
    expect(at.repo.releases).toMatchObject([{ name: "input" }]);
    await at.type(dry, { ...all, INPUT_NAME: " " });
    expect(at.repo.releases).toMatchObject([{ name: "plugin" }]);
  });

  it("is a strict boolean, in all six spellings", async () => {
    const at = await stage();
    const spell = async (word: string): Promise<[number | null, string]> => {
      const { code, log } = await at.act({ dry_run: "true", verify_tag: word });
      return [code, log];
    };
    const good = await several(["true", "True", "TRUE", "false", "False", "FALSE", " true "], spell);
    expect(good.map(([code]) => code)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    at.github.clearRequests();
    const bad = await several(["yes", "1", "on", "tRUE", "0", "no"], spell);
    for (const [code, log] of bad) expect([code, log]).toEqual([2, expect.stringContaining("must be true or false")]);
    expect(at.github.requests).toEqual([]);
  });
});
