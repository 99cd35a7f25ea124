import { describe, expect, it } from "vitest";
import { stage } from "./stage";

const CHANGELOG =
  "# Changes\n\n## [Unreleased]\n\n- soon\n\n## [1.0.0] - 2024-03-05\n\n- it whistles\n\n## [0.9.0]\n\n- old\n";
const files = { "CHANGELOG.md": CHANGELOG };

describe("changelog_path", () => {
  it("publishes the section of the tag's version, behind the notes that are given", async () => {
    const at = await stage(files);
    const ran = await at.act({ body: "Thanks!", changelog_path: "CHANGELOG.md" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("notes: given (22 characters)")]);
    expect(at.repo.releases[0]).toMatchObject({ body: "Thanks!\n\n- it whistles" });
    const again = await at.act({ body: "Thanks!", changelog_path: "CHANGELOG.md" });
    expect([again.code, again.log]).toEqual([0, expect.stringContaining("notes: unchanged")]);
  });

  it("is shown by a dry run", async () => {
    const at = await stage(files);
    const ran = await at.act({ changelog_path: "CHANGELOG.md", dry_run: "true" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("| - it whistles")]);
    expect(at.repo.releases).toEqual([]);
  });

  it("without that section is an error before any request, beside all others", async () => {
    const at = await stage(files);
    const ran = await at.type(["--tag-name", "v1.1.0", "--changelog-path", "CHANGELOG.md", "--files", "none.zip"]);
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining("2 things are wrong with the inputs")]);
    expect(ran.log).toContain(
      "--changelog-path: CHANGELOG.md has no section of v1.1.0. Near it there are 1.0.0 (line 7), 0.9.0 (line 11).",
    );
    expect(at.github.requests).toEqual([]);
  });

  it("that is not there, or is no text, is an error", async () => {
    const at = await stage({ ...files, "c.md": Buffer.from([0xff, 0x00, 0x41]) });
    expect((await at.act({ changelog_path: "no.md" })).log).toContain("changelog_path: no.md is not there (ENOENT)");
    expect((await at.act({ changelog_path: "c.md" })).log).toContain(
      "changelog_path: c.md cannot be published as text",
    );
    expect((await at.act({ changelog_path: "-", body_path: "-" })).log).toContain("would read standard input");
    expect(at.github.requests).toEqual([]);
  });

  it("waits for the tag where only the release's id is given", async () => {
    const at = await stage(files);
    const { id } = at.repo.release({ tag: "v1.0.0", notes: "old" });
    const words = ["--release-id", String(id), "--changelog-path", "CHANGELOG.md"];
    const ran = await at.type([...words, "--body-mode", "prepend"]);
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("before the present ones")]);
    expect(at.repo.releases[0]).toMatchObject({ body: "- it whistles\n\nold" });
    const other = at.repo.release({ tag: "v7.0.0" });
    const refused = await at.type(["--release-id", String(other.id), "--changelog-path", "CHANGELOG.md"]);
    expect([refused.code, refused.log]).toEqual([2, expect.stringContaining("has no section of v7.0.0")]);
  });

  it("with nothing in its section says so", async () => {
    const at = await stage({ "CHANGELOG.md": "## 1.0.0\n\n## 0.9.0\n\n- old\n" });
    const ran = await at.act({ changelog_path: "CHANGELOG.md" });
    expect([ran.code, ran.log]).toEqual([0, expect.stringContaining("“1.0.0” of CHANGELOG.md (line 1) is empty")]);
  });
});

describe("notes_config", () => {
  it("goes to the forge that generates notes", async () => {
    const at = await stage();
    const ran = await at.act({ generate_release_notes: "true", notes_config: ".github/notes.yml" });
    expect([ran.code, ran.log]).toEqual([0, expect.any(String)]);
    const asked = at.github.requests.find(({ path }) => path.endsWith("/generate-notes"));
    expect(asked?.json).toMatchObject({ configuration_file_path: ".github/notes.yml" });
  });

  it("alone does nothing, and says so", async () => {
    const at = await stage();
    expect((await at.act({ notes_config: "x.yml" })).log).toContain("notes_config does nothing here");
  });
});
