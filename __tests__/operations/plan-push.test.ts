import { describe, expect, it } from "vitest";

import type { Seen } from "../../src/model/plan";
import type { Release } from "../../src/model/release";
import { plan } from "../../src/operations/publish/plan";
import { ORDERS, can, file, match, names, ownDraft, release, seen, unused, wanted } from "./builders";

const app = file("app.zip");
const THERE = { commit: "0123456789012345678901234567890123456789" };

interface Case {
  readonly pushPublishes?: boolean;
  readonly tag?: Seen["tag"];
  readonly there?: Release;
  readonly draft?: boolean;
  readonly files?: boolean;
  readonly tagIsThere?: boolean;
}

const planned = ({ pushPublishes = true, tag = THERE, there, draft, files = true, tagIsThere = false }: Case) =>
  plan({
    seen: seen({ release: there, tag, matches: files ? [match(app)] : [] }),
    wanted: wanted({ draft, tagIsThere, target: "main", files: files ? [app] : [] }),
    can: can({ order: { ...ORDERS.draft, push: pushPublishes ? { handled: unused } : undefined } }),
    run: "now",
  });

describe("a server that publishes drafts when it handles the push of their tag", () => {
  it.each<[string, Case, string[]]>([
    ["a tag that is there", {}, ["await-push", "create draft", "upload-files", "publish"]],
    ["a draft that is asked for", { draft: true }, ["await-push", "create draft", "upload-files", "confirm"]],
    ["a draft that is asked for, no files", { draft: true, files: false }, ["await-push", "create draft", "confirm"]],
    ["an unfinished draft", { there: ownDraft("published") }, ["await-push", "upload-files", "publish"]],
    ["a draft that is whole", { there: ownDraft("published"), files: false }, ["publish"]],
    ["no draft at all", { files: false }, ["create"]],
    ["a published release", { there: release() }, ["upload-files"]],
    ["the push started the run", { tag: "unseen", tagIsThere: true }, ["create draft", "upload-files", "publish"]],
    ["the same, and the tag was looked at", { tagIsThere: true }, ["create draft", "upload-files", "publish"]],
    ["no tag yet", { tag: "absent" }, ["create draft", "upload-files", "publish"]],
    ["a server that does not", { pushPublishes: false }, ["create draft", "upload-files", "publish"]],
  ])("%s", (_, at, steps) => {
    expect(names(planned(at).steps)).toEqual(steps);
  });

  it("is told to who asks for a draft of a tag that is not there", () => {
    const told = (at: Case): number => planned(at).notices.filter((notice) => notice.includes("is pushed")).length;
    expect(told({ draft: true, tag: "absent" })).toBe(1);
    for (const at of [
      { draft: true },
      { tag: "absent" },
      { draft: true, tag: "absent", pushPublishes: false },
    ] as const)
      expect(told(at)).toBe(0);
  });
});

describe("a published release with the marker of an unfinished one", () => {
  it("loses it, and that is all", () => {
    const { steps } = planned({ there: ownDraft("published", { draft: false }), files: false });
    expect(steps).toEqual([{ do: "update", change: {}, marker: undefined }]);
  });
});
