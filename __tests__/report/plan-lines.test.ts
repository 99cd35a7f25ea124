import { describe, expect, it } from "vitest";

import type { Plan } from "../../src/model/plan";
import type { ReleaseFields } from "../../src/model/release";
import { planLines, planTable } from "../../src/report/plan-lines";
import { asset, file, match, release } from "../operations/builders";

const fields: ReleaseFields = {
  tag: "v1.2.0",
  target: "c0ffee1",
  title: "One",
  notes: "First\n\nSecond",
  draft: false,
  prerelease: true,
  latest: "false",
  discussionCategory: undefined,
  milestones: undefined,
  tagMessage: undefined,
};
const NONE = {};
const plan = (more: Partial<Plan>): Plan => ({
  ...{ release: undefined, files: [], steps: [], generated: undefined, reasons: [], notices: [], warnings: [] },
  ...more,
});
const draft = { do: "create", fields: { ...fields, draft: true }, marker: undefined, links: [] } as const;
const a = file("a");
const renamed = { ...file("b"), path: "dist/b.zip", name: "app b.zip", storedName: "app.b.zip" };

describe("the plan for people", () => {
  it("is told in the order in which it would happen, notes included", () => {
    const told = planLines(
      plan({
        files: [
          { status: "unchanged", match: match(a), asset: asset("a"), retitle: undefined },
          { status: "uploaded", match: match(renamed), title: { label: "App" } },
          { status: "skipped", match: match(file("c")), why: "it is empty" },
        ],
        generated: { tag: "v1.2.0", since: "v1.1.0" },
        steps: [draft, { do: "upload-files" }, { do: "publish", fields }],
      }),
    );
    expect(told.split("\n")).toEqual([
      "dry run: this would be done:",
      "  1. create the draft v1.2.0",
      "     the tag v1.2.0, where it is not there, is made on c0ffee1",
      "     title: One",
      "     a prerelease",
      "     latest: false",
      "     notes: 13 characters, the generated ones since v1.1.0 at their end:",
      "     | First",
      "     | ",
      "     | Second",
      "  2. upload dist/b.zip → app b.zip, stored as app.b.zip, 5 bytes",
      "     label: App",
      "  3. publish v1.2.0",
      "  4. leave a as it is: dist/a is the same",
      "  5. skip dist/c",
      "     it is empty",
    ]);
  });

  it.each<[string, Partial<Plan>, RegExp]>([
    [
      "a change of the title",
      { steps: [{ do: "update", change: { title: "Two" }, marker: undefined }] },
      /update the release v1\S* \(id 7\)\n {5}title: Two$/,
    ],
    ["notes taken away", { steps: [{ do: "update", change: { notes: "" }, marker: undefined }] }, /notes: none$/],
    ["a marker", { steps: [{ do: "update", change: {}, marker: undefined }] }, /mark the draft for a later run/],
    [
      "generated notes only",
      {
        generated: { tag: "v1.2.0", since: undefined },
        steps: [{ do: "update", change: { notes: "All" }, marker: undefined }],
      },
      /notes: 3 characters, the generated ones at their end:\n {5}\| All$/,
    ],
    ["a draft that is there", { steps: [{ do: "publish", fields }] }, /publish v1\.2\.0\n {5}title: One[^]*\| First/],
    [
      "a replacement",
      {
        steps: [{ do: "upload-files" }],
        files: [{ status: "replaced", match: match(a), old: asset("a"), title: NONE }],
      },
      /1\. replace a by dist\/a, 5 bytes$/,
    ],
    [
      "a label",
      {
        steps: [{ do: "upload-files" }],
        files: [{ status: "unchanged", match: match(a), asset: asset("a"), retitle: { label: "App" } }],
      },
      /change the label of a\n {5}label: App$/,
    ],
    [
      "a kept file",
      { files: [{ status: "kept", match: match(a), asset: asset("a") }] },
      /keep a as it is, though dist\/a differs$/,
    ],
    [
      "links",
      {
        steps: [
          {
            do: "set-links",
            links: [{ link: { name: "Docs", url: "https://docs.test" }, present: undefined }],
          },
        ],
      },
      /add the link Docs\n {5}https:\/\/docs\.test$/,
    ],
  ])("has %s", (_, more, words) => {
    const told = planLines(plan({ release: release(), ...more }));
    expect(told).toMatch(words);
    expect(told).not.toMatch(/[{}]|undefined/);
  });

  it("has the first lines of long notes, and how long they are", () => {
    const notes = Array.from({ length: 40 }, (_, line) => `line ${line} ${"x".repeat(300)}`).join("\n");
    const told = planLines(plan({ steps: [{ ...draft, fields: { ...fields, notes } }] }));
    expect(told).toContain(`notes: ${[...notes].length} characters, of which the first 5 lines:`);
    expect(told).toMatch(/\| line 4 x{113}…\n {5}\| …$/);
    expect(told).not.toContain("line 5");
  });

  it("says that there is nothing to do", () => {
    expect(planLines(plan({}))).toBe("dry run: nothing would be done");
    expect(planTable(plan({})).join("\n")).toContain("nothing to do");
  });

  it("is a table in the summary, in which notes stay text", () => {
    const table = planTable(
      plan({ steps: [{ ...draft, fields: { ...fields, draft: true, notes: "a | b\n<img src=x>" } }] }),
    );
    const rows = table.filter((line) => line !== "");
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatch(/^\| 1 \| create the draft [^|]* \| [^|]*<br>title&#58; One<br>/);
    expect(rows.join("\n")).not.toContain("<img");
  });
});
