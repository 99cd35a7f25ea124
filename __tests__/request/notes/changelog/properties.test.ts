import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { sectionOf } from "../../../../src/request/notes/changelog/section";
import { working } from "../../../hostile/working";

interface Version {
  readonly name: string;
  readonly body: readonly string[];
}

const number = fc.integer({ min: 0, max: 40 });
const suffix = fc.constantFrom("", "", "", "-rc.1", "-beta.2", "-alpha");
const name = fc.tuple(number, number, number, suffix).map(([a, b, c, end]) => `${a}.${b}.${c}${end}`);

/** Lines that stand in changelogs and are no heading of a version. */
const line = fc.oneof(
  fc.constantFrom(
    "",
    "#### Added",
    "#### 修复",
    "```sh\n## 9.9.9\n```",
    "<!-- ## 9.9.9 -->",
    "> ## quoted",
    "[a]",
    "text",
  ),
  fc.string({ maxLength: 20 }).map((text) => `- ${text.replace(/[\r\n[\]<>`\u0085\u2028\u2029]/g, "")}`),
);
const body = fc.array(line, { maxLength: 6 }).map((lines) => ["- first", "", ...lines, "", "- last"]);
const changelog = fc.uniqueArray(fc.record({ name, body }), {
  minLength: 1,
  maxLength: 8,
  selector: ({ name: one }) => one,
});

/** How headings are written; `date` is one. */
const STYLES: readonly ((version: string, date: string) => string)[] = [
  (version, date) => `## [${version}] - ${date}`,
  (version) => `## ${version}`,
  (version, date) => `# v${version} (${date})`,
  (version, date) => `### [${version}](https://acme.test/compare/v0.0.1...v${version}) (${date})`,
  (version, date) => `${version} / ${date}\n==================`,
  (version) => `Version ${version}\n---`,
  (version, date) => `## ${date}, Version ${version} (Current)`,
  (version) => `## 版本 ${version} 更新日志`,
  (version) => `## **${version}**`,
];

const written = (versions: readonly Version[], style: (version: string, date: string) => string): string =>
  ["# Changelog", "", "## [Unreleased]", "", "- soon", ""]
    .concat(versions.flatMap(({ name: version, body: lines }) => [style(version, "2024-03-05"), "", ...lines, ""]))
    .join("\n");

function taken(content: string, tag: string): string | undefined {
  const found = sectionOf({ path: "CHANGELOG.md", content }, tag);
  return "refused" in found ? undefined : found.text;
}

describe("the section of a version", () => {
  it("is what stands below its heading, whatever stands around it", () => {
    fc.assert(
      fc.property(
        changelog,
        fc.constantFrom(...STYLES),
        fc.constantFrom("", "v", "release-"),
        (versions, style, prefix) => {
          const content = written(versions, style);
          for (const { name: version, body: lines } of versions) {
            expect(taken(content, prefix + version)).toBe(lines.join("\n"));
            expect(taken(content.replaceAll("\n", "\r\n"), prefix + version)).toBe(lines.join("\n"));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("is never that of another version", () => {
    fc.assert(
      fc.property(changelog, fc.constantFrom(...STYLES), name, (versions, style, other) => {
        fc.pre(versions.every(({ name: version }) => version !== other));
        expect(taken(written(versions, style), `v${other}`)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it("is found or not in any text at all, and is a part of it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "# ",
        "## ",
        "1.2.0",
        "v1.2.0",
        "\n",
        "\n\n",
        "---\n",
        "===\n",
        "```\n",
        "<!--",
        "-->",
        "[",
        "](",
        "**",
        "Unreleased",
        " (2024-01-01)",
        "[1.2.0]: x\n",
      ),
      fc.string({ maxLength: 8 }),
    );
    const path = fc.constantFrom("CHANGELOG.md", "NEWS", "CHANGES.rst", "c.adoc", "c.org");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), path, (pieces, file) => {
        const content = pieces.join("");
        const found = sectionOf({ path: file, content }, "v1.2.0");
        if ("refused" in found) return;
        for (const one of found.text.split("\n")) expect(content).toContain(one);
      }),
      { numRuns: 250 },
    );
  });

  it("takes time in proportion to the text", () => {
    const long = "## 1.1.0 [[[[((((".repeat(50_000);
    const many = "## [0.0.1] - 2024-01-01\n\n- x `y` <!-- z\n-->\n".repeat(40_000);
    const worked = working();
    for (const content of [long, many, "[".repeat(1_000_000), "`".repeat(999), `<!--`.repeat(100_000)])
      expect(taken(content, "v1.2.0")).toBeUndefined();
    expect(worked()).toBeLessThan(10_000);
  });
});
