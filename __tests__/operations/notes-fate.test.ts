import { describe, expect, it } from "vitest";

import { notesTold } from "../../src/operations/publish/remarks";
import { release } from "./builders";

const none = { notes: undefined, notesMode: "replace", generateNotes: false } as const;

describe("what becomes of the notes", () => {
  it.each([
    [undefined, none, "none"],
    [undefined, { ...none, notes: "Mine 汉" }, "given (6 characters)"],
    [undefined, { ...none, generateNotes: true }, "generated since v1.1.0 (7 characters)"],
    [
      undefined,
      { ...none, notes: "Mine", generateNotes: true },
      "given (4 characters), and behind them those generated since v1.1.0 (7 characters)",
    ],
    ["", none, "none"],
    ["Old", none, "kept"],
    ["Old", { ...none, generateNotes: true }, "kept (none are generated for a release that has some)"],
    ["Old", { ...none, notes: "New" }, "given (3 characters), in the place of the present ones"],
    ["Old", { ...none, notes: "Old" }, "unchanged"],
    ["Old", { ...none, notes: "New", notesMode: "append" as const }, "given (3 characters), behind the present ones"],
    ["Old New", { ...none, notes: "New", notesMode: "append" as const }, "kept, they have the given ones already"],
    ["Old", { ...none, notes: "New", notesMode: "prepend" as const }, "given (3 characters), before the present ones"],
    ["New Old", { ...none, notes: "New", notesMode: "prepend" as const }, "kept, they have the given ones already"],
    ["Old", { ...none, notes: "New", notesMode: "keep" as const }, "kept (body_mode: keep)"],
  ])("%j and %j: %s", (present, wanted, words) => {
    const there = present === undefined ? undefined : release({ notes: present });
    const generated = wanted.generateNotes && there === undefined ? { text: "Changes", since: "v1.1.0" } : undefined;
    expect(notesTold({ release: there, generated }, wanted)).toBe(`notes: ${words}`);
  });
});
