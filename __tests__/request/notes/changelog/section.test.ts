import { describe, expect, it } from "vitest";
import { sectionOf } from "../../../../src/request/notes/changelog/section";
import { FORMS } from "./forms";

const CHANGELOG = "CHANGELOG.md";

/** Its text, or why there is none. */
function taken(content: string, tag = "v1.2.0", path = CHANGELOG): string {
  const found = sectionOf({ path, content }, tag);
  return "refused" in found ? `refused: ${found.refused}` : found.text;
}

describe("a changelog as people write it", () => {
  it.each(FORMS)("$name", ({ changelog, tag = "v1.2.0", path = CHANGELOG, section }) => {
    expect(taken(changelog, tag, path)).toBe(section);
    expect(taken(changelog.replaceAll("\n", "\r\n"), tag, path)).toBe(section);
  });
});
