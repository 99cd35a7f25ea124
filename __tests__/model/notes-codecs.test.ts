import { decodeTitle, emptyNotes, encodeTitle, fillNotes } from "../../src/model/notes";

describe("notes for a forge that refuses empty ones", () => {
  it.each(["", "  \n", "Text", "# Heading\n\nText\n", "v1.0.0"])("come back as they were: %j", (notes) => {
    const stored = fillNotes(notes, "v1.0.0");
    expect(stored.trim()).not.toBe("");
    expect(emptyNotes(stored).trim()).toBe(notes.trim());
    expect(fillNotes(emptyNotes(stored), "v1.0.0")).toBe(stored);
  });
});

describe("notes with a title", () => {
  it.each([
    [undefined, ""],
    [undefined, "# A heading of the user's own\n\nText"],
    ["One", ""],
    ["One # two", "Text\n\nmore"],
    ["One", "# Heading\n\nText"],
  ])("come back as they were: %j, %j", (title, notes) => {
    expect(decodeTitle(encodeTitle({ title, notes }))).toEqual({ title, notes });
  });

  it("survive a server that changes line ends", () => {
    const stored = encodeTitle({ title: "One", notes: "Text" }).replaceAll("\n", "\r\n");
    expect(decodeTitle(stored)).toEqual({ title: "One", notes: "Text" });
  });

  it("keep a title of several lines on one", () => {
    expect(decodeTitle(encodeTitle({ title: "One\nTwo", notes: "" }))).toEqual({ title: "One Two", notes: "" });
  });
});
