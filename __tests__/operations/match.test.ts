import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { storedName } from "../../src/forges/github/names";
import type { Asset } from "../../src/model/release";
import { temporaryName } from "../../src/model/names";
import { pair } from "../../src/operations/publish/match";
import { asset, file } from "./builders";

const app = file("app.zip");
const TEMPORARY = temporaryName("app.zip");

describe("pair", () => {
  it.each<[string, Asset[], { candidates?: string[]; temporary?: string; leftovers?: string[] }]>([
    ["nothing there", [], {}],
    ["others there", [asset("other")], {}],
    ["the same name", [asset("other"), asset("app.zip")], { candidates: ["app.zip"] }],
    ["half-made", [asset("app.zip", { complete: false })], { leftovers: ["app.zip"] }],
    ["a copy that waits", [asset(TEMPORARY)], { temporary: TEMPORARY }],
    ["a half-made copy", [asset(TEMPORARY, { complete: false })], { leftovers: [TEMPORARY] }],
    ["both", [asset("app.zip"), asset(TEMPORARY)], { candidates: ["app.zip"], temporary: TEMPORARY }],
    [
      "a whole one and a half one",
      [asset("app.zip", { id: 1, complete: false }), asset("app.zip", { id: 2 })],
      { candidates: ["2"], leftovers: ["1"] },
    ],
    [
      "twice, where a forge takes that: in its order",
      [asset("app.zip", { id: 1 }), asset("app.zip", { id: 2 })],
      { candidates: ["1", "2"] },
    ],
    ["somebody's label is no name", [asset("odd", { label: "app.zip" })], {}],
    ["its name before its label", [asset("odd", { label: "app.zip" }), asset("app.zip")], { candidates: ["app.zip"] }],
  ])("%s", (_, assets, expected) => {
    const [found] = pair([app], assets);
    expect(found?.file).toBe(app);
    expect({
      candidates: found?.candidates.map(({ id }) => String(id)),
      temporary: found?.temporary && String(found.temporary.id),
      leftovers: found?.leftovers.map(({ id }) => String(id)),
    }).toEqual({ candidates: [], temporary: undefined, leftovers: [], ...expected });
  });

  it("finds a name that the server rewrote otherwise than predicted by its label", () => {
    const odd = { ...app, name: "ä.zip", storedName: "a.zip" };
    expect(pair([odd], [asset("ae.zip", { label: "ä.zip" })])[0]?.candidates.map(({ name }) => name)).toEqual([
      "ae.zip",
    ]);
  });

  it("does not take by its label what is another file's by its name", () => {
    const [first, second] = pair([file("a"), file("b")], [asset("b", { label: "a" })]);
    expect(first?.candidates).toEqual([]);
    expect(second?.candidates).toMatchObject([{ name: "b" }]);
  });

  it("finds a file under its other names as well, unless they are another file's", () => {
    const odd = file("发布.zip", { earlierNames: ["_z53d1.5e03_.zip"], plainerNames: ["default.zip"] });
    const assets = [
      asset("发布.zip", { id: 2 }),
      asset("_z53d1.5e03_.zip", { id: 1 }),
      asset("default.zip", { id: 3 }),
    ];
    expect(pair([odd], assets)[0]?.candidates.map(({ id }) => id)).toEqual([1, 2]);
    expect(pair([odd], assets.slice(1))[0]).toMatchObject({ candidates: [{ id: 1 }], likely: [] });
    expect(pair([odd], assets.slice(2))[0]).toMatchObject({ candidates: [], likely: [{ id: 3 }] });
    const [first] = pair([odd, file("_z53d1.5e03_.zip")], assets.slice(1, 2));
    expect(first?.candidates).toEqual([]);
    const two = pair([odd, file("更新.zip", { plainerNames: ["default.zip"] })], assets.slice(2));
    expect(two.flatMap(({ likely }) => likely)).toEqual([]);
  });

  it("goes by the stored name", () => {
    const odd = file("app.zip", { name: "app (1).zip", storedName: "app.1.zip" });
    expect(pair([odd], [asset("app (1).zip"), asset("app.1.zip")])[0]?.candidates).toMatchObject([
      { name: "app.1.zip" },
    ]);
  });

  it("keeps the order of the files", () => {
    const files = ["b", "c", "a"].map((name) => file(name));
    expect(pair(files, []).map((found) => found.file)).toEqual(files);
  });
});

describe("temporaryName", () => {
  // What a forge stores: of other names it is the server that says what they become.
  const name = fc
    .string({ unit: fc.constantFrom("a", "B", "7", ".", "-", "_", " "), maxLength: 300 })
    .filter((text) => /[A-Za-z0-9_-]/.test(text))
    .map(storedName);

  it("is another for another name, and GitHub does not rewrite it", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(temporaryName(a) === temporaryName(b)).toBe(a === b);
        expect(storedName(temporaryName(a))).toBe(temporaryName(a));
      }),
    );
  });

  it.each([
    ["a".repeat(200), "b".repeat(200)],
    [`x${"a".repeat(220)}`, `y${"a".repeat(220)}`],
    [`${"a".repeat(20)}.${"b".repeat(199)}`, `${"c".repeat(20)}.${"b".repeat(199)}`],
  ])("of a long name is not longer than forges take, and still its own", (a, b) => {
    expect(temporaryName(a).length).toBeLessThanOrEqual(250);
    expect(temporaryName(a)).not.toBe(temporaryName(b));
    expect(storedName(temporaryName(a))).toBe(temporaryName(a));
  });
});
