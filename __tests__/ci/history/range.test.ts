import { describe, expect, it } from "vitest";
import { gitIn, repository } from "../git-stage";
import { between, historyOf, planned, tangled } from "./made";

describe("the commits between two", () => {
  it.each([1, 2, 3, 4])("are those that git lists, in a history that is tangled by chance (%i)", async (seed) => {
    const made = await planned(tangled(seed, 60));
    const id = (n: number): string => made.ids[n] ?? "";
    for (const [from, to] of [
      [0, 59],
      [30, 59],
      [58, 59],
      [59, 30],
      [20, 21],
      [45, 50],
      [50, 50],
    ] as const)
      expect([from, to, await between(made, id(from), id(to))]).toEqual([from, to, made.listed(from, to)]);
    expect(await between(made, undefined, id(59))).toEqual(made.listed(undefined, 59));
  });

  it.each([
    ["loose", []],
    ["packed", ["repack", "-adq"]],
    ["packed as differences", ["repack", "-adfq", "--depth=50", "--window=50"]],
    ["packed whole", ["repack", "-adfq", "--depth=0"]],
    ["with an index of all packs", ["repack", "-adq", "--write-midx"]],
  ])("are the same where objects are %s", async (_, words) => {
    const made = await planned(tangled(5, 40));
    if (words.length > 0) made.git(...words);
    const [from, to] = [made.ids[10], made.ids[39]];
    expect(await between(made, from, to ?? "")).toEqual(made.listed(10, 39));
  });

  it("are the same with the longer ids", async () => {
    const made = await repository({ init: ["--object-format=sha256"] });
    const first = made.commit("one");
    const second = made.commit("two");
    const last = made.commit("three");
    made.git("gc", "-q");
    expect(await between(made, first, last)).toEqual([second, last].sort());
  });

  it("are read from where they are borrowed", async () => {
    const made = await planned(tangled(6, 20));
    gitIn(made.folder, "clone", "-q", "--shared", ".", "../borrowed");
    const other = { ...made, folder: `${made.folder}/../borrowed` };
    const [from, to] = [made.ids[3], made.ids[19]];
    expect(await between(other, from, to ?? "")).toEqual(made.listed(3, 19));
  });

  it("come newest first, and with their messages", async () => {
    const made = await planned([
      { parents: [], time: 100, message: "feat: one\n\nBody.\n" },
      { parents: [0], time: 200, message: "fix: two" },
      { parents: [1], time: 300, message: "三" },
    ]);
    const range = await (await historyOf(made)).between(undefined, made.ids[2] ?? "");
    expect(range?.commits.map(({ message }) => message.trim())).toEqual(["三", "fix: two", "feat: one\n\nBody."]);
    expect(range).toMatchObject({ more: 0, isCut: false });
  });

  it("are counted where they are too many", async () => {
    const made = await planned(Array.from({ length: 1200 }, (_, n) => ({ parents: n === 0 ? [] : [n - 1], time: n })));
    const range = await (await historyOf(made)).between(undefined, made.ids[1199] ?? "");
    expect([range?.commits.length, range?.more]).toEqual([1000, 200]);
  });
});

describe("a clone of some depth", () => {
  it("knows where it was cut off, and whether that matters", async () => {
    const made = await planned(Array.from({ length: 30 }, (_, n) => ({ parents: n === 0 ? [] : [n - 1], time: n })));
    gitIn(made.folder, "clone", "-q", "--depth=10", `file://${made.folder}`, "../shallow");
    const cut = await historyOf({ folder: `${made.folder}/../shallow` });
    const id = (n: number): string => made.ids[n] ?? "";
    expect(await cut.isShallow()).toBe(true);
    expect(await (await historyOf(made)).isShallow()).toBe(false);
    expect(await cut.between(id(10), id(29))).toBeUndefined();
    const whole = await cut.between(id(25), id(29));
    expect([whole?.commits.length, whole?.isCut]).toEqual([4, false]);
    const atEdge = await cut.between(id(20), id(29));
    expect([atEdge?.commits.length, atEdge?.isCut]).toEqual([9, false]);
    expect(await cut.between(undefined, id(29))).toMatchObject({ isCut: true });
  });
});

describe("a clone without files", () => {
  it.each(["blob:none", "tree:0"])("of %s has its commits", async (filter) => {
    const made = await planned(tangled(7, 20));
    made.git("config", "uploadpack.allowFilter", "true");
    gitIn(made.folder, "clone", "-q", "--no-checkout", `--filter=${filter}`, `file://${made.folder}`, "../partial");
    const other = { ...made, folder: `${made.folder}/../partial` };
    const [from, to] = [made.ids[5], made.ids[19]];
    expect(await between(other, from, to ?? "")).toEqual(made.listed(5, 19));
  });
});
