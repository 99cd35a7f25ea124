import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { Commit } from "../../../../src/model/commit";
import { type Material, notesFrom } from "../../../../src/request/notes/generated";
import { pagesOf } from "../../../../src/request/notes/generated/pages";
import { working } from "../../../hostile/working";

const id = (n: number): string => n.toString(16).padStart(2, "0").repeat(20);

/** Commits of some messages, newest first. */
function commits(...messages: readonly string[]): Commit[] {
  return messages.map((message, n) => ({ id: id(n + 1), parents: ["p"], time: 0, message }));
}

const material = (messages: readonly string[], more: Partial<Material> = {}): Material => ({
  tag: "v1.2.0",
  since: "v1.1.0",
  commits: commits(...messages),
  more: 0,
  pages: { commit: () => undefined, compare: () => undefined },
  ownIssues: true,
  ...more,
});

/** The notes without ids, in lines. */
const lines = (...messages: readonly string[]): string[] =>
  notesFrom(material(messages))
    .replace(/ \(`[0-9a-f]{7}`(, `[0-9a-f]{7}`)*\)/g, "")
    .split("\n")
    .filter((line) => line !== "");

describe("notes made of commits", () => {
  it("are grouped by what they change, what breaks first, and the others in one list", () => {
    expect(
      lines(
        "docs: the lid",
        "Update things",
        "fix(lid): a leak (#12)",
        "feat!: no more handles",
        "chore: tidy",
        "feat: whistle\n\nMore.\n\nBREAKING CHANGE: the old tune\nis gone\nReviewed-by: A\n",
        "perf: boil faster",
        "refactor(core): move",
      ),
    ).toEqual([
      "### Breaking changes",
      "- no more handles",
      "- the old tune is gone",
      "### Features",
      "- whistle",
      "### Fixes",
      "- **lid:** a leak (#12)",
      "### Performance",
      "- boil faster",
      "### Documentation",
      "- the lid",
      "### Maintenance",
      "- tidy",
      "- **core:** move",
      "### Other changes",
      "- Update things",
    ]);
  });

  it.each([
    ["Feat: Capital", "### Features", "- Capital"],
    ["feat:no blank", "### Features", "- no blank"],
    ["feat(水壶):会鸣笛", "### Features", "- **水壶:** 会鸣笛"],
    ["✨ feat: sparkle", "### Features", "- sparkle"],
    [":bug: fix(x): insect", "### Fixes", "- **x:** insect"],
    ["fix!: a: b", "### Breaking changes", "- a: b"],
    ["api!: gone", "### Breaking changes", "- gone"],
    ["Note: this is no type", "### Changes", "- Note: this is no type"],
    ["http://acme.test/ is down", "### Changes", "- http&#58;&#8203;//acme.test/ is down"],
    ["feat", "### Changes", "- feat"],
    ["hotfix: now", "### Fixes", "- now"],
    ["\n\n  fix: late header\n", "### Fixes", "- late header"],
    ["fix: x\r\n\r\nBREAKING-CHANGE: y\r\n", "### Breaking changes", "- y", "### Fixes", "- x"],
  ])("%j", (message, ...expected) => {
    expect(lines(message)).toEqual(expected);
  });

  it("have no merges, no corrections, nothing that only makes the release, and each change once", () => {
    const made = material([
      "chore(release): 1.2.0",
      "Release v1.2.0 (#40)",
      "v1.2.0",
      "chore(main): release 1.2.0",
      "bump version to 1.2.0 [skip ci]",
      "fixup! feat: a",
      "squash! feat: a",
      "feat: a",
      "feat: a",
      "fix: 1.2.0 could not be built",
    ]);
    const merges = [
      { id: id(90), parents: ["p", "q"], time: 0, message: "Merge branch 'main' into feature" },
      { id: id(91), parents: ["p", "q"], time: 0, message: "Merge pull request #7 from a/b\n\nfeat: of the request" },
      { id: id(92), parents: ["p", "q"], time: 0, message: "feat: written for the merge (!9)" },
      { id: id(93), parents: ["p"], time: 0, message: "Merge pull request #8 from a/b\n\nfix: as one commit" },
    ];
    const text = notesFrom({ ...made, commits: [...made.commits, ...merges] });
    expect(text).toBe(
      [
        "### Features",
        "",
        "- a (`0808080`, `0909090`)",
        "- written for the merge (!9) (`5c5c5c5`)",
        "",
        "### Fixes",
        "",
        "- 1.2.0 could not be built (`0a0a0a0`)",
        "- as one commit (#8) (`5d5d5d5`)",
      ].join("\n"),
    );
  });

  it.each<[string, string[], string[]]>([
    ["with what it takes back", [`Revert "feat: a"\n\nThis reverts commit ${id(2)}.`, "feat: a"], []],
    ["by a part of the id", [`revert: feat: a\n\nRefs: ${id(2).slice(0, 8)}`, "feat: a"], []],
    ["by the name alone", ['Revert "feat: a (#1)" (#2)\n\nReverts acme/kettle#1', "feat: a (#1)"], []],
    [
      "and comes back",
      [
        `Reapply "feat: a"\n\nThis reverts commit ${id(2)}.`,
        `Revert "feat: a"\n\nThis reverts commit ${id(3)}.`,
        "feat: a",
      ],
      ["### Features", "- a"],
    ],
    [
      "stays where what it takes back was released",
      [`Revert "feat: old"\n\nThis reverts commit ${id(99)}.`, "fix: b"],
      ["### Fixes", "- b", "### Other changes", '- Revert "feat: old"'],
    ],
    ["stays in its group", [`revert: feat: old\n\nThis reverts commit ${id(99)}.`], ["### Reverts", "- feat: old"]],
    [
      "of several takes all of them",
      [`revert: both\n\nRefs: ${id(2)}, ${id(3)}`, "feat: a", "fix: b", "docs: c"],
      ["### Documentation", "- c"],
    ],
  ])("what was taken back goes %s", (_, messages, expected) => {
    expect(lines(...messages)).toEqual(expected.length === 0 ? ["No changes since v1.1.0."] : expected);
  });

  it("link commits and both tags where the forge has such pages", () => {
    const module = { pages: { commit: "/-/commit/{id}", compare: "/-/compare/{from}...{to}" } };
    const pages = pagesOf({ module, serverUrl: "https://acme.test/git", repository: "a/b/c" });
    expect(notesFrom(material(["fix: x"], { pages, since: "app/v1.1.0#(1)" }))).toBe(
      [
        "### Fixes",
        "",
        `- x ([\`0101010\`](<https://acme.test/git/a/b/c/-/commit/${id(1)}>))`,
        "",
        "**All changes**: [app/v1.1.0&#35;&#8203;(1)...v1.2.0](<https://acme.test/git/a/b/c/-/compare/app/v1.1.0%23%281%29...v1.2.0>)".replace(
          "#(1)",
          "",
        ),
      ]
        .join("\n")
        .replace("&#35;&#8203;(1)", "&#35;(1)"),
    );
    expect(pagesOf({ module, serverUrl: "https://acme.test", repository: "42" }).compare("a", "b")).toBeUndefined();
    expect(pagesOf({ module: {}, serverUrl: "https://acme.test", repository: "a/b" }).commit("a")).toBeUndefined();
  });

  it("say what is missing: changes, and those that are too many", () => {
    expect(notesFrom(material([]))).toBe("No changes since v1.1.0.");
    expect(notesFrom(material([], { since: undefined }))).toBe("No changes.");
    expect(notesFrom(material(["fix: x"], { more: 7 }))).toContain("… and 7 earlier commits.");
  });
});

describe("a commit's text", () => {
  it.each([
    ["ask @octocat", "ask @&#8203;octocat".replace("@", "&#64;")],
    ["see <script>x</script>", "see &#60;script&#62;x&#60;/script&#62;"],
    ["<!-- forge-release draft run=x ends=draft -->", "&#60;!-- forge-release draft run=x ends=draft --&#62;"],
    ["![x](https://acme.test/pixel)", "!\\[x\\](https&#58;&#8203;//acme.test/pixel)"],
    ["use `a <b> @c` now", "use `a <b> @c` now"],
    ["an open ` tick", "an open \\` tick"],
    ["*bold* _it_ ~~no~~ | a", "\\*bold\\* \\_it\\_ \\~\\~no\\~\\~ \\| a"],
    ["mends #12, !3 and a#4", "mends #12, !3 and a&#35;&#8203;4"],
    ["- [ ] a task", "\\- \\[ \\] a task"],
    ["1. a list", "\\1. a list"],
    ["a\u0000b\u202ec", "abc"],
  ])("is harmless: %j", (text, expected) => {
    const [, , line = ""] = notesFrom(material([text])).split("\n");
    expect(line.replace(/ \(`[0-9a-f]{7}`\)$/, "")).toBe(`- ${expected}`);
  });

  it("calls no number an issue in another repository", () => {
    expect(notesFrom(material(["fix: a (#12)"], { ownIssues: false }))).toContain("- a (&#35;&#8203;12)");
  });

  it("is one line whatever it is, opens no HTML and no comment, and calls nobody", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "`",
        "``",
        "<",
        ">",
        "<!--",
        "@me",
        "#1",
        "\\",
        "[",
        "](",
        "https://x.y",
        "feat: ",
        "\u2028",
        "\r",
        "&",
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = notesFrom(material([`x ${pieces.join("").replaceAll("\n", " ")}`]));
        const [line = "", ...others] = text.split("\n").slice(2);
        expect(others).toEqual([]);
        // What stands outside of code spans: signs behind a backslash open none.
        const outside = line.replace(/\\[^\w\s]|`[^`]*`/g, "");
        expect(outside).not.toMatch(/[<>@`]|:\/\//);
      }),
      { numRuns: 400 },
    );
  });

  it("takes time in proportion to its length", () => {
    const worked = working();
    for (const one of ["`", "(", "feat(", "BREAKING CHANGE: ", 'Revert "', "#1 ", "✨", "\n", "Refs: abcdef1 "])
      notesFrom(material(Array<string>(50).fill(one.repeat(60_000 / one.length))));
    expect(worked()).toBeLessThan(15_000);
  });
});
