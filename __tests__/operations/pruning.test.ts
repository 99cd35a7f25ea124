import type { PruneFiles } from "../../src/model/request";
import { pruning } from "../../src/operations/publish/pruning";
import { REPLACE, asset, can, file, match, seen, wanted } from "./builders";

const HOUR = 3_600_000;
const NOW = 100 * HOUR;

const all: PruneFiles = { patterns: [{ text: "*", fits: () => true, negated: false }], age: 6 * HOUR };
const old = (name: string, hours = 7, more = {}) => asset(name, { uploadedAt: NOW - hours * HOUR, ...more });

/** What would go of a release with these assets, for a run with `app.zip`. */
function goes(
  assets: readonly ReturnType<typeof asset>[],
  { prune = all, before = assets, files = [file("app.zip")], abilities = can() } = {},
): string[] {
  const at = {
    seen: seen({ assets, began: { at: NOW, assets: before }, matches: files.map((one) => match(one)) }),
    wanted: wanted({ files, arrival: { verify: false, prune } }),
    can: abilities,
  };
  const { problems, assets: chosen } = pruning(
    at,
    files.map(() => ({ status: "uploaded" }) as const),
  );
  return [...problems.map(() => "a problem"), ...chosen.map(({ name }) => name)];
}

describe("what a run clears out", () => {
  it("is old enough, and none of its own files", () => {
    expect(goes([old("one"), old("two", 5), old("app.zip"), old("three", 6)])).toEqual(["one", "three"]);
  });

  it("is nothing that came after it began, or has other content since", () => {
    expect(goes([old("one"), old("two")], { before: [old("one")] })).toEqual(["one"]);
    expect(goes([old("one", 7, { id: 2 })], { before: [old("one", 7, { id: 1 })] })).toEqual([]);
    expect(goes([old("one", 7, { size: 9 })], { before: [old("one", 7, { size: 8 })] })).toEqual([]);
  });

  it("is nothing whose age nobody tells, except where no age is asked for", () => {
    const ageless = [asset("one"), old("two")];
    expect(goes(ageless)).toEqual(["two"]);
    expect(goes(ageless, { prune: { ...all, age: 0 } })).toEqual(["one", "two"]);
    expect(goes(ageless, { abilities: can({ ages: false }) })).toEqual(["a problem"]);
    expect(goes(ageless, { abilities: can({ ages: false }), prune: { ...all, age: 0 } })).toEqual(["one", "two"]);
  });

  it("is nothing of a run without files, of links, of what is unfinished, and where nothing can be deleted", () => {
    expect(goes([old("one")], { files: [] })).toEqual([]);
    expect(goes([old("one", 7, { elsewhere: true }), old("forge-release-tmp.x")])).toEqual([]);
    expect(goes([old("one")], { abilities: can({ replace: REPLACE.none }) })).toEqual([]);
  });

  it("is decided by the last pattern that fits, by name or label", () => {
    const pattern = (text: string, negated = false) => ({ text, negated, fits: (name: string) => name.includes(text) });
    const prune = { age: 0, patterns: [pattern("app"), pattern("keep", true), pattern("app-keep-not")] };
    const names = ["app-1", "app-keep", "app-keep-not", "other"].map((name) => old(name));
    expect(goes([...names, old("x", 7, { label: "app" })], { prune })).toEqual(["app-1", "app-keep-not", "x"]);
  });
});
