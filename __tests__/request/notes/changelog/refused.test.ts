import { describe, expect, it } from "vitest";
import { sectionOf } from "../../../../src/request/notes/changelog/section";

function why(content: string, tag = "v1.2.0"): string {
  const found = sectionOf({ path: "CHANGELOG.md", content }, tag);
  return "refused" in found ? found.refused : `taken: ${found.text}`;
}

const versions = (...names: readonly string[]): string =>
  names.map((name) => `## ${name}\n\n- of ${name}\n`).join("\n");

describe("a version that has no section", () => {
  it("is told with those near it, of both sides", () => {
    expect(why(versions("3.0.0", "2.1.0", "2.0.0", "1.3.0", "1.1.0", "1.0.0", "0.9.0", "0.1.0"))).toBe(
      "has no section of v1.2.0. Near it there are 2.1.0 (line 5), 2.0.0 (line 9), 1.3.0 (line 13), 1.1.0 (line 17), 1.0.0 (line 21), 0.9.0 (line 25)",
    );
  });

  it("is not the one that is unreleased, which is named", () => {
    expect(why(`# Changelog\n\n## [Unreleased]\n\n- new\n\n${versions("1.1.0")}`)).toBe(
      "has no section of v1.2.0. Near it there are 1.1.0 (line 7). “[Unreleased]” (line 3) is never taken: give what is released a heading of its own",
    );
  });

  it("may be in a file without any", () => {
    expect(why("# Changelog\n\nNothing yet.\n")).toBe("has no section of v1.2.0. No heading there names a version");
    expect(why("")).toContain("No heading there names a version");
  });

  it.each(["Unreleased", "unreleased", "next"])("is never taken for a tag %s", (tag) => {
    expect(why("## [Unreleased]\n\n- soon\n\n## Next\n\n- later\n", tag)).not.toContain("taken:");
  });

  it.each(["## 1.2.0 (unreleased)", "## [1.2.0] - Unreleased", "## 1.2.0 - not yet released", "## 1.2.0(未发布)"])(
    "has one that says it is not released: %s",
    (heading) => {
      expect(why(`${heading}\n\n- soon\n\n${versions("1.1.0")}`)).toContain(
        "says that nothing of it is released: “" + heading.slice(3).replaceAll("`", "") + "” (line 1)",
      );
    },
  );
});

describe("another version", () => {
  it.each([
    ["1.2.0-rc.1", "v1.2.0"],
    ["1.2.0", "v1.2.0-rc.1"],
    ["1.2.0.1", "v1.2.0"],
    ["11.2.0", "v1.2.0"],
    ["1.2.01", "v1.2.0"],
    ["1.2.10", "v1.2.1"],
    ["1.2.0-beta", "v1.2.0-alpha"],
    ["other@1.2.0", "app@1.2.0"],
    ["app-v1.2.0", "lib-v1.2.0"],
    ["What is new since 1.2.0", "v1.2.0"],
    ["Upgrading from 1.2.0 to 1.3.0", "v1.2.0"],
    ["1.3.0 repairs what 1.2.0 broke", "v1.2.0"],
    ["从 1.2.0 升级", "v1.2.0"],
  ])("%s is not %s", (heading, tag) => {
    expect(why(versions(heading), tag)).not.toContain("taken:");
  });

  it.each([
    ["1.2", "v1.2.0"],
    ["1.2.0rc1", "v1.2.0-rc.1"],
    ["V1.2.0", "v1.2.0"],
    ["1.2.0", "release-1.2.0"],
    ["Version 1.2.0", "1.2.0"],
    ["App 1.2.0", "app-v1.2.0"],
    ["1.2.0", "v1.2.0+5"],
    ["1.2.0, 1.1.5 and 1.0.9", "v1.1.5"],
    ["1.2.0/2014-01-15", "1.2.0"],
    ["v5", "v5"],
  ])("%s is %s", (heading, tag) => {
    expect(why(versions("0.9.9", heading, "0.1.0"), tag)).toBe(`taken: - of ${heading}`);
  });
});

describe("two sections of a version", () => {
  it("of different names are no guess", () => {
    expect(why(versions("pot 1.2.0", "lid 1.2.0"))).toBe(
      "has two sections of it, “pot 1.2.0” (line 1) and “lid 1.2.0” (line 5): name the one of this tag as the tag is called",
    );
  });

  it("are the outer one where one is in the other", () => {
    expect(why("# 1.2.0\n\n- a\n\n## v1.2.0 in detail\n\n- b\n\n# 1.1.0\n")).toBe(
      "taken: - a\n\n## v1.2.0 in detail\n\n- b",
    );
  });

  it("are the better one", () => {
    expect(why(versions("Notes on 1.2.0 for packagers", "1.2.0"))).toBe("taken: - of 1.2.0");
    expect(why(versions("1.2.0 (lid)", "lid@1.2.0"), "lid@1.2.0")).toBe("taken: - of lid@1.2.0");
  });
});

describe("what is no heading", () => {
  const around = (inside: string): string => `## 1.2.0\n\n${inside}\n\n- end\n\n## 1.1.0\n\n- old\n`;

  it.each([
    ["in a block of code", "```md\n## 1.1.0\n\n- not old\n```"],
    ["in a block with other fences in it", "````\n```\n## 1.1.0\n```\n````"],
    ["in a block of tildes", "~~~ sh\n# 1.1.0\n~~~"],
    ["in a block of a list", "- so:\n\n  ```\n  ## 1.1.0\n  ```"],
    ["in code by its indent", "    ## 1.1.0\n\n    1.1.0\n    ====="],
    ["in a comment", "<!-- ## 1.1.0 -->"],
    ["in a comment of many lines", "<!--\n## 1.1.0\n\n```\n-->"],
    ["an issue", "#110 is mended\n#1.1.0"],
    ["a line of a list above a rule", "- see 1.1.0\n---"],
    ["a paragraph above a rule", "It was broken\nsince 1.1.0\n---"],
    ["a line of a table", "| 1.1.0 |\n|---|\n| x |"],
    ["a deeper heading that says more", "### 1.1.0 is no longer supported\n\n- so"],
    ["a version alone in its line", "1.1.0\n\nis the oldest"],
  ])("%s", (_, inside) => {
    expect(why(around(inside))).toBe(`taken: ${inside}\n\n- end`);
    // Neither is it the section of that version.
    expect(why(around(inside), "1.1.0")).toBe("taken: - old");
  });

  it("a code span that seems to open a comment opens none", () => {
    expect(why("## 1.2.0\n\n- write `<!--` with care\n\n## 1.1.0\n\n- old\n")).toBe("taken: - write `<!--` with care");
  });

  it("the front matter of a page", () => {
    expect(why("---\ntitle: 1.2.0\n---\n\n## 1.2.0\n\n- new\n")).toBe("taken: - new");
  });
});

describe("definitions of links", () => {
  it("are kept where the section uses them, wherever they stand, and left out elsewhere", () => {
    const text = [
      "[gone]: https://acme.test/gone",
      "## 1.2.0",
      "",
      "- [a text][One], [two], [three][] and `[four]`",
      "[two]: https://acme.test/2",
      "- more[^note]",
      "",
      "## 1.1.0",
      "",
      "- old",
      "",
      "[one]: https://acme.test/1 'title'",
      "[two]: https://acme.test/other",
      "[Three]: <https://acme.test/3>",
      "[four]: https://acme.test/4",
      "[^note]: a note",
    ].join("\n");
    expect(why(text)).toBe(
      [
        "taken: - [a text][One], [two], [three][] and `[four]`",
        "- more[^note]",
        "",
        "[two]: https://acme.test/2",
        "[one]: https://acme.test/1 'title'",
        "[Three]: <https://acme.test/3>",
        "[^note]: a note",
      ].join("\n"),
    );
  });

  it("are no section of their own", () => {
    expect(why("## 1.2.0\n\n[1.2.0]: https://acme.test/1\n")).toBe("taken: ");
  });
});
