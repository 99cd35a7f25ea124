import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";

import { summaryOf } from "../../src/report/summary";
import { asset, release } from "../publish/builders";
import { ABOUT, published, stored } from "./builders";

describe("the summary", () => {
  it("shows the release and its files", () => {
    const page = summaryOf(published({ release: release({ title: "One" }), files: [stored("app")] }), ABOUT);
    expect(page).toContain("### [One](<https://forge.test/o/r/releases/v1.2.0>)");
    expect(page).toContain("| published, created by this run |");
    expect(page).toContain(
      `| [app](<https://forge.test/download/app>) | 5 bytes | \`${"ab".repeat(32)}\` | uploaded |`,
    );
  });

  it.each([
    [release({ draft: true }), true, "draft, created by this run"],
    [release({ prerelease: true }), false, "published, prerelease, updated"],
  ])("says in which state it is: %#", (there, created, state) => {
    expect(summaryOf(published({ release: there, created }), ABOUT)).toContain(`| ${state} |`);
  });

  it("has no table of files where there are none, and the tag where there is no title", () => {
    const page = summaryOf(published({ release: release({ title: "" }) }), ABOUT);
    expect(page).not.toContain("sha256");
    expect(page).toMatch(/^### \[v1/);
  });

  it("has no sha256 where none is known, and no link where there is no address", () => {
    const files = [stored("app", { status: "skipped", asset: undefined, sha256: undefined })];
    expect(summaryOf(published({ files }), ABOUT)).toContain("| app | 5 bytes |  | skipped |");
  });

  it("says that a dry run changed nothing", () => {
    const plan = { release: undefined, files: [], steps: [], reasons: [], notices: [], warnings: [] };
    expect(summaryOf({ planned: plan }, ABOUT)).toContain("Nothing was changed.");
  });
});

/** What is left of a page when everything that is escaped or encoded is taken out. */
const bare = (text: string): string => text.replace(/\\[\\`*_[\]|~$]/g, "").replace(/&#\d+;|&[a-z]+;/g, "");

const HOSTILE = fc.string({
  unit: fc.constantFrom(
    "<",
    ">",
    "&",
    "|",
    "`",
    "[",
    "]",
    "(",
    ")",
    "!",
    "\\",
    "\n",
    "\r",
    "*",
    "_",
    "~",
    "#",
    "$",
    "@",
    ":",
    "a",
    " ",
    "\x1b",
  ),
});

describe("text from outside", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example)",
    "[x](javascript:alert(1))",
    "a | b | c",
    "x\n\n# Heading",
    "`code`",
    "$`math`$",
    "@everyone",
    "&lt;b&gt;",
    "https://evil.example",
  ])("stays text: %j", (text) => {
    const page = summaryOf(published({ release: release({ title: text, webUrl: "" }) }), ABOUT);
    const [first = ""] = page.split("\n");
    expect(bare(first)).not.toMatch(/[<>`$@&|[\]]|:\/\//);
    expect(first).toMatch(/^### /);
  });

  it("never breaks out of its cell, its line or its link", () => {
    fc.assert(
      fc.property(HOSTILE, HOSTILE, HOSTILE, (title, name, url) => {
        const at = asset(name, { downloadUrl: `https://forge.test/${url}` });
        const page = summaryOf(
          published({ release: release({ title, tag: title }), files: [stored("a", { asset: at })] }),
          { ...ABOUT, repository: title },
        );
        const rows = page.split("\n");
        expect(rows).toHaveLength(12);
        const row = bare(rows[10] ?? "");
        expect(row.match(/\|/g)).toHaveLength(5);
        expect(row).toMatch(/^\| \[[^\][<>`]*\]\(<https:\/\/forge\.test\/[^<>\s|]*>\) \| 5 bytes \|/);
        for (const line of rows.slice(0, 8)) {
          expect(
            bare(line)
              .replace(/\(<[^<>]*>\)$/, "")
              .replace(/^### /, ""),
          ).not.toMatch(/[<>`@#:&]/);
        }
        expect(page).not.toMatch(/[^\P{Cc}\n]/u);
      }),
    );
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "", "//evil.example", " https://x.example"])(
    "is no link to %j",
    (url) => {
      const page = summaryOf(published({ files: [stored("a", { asset: asset("a", { downloadUrl: url }) })] }), ABOUT);
      expect(page).toContain("| a | 5 bytes |");
    },
  );
});
