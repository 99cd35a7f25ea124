import { describe, expect, it } from "vitest";
import { DOWNLOADS } from "../../bench/downloads";
import { SCENARIOS } from "../../bench/scenarios";
import { SEVERAL } from "../../bench/several";
import { PROMISES } from "../../live/promises";
import { sealed, subjects } from "../../reliability/subjects";
import { PAGES, proseOf, read } from "./pages";

/** What a script has measured and written into a page. */
function figuresOf(page: string): string {
  const [, figures] = /<!-- figures -->([\s\S]*?)<!-- \/figures -->/.exec(read(page)) ?? [];
  if (figures === undefined) throw new Error(`${page} has no figures`);
  return figures;
}

/** The tables of a text: the head and the rows of each, as cells. */
function tablesOf(text: string): string[][][] {
  const tables = [...text.matchAll(/^\|.*\|\n\|[-:| ]+\|\n(?:\|.*\|\n?)*/gm)];
  return tables.map(([table]) =>
    table
      .trim()
      .split("\n")
      .filter((_, at) => at !== 1)
      .map((row) =>
        row
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
}

describe("docs/performance.md", () => {
  const sections = figuresOf("docs/performance.md").split(/^### /m).slice(1);
  const known = new Map([...SCENARIOS, ...SEVERAL, ...DOWNLOADS].map(({ title, goal }) => [title, goal]));

  it.each(sections.map((text) => [text.split("\n")[0] ?? "", text] as const))(
    "%s is still measured so",
    (title, text) => {
      const [, goal] = /^Medians of \d+\.(?: Goals?: (.*)\.)?$/m.exec(text) ?? [];
      if (title !== "Start to exit, no latency") {
        expect([...known.keys()]).toContain(title);
        expect(goal).toBe(known.get(title));
      }
      const [head = [], ...rows] = tablesOf(text)[0] ?? [];
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.map(({ length }) => length)).toEqual(rows.map(() => head.length));
    },
  );
});

describe("docs/reliability.md", () => {
  const tables = tablesOf(figuresOf("docs/reliability.md"));
  const names = subjects.map(({ subject }) => subject.name);
  const others = ["all", `${sealed.subject.name}, lists lag 1 s`, "GitHub, immutable releases, the matrix recipe"];

  it.each(tables.map((table) => [table[0]?.[0] ?? "", table] as const))(
    "%s: of forges that are played, and nothing lost",
    (_, table) => {
      const [head = [], ...rows] = table;
      expect(
        rows
          .map(([name = ""]) => name.replace(", one job killed", ""))
          .filter((name) => ![...names, ...others].includes(name)),
      ).toEqual([]);
      const lost = head.findIndex((word) => word === "lost" || word === "failed");
      expect(rows.map((row) => row[lost])).toEqual(rows.map(() => "0"));
      const all = rows.find(([name]) => name === "all");
      const sums = head
        .slice(1)
        .map((_word, at) => rows.filter((row) => row !== all).reduce((sum, row) => sum + Number(row[at + 1]), 0));
      if (all !== undefined) expect(all.slice(1)).toEqual(sums.map(String));
    },
  );

  it("has faults of every forge", () => {
    const [faults = []] = tables;
    expect(faults.slice(1).map(([name]) => name)).toEqual([...names, "all"]);
  });
});

/** What is looked at when all promises have been played. */
const LAST = "the repository is as it was";

describe.each(PAGES.filter((page) => /^docs\/live\/(?!README)/.test(page)))("%s", (page) => {
  const [[, ...rows] = []] = tablesOf(read(page));

  it("has every promise as it is played now, and counts them", () => {
    expect(rows.map(([name]) => name)).toEqual([...PROMISES.map(({ name }) => name), LAST]);
    const held = rows.filter(([, sign]) => sign === "yes").length;
    const skipped = rows.filter(([, sign]) => sign === "–").length;
    expect(read(page)).toContain(`: ${held} of ${rows.length - skipped} held, ${skipped} skipped.`);
    expect(rows.some(([, sign]) => sign === "**no**")).toBe(false);
  });
});

describe("the prose", () => {
  /** What only a measurement can tell: times in milliseconds, shares, factors, how many tests there are. */
  const MEASURED = /\d[\d,.]*\s?(?:ms\b|%|×)|\d[\d,.]* (?:tests|lines of code)\b/g;

  it.each(PAGES.filter((page) => page !== "CHANGELOG.md"))(
    "%s repeats no figure that a script has to measure",
    (page) => {
      const figures = /<!-- figures -->[\s\S]*?<!-- \/figures -->|<[^>]*>/g;
      expect(proseOf(page).replace(figures, "").match(MEASURED) ?? []).toEqual([]);
    },
  );
});
