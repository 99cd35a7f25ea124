import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readNotes } from "../../src/request/notes";

let base = "";
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "notes-"));
});
afterEach(() => rm(base, { recursive: true }));

describe("the notes", () => {
  it.each([undefined, "text", " # a\r\n"])("are body as it is: %j", async (body) => {
    expect(await readNotes({ body, body_path: undefined }, base)).toEqual({ notes: body, problems: [], notices: [] });
  });

  it.each([
    ["# Notes\n\nüber\n", "# Notes\n\nüber\n"],
    ["\uFEFF# Notes", "# Notes"],
    ["a\r\nb\r\n", "a\r\nb\r\n"],
  ])("come from a file: %j", async (content, notes) => {
    await writeFile(join(base, "NOTES.md"), content);
    expect(await readNotes({ body: undefined, body_path: "NOTES.md" }, base)).toEqual({
      notes,
      problems: [],
      notices: [],
    });
  });

  it("come from a file of an absolute path", async () => {
    await writeFile(join(base, "NOTES.md"), "x");
    expect(await readNotes({ body: undefined, body_path: join(base, "NOTES.md") }, "/")).toMatchObject({ notes: "x" });
  });

  it("come from the file where both are given, with a notice", async () => {
    await writeFile(join(base, "NOTES.md"), "file");
    expect(await readNotes({ body: "text", body_path: "NOTES.md" }, base)).toEqual({
      notes: "file",
      problems: [],
      notices: ["Both body and body_path are given; the notes come from body_path."],
    });
  });

  it("may be empty in a file, with a notice", async () => {
    await writeFile(join(base, "NOTES.md"), "\n");
    const { notes, notices } = await readNotes({ body: undefined, body_path: "NOTES.md" }, base);
    expect(notes).toBe("\n");
    expect(notices).toEqual(["The file of the notes, NOTES.md, is empty."]);
  });

  it("whose file is not there are a problem, never empty", async () => {
    const { notes, problems } = await readNotes({ body: "text", body_path: "no.md" }, base);
    expect(notes).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(/^The file of the notes, no\.md, cannot be read in .*ENOENT/)]);
  });

  it("whose file is a folder are a problem", async () => {
    await mkdir(join(base, "folder"));
    expect((await readNotes({ body: undefined, body_path: "folder" }, base)).problems).toHaveLength(1);
  });
});
