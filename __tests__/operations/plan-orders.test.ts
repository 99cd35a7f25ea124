import { describe, expect, it } from "vitest";

import type { Abilities } from "../../src/forges/forge";
import type { Asset, Release } from "../../src/model/release";
import type { Wanted } from "../../src/model/request";
import { plan } from "../../src/operations/publish/plan";
import { LINKS as KINDS, ORDERS, asset, can, file, match, names, release, seen, wanted } from "./builders";

type Order = keyof typeof ORDERS;
const app = file("app.zip");
const DOCS = { name: "Docs", url: "https://docs.test" } as const;

/** The steps for a new release, or for one that is there. */
function steps(
  order: Order,
  more: Partial<Wanted>,
  at: { release?: Release; assets?: readonly Asset[]; able?: Partial<Abilities> } = {},
): ReturnType<typeof plan>["steps"] {
  const wishes = wanted(more);
  return plan({
    seen: seen({ release: at.release, assets: at.assets ?? [], matches: wishes.files.map((one) => match(one)) }),
    wanted: wishes,
    can: can({ order: ORDERS[order], ...at.able }),
    run: "now",
  }).steps;
}

const FILES = { files: [app] };
const LINKS = { links: [DOCS] };
const NOTES = { generateNotes: true };

describe("a new release", () => {
  it.each<[Order, string, Partial<Wanted>, string[]]>([
    ["draft", "nothing", {}, ["create"]],
    ["draft", "files", FILES, ["create draft", "upload-files", "publish"]],
    ["draft", "links", LINKS, ["create draft", "set-links", "publish"]],
    ["draft", "both", { ...FILES, ...LINKS }, ["create draft", "upload-files", "set-links", "publish"]],
    ["draft", "notes", { ...FILES, ...NOTES }, ["create draft", "upload-files", "publish"]],
    ["draft", "links, as a draft", { ...LINKS, draft: true }, ["create draft", "set-links", "confirm"]],
    ["files", "nothing", {}, ["create"]],
    ["files", "files", FILES, ["upload-files", "create"]],
    ["files", "links", LINKS, ["create"]],
    ["files", "both", { ...FILES, ...LINKS }, ["upload-files", "create"]],
    ["files", "notes", { ...FILES, ...NOTES }, ["upload-files", "create"]],
    ["release", "nothing", {}, ["create"]],
    ["release", "files", FILES, ["create", "upload-files"]],
    ["release", "links", LINKS, ["create", "set-links"]],
    ["release", "both", { ...FILES, ...LINKS }, ["create", "upload-files", "set-links"]],
    ["release", "notes", { ...FILES, ...NOTES }, ["create", "upload-files"]],
    ["release", "files, published by name", { ...FILES, draft: false }, ["create", "upload-files"]],
    ["files", "files, published by name", { ...FILES, draft: false }, ["upload-files", "create"]],
  ])("%s, with %s", (order, _, more, expected) => {
    expect(names(steps(order, more))).toEqual(expected);
  });

  it.each<Order>(["files", "release"])("%s: is public at once and carries no marker", (order) => {
    const create = steps(order, FILES).find(({ do: what }) => what === "create");
    expect(create).toMatchObject({ fields: { draft: false }, marker: undefined });
  });

  it.each<[Order, unknown[]]>([
    ["draft", []],
    ["files", [DOCS]],
    ["release", []],
  ])("%s: what `create` brings along", (order, links) => {
    expect(steps(order, LINKS).find(({ do: what }) => what === "create")).toMatchObject({ links });
  });

  it.each<[keyof typeof KINDS, unknown[]]>([
    ["typed", [{ ...DOCS, type: "runbook" }]],
    ["plain", [DOCS]],
    ["none", []],
  ])("files-first, links %s: what `create` brings along", (links, expected) => {
    const typed = { links: [{ ...DOCS, type: "runbook" }] } as const;
    expect(steps("files", typed, { able: { links: KINDS[links] } })).toMatchObject([{ do: "create", links: expected }]);
  });
});

describe("a release that is there", () => {
  it.each<[string, Partial<Wanted>, string[]]>([
    ["nothing", {}, []],
    ["files", FILES, ["upload-files"]],
    ["links", LINKS, ["set-links"]],
    ["all", { ...FILES, ...LINKS, title: "New" }, ["upload-files", "set-links", "update"]],
  ])("has the same steps in every order, with %s", (_, more, expected) => {
    for (const order of ["draft", "files", "release"] as const)
      expect(names(steps(order, more, { release: release() }))).toEqual(expected);
  });

  it("that is a draft is confirmed or published after its links", () => {
    const draft = release({ draft: true });
    expect(names(steps("draft", LINKS, { release: draft }))).toEqual(["set-links", "confirm"]);
    expect(names(steps("draft", { ...LINKS, draft: false }, { release: draft }))).toEqual(["set-links", "publish"]);
  });
});

describe("links", () => {
  const there = asset("Docs", { downloadUrl: "https://docs.test" });
  const typed = { links: [{ ...DOCS, type: "runbook" }] } as const;

  it.each<[string, Partial<Wanted>, Asset, keyof typeof KINDS, unknown]>([
    ["of the same name and address: nothing", LINKS, there, "typed", undefined],
    [
      "that only lead on: by where they lead",
      LINKS,
      { ...there, downloadUrl: "https://forge.test/x", storedAt: DOCS.url },
      "typed",
      undefined,
    ],
    ["that lead elsewhere: changed", LINKS, { ...there, downloadUrl: "https://old.test" }, "typed", DOCS],
    ["found by their label", LINKS, { ...there, name: "docs.test", label: "Docs" }, "typed", undefined],
    ["of another kind: changed", typed, { ...there, linkType: "other" }, "typed", typed.links[0]],
    ["of that kind: nothing", typed, { ...there, linkType: "runbook" }, "typed", undefined],
    ["whose kind was not asked for: nothing", LINKS, { ...there, linkType: "runbook" }, "typed", undefined],
    ["of a kind where there are none: nothing", typed, there, "plain", undefined],
  ])("%s", (_, more, present, links, changed) => {
    const found = steps("draft", more, { release: release(), assets: [present], able: { links: KINDS[links] } });
    expect(found).toEqual(changed === undefined ? [] : [{ do: "set-links", links: [{ link: changed, present }] }]);
  });

  it("are set where only others are there, one step for all", () => {
    const wiki = { name: "Wiki", url: "https://wiki.test" } as const;
    expect(steps("draft", { links: [DOCS, wiki] }, { release: release(), assets: [asset("x")] })).toEqual([
      {
        do: "set-links",
        links: [
          { link: DOCS, present: undefined },
          { link: wiki, present: undefined },
        ],
      },
    ]);
  });

  it.each<Order>(["draft", "files", "release"])("%s: are left out where there are none", (order) => {
    const { steps: found, notices } = plan({
      seen: seen(),
      wanted: wanted(LINKS),
      can: can({ order: ORDERS[order], links: undefined }),
      run: "now",
    });
    expect(found).toMatchObject([{ do: "create", links: [] }]);
    expect(notices).toEqual(["Left out, because this forge cannot do it: links."]);
  });
});
