import { describe, expect, it } from "@jest/globals";

import type { Abilities } from "../../src/forges/forge";
import type { Asset, Release } from "../../src/model/release";
import type { Wanted } from "../../src/model/request";
import { plan } from "../../src/publish/plan";
import { asset, can, file, match, names, release, seen, wanted } from "./builders";

type Order = Abilities["order"];
const app = file("app.zip");
const DOCS = { name: "Docs", url: "https://docs.test", type: "" } as const;

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
    can: can({ order, ...at.able }),
    run: "now",
  }).steps;
}

const FILES = { files: [app] };
const LINKS = { links: [DOCS] };
const NOTES = { generateNotes: true };

describe("a new release", () => {
  it.each<[Order, string, Partial<Wanted>, string[]]>([
    ["draft-first", "nothing", {}, ["create"]],
    ["draft-first", "files", FILES, ["create draft", "store-files", "publish"]],
    ["draft-first", "links", LINKS, ["create draft", "set-links", "publish"]],
    ["draft-first", "both", { ...FILES, ...LINKS }, ["create draft", "store-files", "set-links", "publish"]],
    ["draft-first", "notes", { ...FILES, ...NOTES }, ["generate-notes", "create draft", "store-files", "publish"]],
    ["draft-first", "links, as a draft", { ...LINKS, draft: true }, ["create draft", "set-links", "confirm"]],
    ["files-first", "nothing", {}, ["create"]],
    ["files-first", "files", FILES, ["store-files", "create"]],
    ["files-first", "links", LINKS, ["create"]],
    ["files-first", "both", { ...FILES, ...LINKS }, ["store-files", "create"]],
    ["files-first", "notes", { ...FILES, ...NOTES }, ["generate-notes", "store-files", "create"]],
    ["release-first", "nothing", {}, ["create"]],
    ["release-first", "files", FILES, ["create", "store-files"]],
    ["release-first", "links", LINKS, ["create", "set-links"]],
    ["release-first", "both", { ...FILES, ...LINKS }, ["create", "store-files", "set-links"]],
    ["release-first", "notes", { ...FILES, ...NOTES }, ["generate-notes", "create", "store-files"]],
    ["release-first", "files, published by name", { ...FILES, draft: false }, ["create", "store-files"]],
    ["files-first", "files, published by name", { ...FILES, draft: false }, ["store-files", "create"]],
  ])("%s, with %s", (order, _, more, expected) => {
    expect(names(steps(order, more))).toEqual(expected);
  });

  it.each<Order>(["files-first", "release-first"])("%s: is public at once and carries no marker", (order) => {
    const create = steps(order, FILES).find(({ do: what }) => what === "create");
    expect(create).toMatchObject({ fields: { draft: false }, marker: undefined });
  });

  it.each<[Order, unknown[]]>([
    ["draft-first", []],
    ["files-first", [DOCS]],
    ["release-first", []],
  ])("%s: what `create` brings along", (order, links) => {
    expect(steps(order, LINKS).find(({ do: what }) => what === "create")).toMatchObject({ links });
  });

  it.each<[Abilities["links"], unknown[]]>([
    ["typed", [{ ...DOCS, type: "runbook" }]],
    ["plain", [DOCS]],
    ["none", []],
  ])("files-first, links %s: what `create` brings along", (links, expected) => {
    const typed = { links: [{ ...DOCS, type: "runbook" }] } as const;
    expect(steps("files-first", typed, { able: { links } })).toMatchObject([{ do: "create", links: expected }]);
  });
});

describe("a release that is there", () => {
  it.each<[string, Partial<Wanted>, string[]]>([
    ["nothing", {}, []],
    ["files", FILES, ["store-files"]],
    ["links", LINKS, ["set-links"]],
    ["all", { ...FILES, ...LINKS, title: "New" }, ["store-files", "set-links", "update"]],
  ])("has the same steps in every order, with %s", (_, more, expected) => {
    for (const order of ["draft-first", "files-first", "release-first"] as const)
      expect(names(steps(order, more, { release: release() }))).toEqual(expected);
  });

  it("that is a draft is confirmed or published after its links", () => {
    const draft = release({ draft: true });
    expect(names(steps("draft-first", LINKS, { release: draft }))).toEqual(["set-links", "confirm"]);
    expect(names(steps("draft-first", { ...LINKS, draft: false }, { release: draft }))).toEqual([
      "set-links",
      "publish",
    ]);
  });
});

describe("links", () => {
  const there = asset("Docs", { downloadUrl: "https://docs.test" });
  const typed = { links: [{ ...DOCS, type: "runbook" }] } as const;

  it.each<[string, Partial<Wanted>, Asset, Abilities["links"], unknown]>([
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
    const found = steps("draft-first", more, { release: release(), assets: [present], able: { links } });
    expect(found).toEqual(changed === undefined ? [] : [{ do: "set-links", links: [{ link: changed, present }] }]);
  });

  it("are set where only others are there, one step for all", () => {
    const wiki = { name: "Wiki", url: "https://wiki.test", type: "" } as const;
    expect(steps("draft-first", { links: [DOCS, wiki] }, { release: release(), assets: [asset("x")] })).toEqual([
      {
        do: "set-links",
        links: [
          { link: DOCS, present: undefined },
          { link: wiki, present: undefined },
        ],
      },
    ]);
  });

  it.each<Order>(["draft-first", "files-first", "release-first"])("%s: are left out where there are none", (order) => {
    const { steps: found, notices } = plan({
      seen: seen(),
      wanted: wanted(LINKS),
      can: can({ order, links: "none" }),
      run: "now",
    });
    expect(found).toMatchObject([{ do: "create", links: [] }]);
    expect(notices).toEqual(["Left out, because this forge cannot do it: links."]);
  });
});
