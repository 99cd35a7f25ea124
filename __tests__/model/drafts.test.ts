import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { draftTitle, isOwnDraft, isUnfinished, titleOf } from "../../src/model/drafts";
import { encodeNotes, withoutMarkers } from "../../src/model/notes";

const marker = { run: "8f3a2b", ends: "published" } as const;
const MARKED = encodeNotes({ text: "What is new", marker });
const own = (title: string, tag = "v1.0.0"): { draft: boolean; title: string; notes: string } => ({
  draft: true,
  title: draftTitle({ tag, title, run: marker.run }),
  notes: MARKED,
});

describe("an unfinished draft", () => {
  it("is known by its marker and its title together, whatever its tag and title", () => {
    const words = fc.string({ unit: fc.constantFrom("a", " ", "[", "]", ".", "1", "发", "\n", "[unfinished a.b] ") });
    fc.assert(
      fc.property(words, fc.string({ minLength: 1 }), (title, tag) => {
        const draft = own(title, tag);
        expect(isUnfinished(draft, tag)).toBe(true);
        expect(titleOf(draft, tag)).toBe([...title].slice(0, [...titleOf(draft, tag)].length).join(""));
      }),
    );
  });

  it("gives its whole title back, up to a length that servers take", () => {
    expect(titleOf(own("Release 1.0"), "v1.0.0")).toBe("Release 1.0");
    expect(titleOf(own(""), "v1.0.0")).toBe("");
    expect([...own("发".repeat(500)).title]).toHaveLength(200);
    expect(isUnfinished(own("发".repeat(500)), "v1.0.0")).toBe(true);
  });

  const { title } = own("One");
  it.each<[string, Partial<ReturnType<typeof own>>, string]>([
    ["whose marker was copied into other notes", { title: "One", notes: `## Changes\n\n- fix\n\n${MARKED}` }, "v1.0.0"],
    ["whose marker was copied and nothing else", { title: "v1.0.0" }, "v1.0.0"],
    ["without a title", { title: "" }, "v1.0.0"],
    ["that was copied whole for another tag", {}, "v2.0.0"],
    ["whose title has other words before it", { title: `Re: ${title}` }, "v1.0.0"],
    ["whose title is of another run", { title: draftTitle({ tag: "v1.0.0", title: "One", run: "other" }) }, "v1.0.0"],
    ["whose title alone was copied", { notes: "What is new" }, "v1.0.0"],
    ["whose marker is no longer at the end", { notes: `${MARKED}\n- and more` }, "v1.0.0"],
    ["that is published", { draft: false }, "v1.0.0"],
    ["whose marker says that it stays one", { notes: MARKED.replace("published", "draft") }, "v1.0.0"],
  ])("is not one %s", (_, more, tag) => {
    const draft = { ...own("One"), ...more };
    expect(isUnfinished(draft, tag)).toBe(false);
    expect(titleOf(draft, tag)).toBe(draft.title);
  });

  it("is this program's own, as is one that stays a draft; one with a copied marker is not", () => {
    expect(isOwnDraft(own("One"), "v1.0.0")).toBe(true);
    expect(isOwnDraft({ draft: true, title: "One", notes: MARKED.replace("published", "draft") }, "v1.0.0")).toBe(true);
    expect(isOwnDraft({ draft: true, title: "One", notes: MARKED }, "v1.0.0")).toBe(false);
    expect(isOwnDraft({ draft: true, title: "One", notes: "" }, "v1.0.0")).toBe(false);
  });
});

describe("notes from outside", () => {
  it.each([
    ["a marker", MARKED],
    ["a marker in the middle", `${MARKED}\n\nmore`],
    ["another spelling", "<!--  Forge-Release draft run=a ends=published -->"],
    ["a title", "# One\n\n<!-- forge-release title -->\n\nText"],
    ["a placeholder", "Text\n\n<!-- forge-release placeholder -->"],
  ])("lose %s of this program, and nothing else", (_, notes) => {
    const clean = withoutMarkers(notes);
    expect(clean).not.toMatch(/<!--\s*forge-release/i);
    expect(clean.replace(/forge_release/g, "forge-release").toLowerCase()).toBe(notes.toLowerCase());
    expect(withoutMarkers(clean)).toBe(clean);
  });

  it.each(["", "Text", "<!-- a comment -->", "forge-release draft", "<!-- forge-releases -->"])("keep %j", (notes) => {
    expect(withoutMarkers(notes)).toBe(notes);
  });
});
