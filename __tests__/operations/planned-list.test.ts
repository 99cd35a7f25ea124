import { describe, expect, it } from "vitest";
import type { Seen } from "../../src/model/plan";
import { planArrival } from "../../src/operations/publish/arrival";
import { REPLACE, asset, can, file, match, seen, wanted } from "./builders";

const NAME = "SHA256SUMS";
const there = asset(NAME);
const app = file("app.zip");

const planned = (list: Seen["list"], replace: keyof typeof REPLACE, onUnsupported: "warn" | "fail" = "warn") =>
  planArrival(
    {
      seen: seen({ list, matches: [match(app)] }),
      wanted: wanted({
        files: [app],
        onUnsupported,
        arrival: { verify: false, checksums: { name: NAME, storedName: NAME } },
      }),
      can: can({ replace: REPLACE[replace] }),
    },
    [{ status: "uploaded", match: match(app), title: {} }],
  );

describe("a list of checksums", () => {
  it.each<[string, Seen["list"], keyof typeof REPLACE]>([
    ["is written where there is none", undefined, "none"],
    ["is written where only its content is known", { asset: undefined, current: false }, "none"],
    ["is written over the one that is there", { asset: there, current: false }, "rename"],
  ])("%s", (_, list, replace) => {
    const { before, problems, notices } = planned(list, replace);
    expect([before.map((step) => step.do), problems, notices]).toEqual([["write-checksums"], [], []]);
  });

  it("that cannot be replaced is left as it is, and told, or is a problem", () => {
    const list = { asset: there, current: false };
    const [told, fails] = [planned(list, "none"), planned(list, "none", "fail")];
    const words = expect.stringContaining("gives no way to replace SHA256SUMS, which is there already");
    expect([told.before, told.notices, told.problems]).toEqual([[], [words], []]);
    expect([fails.before, fails.notices, fails.problems]).toEqual([[], [], [words]]);
  });
});
