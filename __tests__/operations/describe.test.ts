import { describe as group, expect, it } from "@jest/globals";

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
const SAYS = { tag_name: "v1.2.0", name: "One", prerelease: false };
const a = file("a");
const NONE = {};

group("describe", () => {
  it.each([["v1.1.0"], [undefined]])("notes that the forge generated since %s", (since) => {
    const notes = { action: "generate-notes", tag_name: "v1.2.0", previous_tag: since ?? null };
    expect(describe(plan({ generated: { tag: "v1.2.0", since } }))).toEqual([notes]);
  });

  it.each<[string, Plan["steps"][number], unknown]>([
    ["create", { do: "create", fields, marker: undefined, links: [] }, [{ action: "create", ...SAYS }]],
    [
      "create a draft",
      { do: "create", fields: { ...fields, draft: true }, marker: undefined, links: [] },
      [{ action: "create-draft", ...SAYS }],
    ],
    [
      "create from a commit, not as the latest",
      { do: "create", fields: { ...fields, target: "abc", latest: "false" }, marker: undefined, links: [] },
      [{ action: "create", ...SAYS, target_commitish: "abc", make_latest: "false" }],
    ],
    [
      "create with links",
      {
        do: "create",
        fields,
        marker: undefined,
        links: [{ name: "Docs", url: "https://docs.test" }],
      },
      [
        { action: "create", ...SAYS },
        { action: "link", name: "Docs", url: "https://docs.test" },
      ],
    ],
    [
      "set links",
      {
        do: "set-links",
        links: [
          { link: { name: "Docs", url: "https://docs.test" }, present: undefined },
          { link: { name: "Wiki", url: "https://wiki.test" }, present: asset("Wiki") },
        ],
      },
      [
        { action: "link", name: "Docs", url: "https://docs.test" },
        { action: "change-link", name: "Wiki", url: "https://wiki.test" },
      ],
    ],
    ["publish", { do: "publish", fields }, [{ action: "publish", ...SAYS }]],
    [
      "update",
      { do: "update", change: { title: "x", notes: "y" }, marker: undefined },
      [{ action: "update", id: 7, changes: "title, notes" }],
    ],
    [
      "update of the marker only",
      { do: "update", change: {}, marker: undefined },
      [{ action: "update", id: 7, changes: "notes" }],
    ],
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
    expect(changes.map(({ action }) => action)).toEqual([
      "publish",
      "upload",
      "replace",
      "none",
      "label",
      "keep",
      "skip",
    ]);
    expect(changes[1]).toEqual({ action: "upload", file: "dist/a", name: "a", size: 5 });
  });

  it("is an empty list where nothing is to be done", () => {
    expect(describe(plan({}))).toEqual([]);
  });
});
