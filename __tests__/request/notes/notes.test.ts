import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type NotesRead, readNotes } from "../../../src/request/notes/notes";
import { names, system } from "../builders";

let base = "";
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "notes-"));
});
afterEach(() => rm(base, { recursive: true }));

const read = (given: { body?: string; body_path?: string }, from = base): Promise<NotesRead> =>
  readNotes(
    { body: given.body, body_path: given.body_path },
    { names, reading: { base: from, workspaces: [base], system } },
  );

describe("the notes", () => {
  it.each([undefined, "text", " # a\r\n", "- one", "--"])("are body as it is: %j", async (body) => {
    const given = body === undefined ? {} : { body };
    expect(await read(given)).toEqual({ notes: body, problems: [], notices: [] });
  });

  it.each(["-", " - ", "-\n"])("are never %j, which means standard input elsewhere", async (body) => {
    expect((await read({ body })).problems).toEqual([
      "--body would publish “-” as the notes. For standard input write --body-path -.",
    ]);
  });

  it.each([
    ["# Notes\n\nüber\n", "# Notes\n\nüber\n"],
    ["\uFEFF# Notes", "# Notes"],
    ["a\r\nb\r\n", "a\r\nb\r\n"],
  ])("come from a file: %j", async (content, notes) => {
    await writeFile(join(base, "NOTES.md"), content);
    expect(await read({ body_path: "NOTES.md" })).toEqual({ notes, problems: [], notices: [] });
  });

  it("come from a file of an absolute path", async () => {
    await writeFile(join(base, "NOTES.md"), "x");
    expect(await read({ body_path: join(base, "NOTES.md") }, "/")).toMatchObject({ notes: "x" });
  });

  it("come from the file where both are given, with a notice", async () => {
    await writeFile(join(base, "NOTES.md"), "file");
    expect(await read({ body: "text", body_path: "NOTES.md" })).toEqual({
      notes: "file",
      problems: [],
      notices: ["Both --body and --body-path are given; the notes come from --body-path."],
    });
  });

  it("may be empty in a file, with a notice", async () => {
    await writeFile(join(base, "NOTES.md"), "\n");
    const { notes, notices } = await read({ body_path: "NOTES.md" });
    expect(notes).toBe("\n");
    expect(notices).toEqual(["The file of the notes, NOTES.md, is empty."]);
  });

  it("whose file is not there are a problem, never empty", async () => {
    const { notes, problems } = await read({ body: "text", body_path: "no.md" });
    expect(notes).toBeUndefined();
    expect(problems).toEqual([`--body-path: no.md is not there (ENOENT) (looked for in ${base}).`]);
  });

  it.each<[string, string]>([
    ["NOTES.md", ' What is there: "NOTES.txt", "Changelog.md".'],
    ["docs/notes.md", ' What is there: "docs/NOTES.md".'],
    ["dist/notes.md", ""],
    ["none/notes.md", ' There is no folder "none".'],
    ["../notes.md", ""],
  ])("that are not there, %s: what comes near is told", async (path, hint) => {
    for (const folder of ["docs", "dist"]) await mkdir(join(base, folder));
    for (const name of ["NOTES.txt", "Changelog.md", ".notes.md", "notes-token.md", "docs/NOTES.md", "dist/app.md"])
      await writeFile(join(base, name), "x");
    const { problems } = await read({ body_path: path });
    expect(problems).toEqual([`--body-path: ${path} is not there (ENOENT) (looked for in ${base}).${hint}`]);
  });

  it("whose file is a folder are a problem", async () => {
    await mkdir(join(base, "folder"));
    expect((await read({ body_path: "folder" })).problems).toEqual([expect.stringContaining("is a folder")]);
  });
});
