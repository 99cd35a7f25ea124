import { expect, it } from "vitest";
import { descending, floatingTags, isVersionOf } from "../../src/model/floating";

it.each([
  ["v1.2.3", ["v1", "v1.2"]],
  ["1.2.3", ["1", "1.2"]],
  ["pkg@1.2.0", ["pkg@1", "pkg@1.2"]],
  ["v1.2", ["v1"]],
  ["v1", []],
  ["v1.2.3-rc.1", []],
  ["v1.2.3-hotfix", []],
  ["nightly", []],
  ["v4.3.0.1", ["v4", "v4.3"]],
])("%s: %j", (tag, names) => {
  expect(floatingTags(tag)).toEqual(names);
});

it("a version belongs to its own short tags", () => {
  expect(["v1.0", "v1.2.3", "v10.0.0", "v1", "w1.2.3", "v1.2.3-rc.1"].map((tag) => isVersionOf(tag, "v1"))).toEqual([
    true,
    true,
    false,
    false,
    false,
    true,
  ]);
  expect(descending(["v1.2.0", "v1.10.0", "v1.9.9"])).toEqual(["v1.10.0", "v1.9.9", "v1.2.0"]);
});
