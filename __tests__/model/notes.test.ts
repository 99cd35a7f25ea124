import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { type DraftMarker, decodeNotes, encodeNotes, sameNotes } from "../../src/model/notes";

const marker: DraftMarker = { run: "abc123", ends: "published" };
const markers = fc.record<DraftMarker>({
  run: fc.stringMatching(/^[0-9a-z]{1,8}$/),
  ends: fc.constantFrom("published", "draft"),
});
/** Texts of people, and those that come close to what is ours. */
const texts = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom("\n", "\r", " ", "a", "<!-- ", " -->", "#", "forge-release draft run=") }),
);

describe("the codec of notes", () => {
  it("gives back text and marker as they were", () => {
    fc.assert(
      fc.property(texts, markers, (text, mark) => {
        expect(decodeNotes(encodeNotes({ text, marker: mark }))).toEqual({ text, marker: mark });
      }),
      { numRuns: 700 },
    );
  });

  it("stores a text without a marker as it is, and never takes it for ours", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(encodeNotes({ text, marker: undefined })).toBe(text);
        expect(decodeNotes(text)).toEqual({ text, marker: undefined });
      }),
      { numRuns: 700 },
    );
  });

  it("reads what a server made of the line ends and the white space at the end", () => {
    const stored = encodeNotes({ text: "a\nb", marker });
    expect(decodeNotes(stored.replaceAll("\n", "\r\n"))).toEqual({ text: "a\r\nb", marker });
    expect(decodeNotes(`${stored}\r\n \n`)).toEqual({ text: "a\nb", marker });
  });

  it.each([
    "# v1.2.0",
    "# Release\n\nText",
    "Text\n\n---\n",
    "<!-- a comment -->",
    "Text\n\n<!-- forge-release -->",
    "Text\n\n<!-- forge-release draft -->",
    "Text\n\n<!-- forge-release draft run=ABC ends=published -->",
    "Text\n\n<!-- forge-release draft run=abc ends=later -->",
    "Text <!-- forge-release draft run=abc ends=draft -->",
    "Text\n<!-- forge-release draft run=abc ends=draft -->",
    "<!-- forge-release draft run=abc ends=draft --> and more",
    "Text\n\n<!-- forge-release draft run=abc ends=draft -->\n\nMore",
  ])("leaves %j to its writer", (text) => {
    expect(decodeNotes(text)).toEqual({ text, marker: undefined });
  });

  it("keeps a marker that is quoted inside a text", () => {
    const text = `Before\n\n${encodeNotes({ text: "", marker })}\n\nafter`;
    expect(decodeNotes(encodeNotes({ text, marker }))).toEqual({ text, marker });
  });

  it("has the marker alone where there is no text", () => {
    expect(encodeNotes({ text: "", marker })).toMatch(/^<!-- [^\n]* -->$/);
  });

  it("hides the marker from readers", () => {
    fc.assert(
      fc.property(markers, (mark) => {
        expect(encodeNotes({ text: "", marker: mark })).toMatch(/^<!-- (?:(?!-->).)* -->$/);
      }),
    );
  });
});

describe("sameNotes", () => {
  it.each<[string, string, boolean]>([
    ["a", "a", true],
    ["a\nb", "a\r\nb", true],
    ["a\nb", "a\rb", true],
    ["a", "a\n\n", true],
    ["a", "a \t", true],
    ["", "\n", true],
    ["a", " a", false],
    ["a b", "a  b", false],
    ["a", "A", false],
    ["a", "", false],
  ])("%j and %j: %s", (a, b, same) => {
    expect(sameNotes(a, b)).toBe(same);
    expect(sameNotes(b, a)).toBe(same);
  });
});
