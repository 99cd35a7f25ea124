import { describe, expect, it } from "vitest";
import { addressOf, decodeLinked, encodeLinked, isOfFile, linkedFile } from "../../src/model/linked";
import { decodeNotes, encodeNotes, withoutMarkers } from "../../src/model/notes";

const file = (name: string, url = `https://a.test/${encodeURIComponent(name)}`, size = "1 GiB") =>
  linkedFile({ name, url, size });
const NAMES = [
  "a.zip",
  "a (1).zip",
  "[x]_*b*.zip",
  "www.a@b#1.zip",
  "发布.zip",
  "a|b<c>.zip",
  "a`b\\c.zip",
  "a](b.zip",
];

describe("the list of linked files in notes", () => {
  it.each(["", "One", "One\n", "One\r\n\r\nTwo\n\n", "<!-- a comment -->"])("leaves %j as it was", (text) => {
    const files = NAMES.map((name) => file(name));
    expect(decodeLinked(encodeLinked({ text, files }))).toEqual({ text, files });
    expect(encodeLinked({ text, files: [] })).toBe(text);
    expect(decodeLinked(text)).toEqual({ text, files: [] });
  });

  it("comes before the marker of a draft", () => {
    const text = encodeLinked({ text: "One", files: [file("a.zip")] });
    const marker = { run: "abc", ends: "draft" } as const;
    expect(decodeNotes(encodeNotes({ text, marker }))).toEqual({ text, marker });
  });

  it.each([
    ["line ends of another kind", (notes: string) => notes.replaceAll("\n", "\r\n")],
    ["white space at the end", (notes: string) => `${notes}\n\n `],
    ["none of it", (notes: string) => notes.trimEnd()],
  ])("is found again after a server put in %s", (_, alter) => {
    const files = [file("a.zip"), file("b (2).zip")];
    const notes = alter(encodeLinked({ text: "One", files }));
    expect(decodeLinked(notes)).toEqual({ text: "One", files });
  });

  it("keeps what people wrote behind it, and between two halves", () => {
    const notes = encodeLinked({ text: "One", files: [file("a.zip")] });
    expect(decodeLinked(`${notes}\n\nTwo`).text).toBe("One\n\nTwo");
    const half = notes.slice(0, notes.lastIndexOf("<!--"));
    expect(decodeLinked(half)).toEqual({ text: half, files: [] });
    expect(decodeLinked(encodeLinked({ text: `${half}Two`, files: [] })).text).toContain("Two");
    expect(decodeLinked(encodeLinked({ text: `${half}Two`, files: [file("b.zip")] })).text).toBe(`${half}Two`);
  });

  it("cannot be brought in by text of others", () => {
    const notes = withoutMarkers(encodeLinked({ text: "One", files: [file("a.zip")] }));
    expect(decodeLinked(notes).files).toEqual([]);
  });

  it("knows a file by its whole name, and where it is", () => {
    for (const name of NAMES) {
      expect(NAMES.filter((other) => isOfFile(file(name), other))).toEqual([name]);
      expect(addressOf(file(name, "https://a.test/x(1).zip"))).toBe("https://a.test/x(1).zip");
    }
  });
});
