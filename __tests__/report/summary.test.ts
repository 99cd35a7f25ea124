import { describe, expect, it } from "vitest";
import fc from "fast-check";

import type { Published } from "../../src/operations/publish/apply";
import { closingLine, failurePage, summaryOf } from "../../src/report/summary";
import { asset, release } from "../operations/builders";
import { ABOUT, published, stored } from "./builders";

describe("the summary", () => {
  it("shows the release and its files", () => {
    const page = summaryOf(published({ release: release({ title: "One" }), files: [stored("app")] }), ABOUT);
    expect(page).toContain("### [One](<https://forge.test/o/r/releases/v1.2.0>)");
    expect(page).toContain("| published, created by this run |");
    expect(page).toContain("| [app](<https://forge.test/download/app>) | 5 bytes | uploaded |\n| 1 file | 5 bytes | |");
    expect(page).toContain("published v1.2.0 on github: 1 file, 5 bytes, 0.0 s");
    expect(page).toMatch(/<details><summary>sha256<\/summary>[^]*\| app \| `(ab){32}` \|[^]*<\/details>/);
  });

  it.each([
    [release({ draft: true }), true, "draft, created by this run"],
    [release({ prerelease: true }), false, "published, prerelease, unchanged"],
  ])("says in which state it is: %#", (there, created, state) => {
    expect(
      summaryOf(published({ release: there, created, result: created ? "finished" : "unchanged" }), ABOUT),
    ).toContain(`| ${state} |`);
  });

  it("has no table of files where there are none, and the tag where there is no title", () => {
    const page = summaryOf(published({ release: release({ title: "" }) }), ABOUT);
    expect(page).not.toContain("sha256");
    expect(page).toMatch(/^### \[v1/);
  });

  it("has no sha256 where none is known, and no link where there is no address", () => {
    const files = [stored("app", { status: "skipped", asset: undefined, sha256: undefined })];
    expect(summaryOf(published({ files }), ABOUT)).toMatch(/^\| app \| 5 bytes \| skipped \|$/m);
  });

  it("says that a dry run changed nothing", () => {
    const plan = {
      release: undefined,
      files: [],
      steps: [],
      generated: undefined,
      reasons: [],
      notices: [],
      warnings: [],
    };
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
    "www.evil.example",
    "WWW.evil.example",
    "me@evil.example",
  ])("stays text: %j", (text) => {
    const page = summaryOf(published({ release: release({ title: text, webUrl: "" }) }), ABOUT);
    const [first = ""] = page.split("\n");
    expect(bare(first)).not.toMatch(/[<>`$@&|[\]]|:\/\//);
    expect(first).toMatch(/^### /);
  });

  it.each([
    "www.evil.example",
    "a WWW.b.example",
    "me@evil.example",
    "o/r#123",
    "GH-1",
    "!7",
    "c0ffee1234",
    "x https://a.example",
  ])("becomes no link by itself: %j", (text) => {
    const page = summaryOf(published({ release: release({ tag: text }) }), { ...ABOUT, tag: text });
    expect(page).not.toContain(text);
    expect(
      page.replaceAll("&#8203;", "").replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
    ).toContain(text);
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
        const plain = summaryOf(published({ files: [stored("a")] }), ABOUT);
        expect(rows).toHaveLength(plain.split("\n").length);
        const row = bare(rows[12] ?? "");
        expect(row.match(/\|/g)).toHaveLength(4);
        expect(row).toMatch(/^\| \[[^\][<>`]*\]\(<https:\/\/forge\.test\/[^<>\s|]*>\) \| 5 bytes \|/);
        for (const line of rows.slice(0, 10)) {
          expect(
            bare(line)
              .replace(/ on github: 1 file/, "")
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

describe("the words at the end", () => {
  it.each<[string, Partial<Published>]>([
    ["published", { created: true }],
    ["finished", { created: true, result: "finished", release: release({ draft: true }) }],
    ["finished", { created: false, result: "finished" }],
    ["updated", { created: false, result: "updated" }],
    ["updated", { created: false, result: "updated", files: [stored("a")] }],
    ["unchanged", { created: false, result: "unchanged", files: [stored("a", { status: "unchanged" })] }],
    ["unchanged", { created: false, result: "unchanged" }],
  ])("are %s", (word, more) => {
    expect(closingLine(published(more), { ...ABOUT, title: "GitHub" }, 2100)).toMatch(
      new RegExp(`^${word} v1.2.0 (\\(a draft\\) )?on GitHub: (no files|1 file, 5 bytes), 2.1 s → https://`),
    );
  });
});

describe("the page of a failure", () => {
  it("says what failed, what was said, what to do and what stands, as text", () => {
    const parts = ["Failed creating <b>.", "POST answered 422: @octocat", "Do this."];
    const about = { ...ABOUT, title: "GitHub" };
    const page = failurePage({ parts, about, milliseconds: 2100, stands: ["uploaded a.zip"] });
    expect(page).toMatch(
      /^### failed v1\.2\.0 on GitHub\n\n\*\*Failed creating &#60;b&#62;\.\*\*[^]*422[^]*Do this\.[^]*uploaded a\.zip[^]*2\.1 s/,
    );
    expect(page).not.toContain("@octocat");
    expect(failurePage({ parts, about: undefined, milliseconds: 1, stands: [] })).toContain(
      "This run changed nothing.",
    );
  });
});
