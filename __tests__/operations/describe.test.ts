import { describe as group, expect, it } from "vitest";

import type { Plan } from "../../src/model/plan";
import { describe } from "../../src/operations/publish/describe";
import { asset, file, match, release } from "./builders";

const fields = {
  tag: "v1.2.0",
  target: undefined,
  title: "One",
  notes: "long",
  draft: false,
  prerelease: false,
  latest: undefined,
  discussionCategory: undefined,
  milestones: undefined,
  tagMessage: undefined,
};
const plan = (more: Partial<Plan>): Plan => ({
  release: undefined,
  files: [],
  steps: [],
  generated: undefined,
  reasons: [],
  notices: [],
  warnings: [],
  ...more,
});
const docs = { name: "Docs", url: "https://docs.test" };
const wiki = { name: "Wiki", url: "https://wiki.test" };
/** A release is made. */
const made = (
  more: Partial<typeof fields> | object = {},
  links: readonly (typeof docs)[] = [],
): Plan["steps"][number] => ({
  do: "create",
  fields: { ...fields, ...more },
  marker: undefined,
  links,
});
const updated = (change: object): Plan["steps"][number] => ({ do: "update", change, marker: undefined });
const SAYS = { tag_name: "v1.2.0", name: "One", prerelease: false };
const a = file("a");
const NONE = {};

group("describe", () => {
  const links = [
    { link: docs, present: undefined },
    { link: wiki, present: asset("Wiki") },
  ];
  const set: Plan["steps"][number] = { do: "set-links", links };

  it.each([["v1.1.0"], [undefined]])("notes that the forge generated since %s", (since) => {
    const notes = { action: "generate-notes", tag_name: "v1.2.0", previous_tag: since ?? null };
    expect(describe(plan({ generated: { tag: "v1.2.0", since } }))).toEqual([notes]);
  });

  it.each<[string, Plan["steps"][number], unknown]>([
    ["create", made(), [{ action: "create", ...SAYS }]],
    ["create a draft", made({ draft: true }), [{ action: "create-draft", ...SAYS }]],
    [
      "create from a commit, not as the latest",
      made({ target: "abc", latest: "false" }),
      [{ action: "create", ...SAYS, target_commitish: "abc", make_latest: "false" }],
    ],
    [
      "create with links",
      made({}, [docs]),
      [
        { action: "create", ...SAYS },
        { action: "link", ...docs },
      ],
    ],
    [
      "set links",
      set,
      [
        { action: "link", ...docs },
        { action: "change-link", ...wiki },
      ],
    ],
    ["publish", { do: "publish", fields }, [{ action: "publish", ...SAYS }]],
    ["update", updated({ title: "x", notes: "y" }), [{ action: "update", id: 7, changes: "title, notes" }]],
    ["update of the marker only", updated({}), [{ action: "update", id: 7, changes: "notes" }]],
    ["delete an own draft", { do: "delete-own-draft", id: 9 }, [{ action: "delete-own-draft", id: 9 }]],
    ["upload files: told per file", { do: "upload-files" }, []],
    ["confirm: a read", { do: "confirm" }, []],
  ])("%s", (_, step, expected) => {
    expect(describe(plan({ steps: [step], release: release() }))).toEqual(expected);
  });

  it("has one object per file, after the changes", () => {
    const old = asset("a");
    const files: Plan["files"] = [
      { status: "uploaded", match: match(a), title: NONE },
      { status: "replaced", match: match(a), old, title: NONE },
      { status: "unchanged", match: match(a), asset: old, retitle: undefined },
      { status: "unchanged", match: match(a), asset: old, retitle: { label: "App" } },
      { status: "kept", match: match(a), asset: old },
      { status: "skipped", match: match(a), why: "too big" },
    ];
    const changes = describe(plan({ files, steps: [{ do: "upload-files" }, { do: "publish", fields }] }));
    const actions = ["publish", "upload", "replace", "none", "label", "keep", "skip"];
    expect(changes.map(({ action }) => action)).toEqual(actions);
    expect(changes[1]).toEqual({ action: "upload", file: "dist/a", name: "a", size: 5 });
  });

  it("is an empty list where nothing is to be done", () => {
    expect(describe(plan({}))).toEqual([]);
  });
});
