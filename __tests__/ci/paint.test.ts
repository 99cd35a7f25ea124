import { expect, it } from "vitest";
import { paintFor } from "../../src/ci/paint";

it.each([
  ["a terminal", {}, true, true],
  ["a pipe", {}, false, false],
  ["NO_COLOR", { NO_COLOR: "1" }, true, false],
  ["an empty NO_COLOR, which is none", { NO_COLOR: "" }, true, true],
  ["NO_COLOR against FORCE_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
  ["an empty NO_COLOR beside FORCE_COLOR", { NO_COLOR: "", FORCE_COLOR: "1" }, false, true],
  ["FORCE_COLOR in a pipe", { FORCE_COLOR: "1" }, false, true],
  ["FORCE_COLOR=3", { FORCE_COLOR: "3" }, false, true],
  ["FORCE_COLOR=0 at a terminal", { FORCE_COLOR: "0" }, true, false],
  ["FORCE_COLOR=false at a terminal", { FORCE_COLOR: "false" }, true, false],
  ["an empty FORCE_COLOR, which is none", { FORCE_COLOR: "" }, false, false],
  ["a dumb terminal", { TERM: "dumb" }, true, false],
  ["a dumb terminal that is told to", { TERM: "dumb", FORCE_COLOR: "1" }, true, true],
])("colours: %s", (_, env, shown, expected) => {
  const { error, quiet } = paintFor(env, { shown });
  expect([error("x"), quiet("")]).toEqual([expected ? "\x1b[1m\x1b[31mx\x1b[39m\x1b[22m" : "x", ""]);
});
