import { withNewer } from "../../bench/table";

describe("figures of a page", () => {
  const old = "\nSkipped: gh.\n\n### no files\n\n| gh | 1 |\n\n### one file\n\n| gh | 2 |\n\n";

  it.each([
    [
      "what was not measured again stays",
      ["Skipped: curl."],
      "Skipped: curl.\n\n### no files\n\n| gh | 1 |\n\n### one file\n\n| gh | 2 |",
    ],
    [
      "what was takes its old place",
      ["### no files\n\n| gh | 9 |"],
      "Skipped: gh.\n\n### no files\n\n| gh | 9 |\n\n### one file\n\n| gh | 2 |",
    ],
    [
      "what is new comes last",
      ["### two\n\n| gh | 3 |"],
      "Skipped: gh.\n\n### no files\n\n| gh | 1 |\n\n### one file\n\n| gh | 2 |\n\n### two\n\n| gh | 3 |",
    ],
  ])("%s", (_, sections, expected) => {
    expect(withNewer(old, sections)).toBe(expected);
  });

  it("the first figures of a page", () => {
    expect(withNewer("\n", ["Skipped: gh.", "### no files\n\n| gh | 1 |"])).toBe(
      "Skipped: gh.\n\n### no files\n\n| gh | 1 |",
    );
  });
});
