import { expect, it } from "vitest";
import { writes } from "../../src/operations/publish/apply";

it("a run that only looks, waits or compares has changed nothing", () => {
  expect(writes({ do: "verify-files" })).toBe(false);
  expect(writes({ do: "await-push" })).toBe(false);
  expect(writes({ do: "upload-files" })).toBe(true);
});
