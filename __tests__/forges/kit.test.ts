import { expect, it } from "vitest";
import { textOf } from "../../src/forges/kit/tags";

it.each([
  [undefined, undefined],
  [{ name: "v1", message: " \n" }, undefined],
  [{ name: "v1", message: "What is new\n" }, { message: "What is new\n" }],
])("what a tag says, by %j", (wire, says) => {
  expect(textOf(wire)).toEqual(says);
});
