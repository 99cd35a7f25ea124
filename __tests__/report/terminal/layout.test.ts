/* eslint-disable no-control-regex -- commands of terminals are what is looked for */
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import stringWidth from "string-width";
import { PLAIN, paintFor } from "../../../src/ci/paint";
import { type Progress, blockOf } from "../../../src/report/terminal/layout";
import { fitted, width } from "../../../src/report/terminal/widths";

const MIB = 1024 ** 2;
const WINDOW = { columns: 80, rows: 24, unicode: true };

/** Three files of 100 MiB, of which one has arrived. */
const progress = (more: Partial<Progress> = {}): Progress => ({
  ...{ bytes: 300 * MIB, moved: 150 * MIB, speed: 10 * MIB, files: 3, done: 1 },
  open: [
    { name: "dist/app.zip", bytes: 100 * MIB, moved: 50 * MIB },
    { name: "手册.pdf", bytes: 100 * MIB, moved: 0 },
  ],
  ...more,
});

describe("the block at a terminal", () => {
  const BAR = "▰▰▰▰▰▰▱▱▱▱▱▱ 50 %  150 MiB of 300 MiB  10 MiB/s  15 s left  1 of 3 files";
  const FILES = ["  dist/app.zip  50 % of 100 MiB", "  手册.pdf       0 % of 100 MiB"];

  it.each<[number, number, string[]]>([
    [160, 40, [BAR, ...FILES]],
    [80, 24, [BAR, ...FILES]],
    [60, 24, ["▰▰▰▰▰▰▱▱▱▱▱▱▱ 50 %  150 MiB of 300 MiB  10 MiB/s  15 s left", ...FILES]],
    [40, 24, ["▰▰▰▰▰▰▱▱▱▱▱▱▱ 50 %  10 MiB/s  15 s left", ...FILES]],
    [24, 24, ["▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱▱ 50 %", "  dist/app.zip  50 %", "  手册.pdf       0 %"]],
    [80, 5, [BAR, ...FILES]],
    [80, 4, [BAR, FILES[0] ?? ""]],
    [80, 3, [BAR]],
    [80, 2, [BAR]],
    [80, 1, []],
    [5, 24, []],
  ])("in %i columns and %i rows", (columns, rows, lines) => {
    const shown = blockOf(progress(), { ...WINDOW, columns, rows }, PLAIN);
    expect(shown).toEqual(lines);
  });

  it("has signs of ASCII alone where a terminal may show no others", () => {
    const name = "a-very-long-name-".repeat(5);
    const [bar = "", file = ""] = blockOf(
      progress({ open: [{ name, bytes: 5, moved: 1 }] }),
      { ...WINDOW, unicode: false },
      PLAIN,
    );
    expect([bar.slice(0, 21), file]).toEqual([
      "######...... 50 %  15",
      expect.stringMatching(/^ {2}[a-z.-]+ {2}20 % of 5 bytes$/),
    ]);
  });

  it("tells no speed and no time before they are known, and how many files have arrived where there is room", () => {
    const told = (more: Partial<Progress>): string => blockOf(progress({ open: [], ...more }), WINDOW, PLAIN).join();
    expect(told({ speed: undefined })).toMatch(/ 50 % {2}150 MiB of 300 MiB {2}1 of 3 files$/);
    expect(told({ speed: 0 })).toMatch(/ 50 % {2}150 MiB of 300 MiB {2}1 of 3 files$/);
    expect(told({ bytes: 0, moved: 0, speed: undefined })).toMatch(/^▰{24} 100 % {2}/);
  });

  it("a name is no command for the terminal", () => {
    const open = [{ name: "a\x1b[2Jb\nc\r\x9b7m.zip", bytes: 1, moved: 1 }];
    const [, line = ""] = blockOf(progress({ open }), WINDOW, PLAIN);
    expect(line).toBe("  abc7m.zip  100 % of 1 byte");
  });

  const names = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^(发布|안녕|👨‍👩‍👧|🇨🇳|e\u0301|\u200d|x|1️⃣){0,40}$/u),
  );
  const file = fc.record({ name: names, bytes: fc.nat(), moved: fc.nat() });
  const size = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 300 }));

  it("is never wider and never higher than the window, whatever the files are called", () => {
    const given = fc.record({
      progress: fc.record({
        ...{ bytes: fc.nat(), moved: fc.nat(), files: fc.nat(), done: fc.nat() },
        speed: fc.option(fc.nat(), { nil: undefined }),
        open: fc.array(file, { maxLength: 15 }),
      }),
      window: fc.record({ columns: size, rows: size, unicode: fc.boolean() }),
    });
    fc.assert(
      fc.property(given, ({ progress, window }) => {
        const lines = blockOf(progress, window, PLAIN);
        expect(lines.length).toBeLessThanOrEqual(Math.max(0, window.rows - 1));
        for (const line of lines) {
          expect(Math.max(width(line), stringWidth(line))).toBeLessThan(window.columns);
          expect(line).not.toMatch(/[\n\r\x1b]/);
        }
        const coloured = blockOf(progress, window, paintFor({}, { shown: true }));
        expect(coloured.map((line) => line.replace(/\x1b\[\d+m/g, ""))).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });

  it("a name that is cut keeps both ends, and takes what it may", () => {
    expect(fitted("release-notes-of-today.md", 12, "…")).toBe("relea…day.md");
    fc.assert(
      fc.property(names, fc.nat(60), (name, room) => {
        const cut = fitted(name, room, "…");
        expect(width(cut)).toBeLessThanOrEqual(room);
        if (width(name) <= room) expect(cut).toBe(name);
      }),
    );
  });
});
