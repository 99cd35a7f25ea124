import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { harmless } from "../../src/report/log";

const NASTY = fc.string({
  unit: fc.constantFrom(
    ":",
    "::",
    "#",
    "##[",
    "[",
    "\x1b",
    "\x1b[31m",
    "\x1b]0;",
    "\x07",
    "\t",
    "\u00a0",
    "\ufeff",
    "\u2028",
    "\u202e",
    "\u009b",
    "\0",
    "\x7f",
    " ",
    "a",
    "error",
    "m",
  ),
});

describe("harmless", () => {
  it.each<[string, string]>([
    ["plain text", "plain text"],
    ["::error::x", ": :error::x"],
    ["  ::set-output name=a::b", "  : :set-output name=a::b"],
    ["\t::debug::x", "  : :debug::x"],
    [":::", ": ::"],
    [":a::b", ":a::b"],
    ["a ::b", "a ::b"],
    ["##[error]x", "## [error]x"],
    ["a ##[set-env name=X;]y", "a ## [set-env name=X;]y"],
    ["####[x", "#### [x"],
    ["\x1b[31mred\x1b[0m", "red"],
    ["\x1b[31m::error::", ": :error::"],
    [":\x1b[0m:error::", ": :error::"],
    ["#\x1b[0m#[x", "## [x"],
    ["#\0#\x7f[x", "## [x"],
    ["\x1b]0;title\x07x", "]0;titlex"],
    ["abc\u202ecba", "abccba"],
    ["日本語 — ok", "日本語 — ok"],
    ["https://[::1]:3000/x", "https://[::1]:3000/x"],
  ])("%j: %j", (line, shown) => {
    expect(harmless(line)).toBe(shown);
  });

  it("leaves nothing that a runner or a terminal could take for a command", () => {
    fc.assert(
      fc.property(fc.oneof(NASTY, fc.string({ unit: "binary" })), (line) => {
        const shown = harmless(line);
        expect(shown.trim()).not.toMatch(/^::/);
        expect(shown.trim().replace(/^\p{Cf}+/u, "")).not.toMatch(/^::/);
        expect(shown).not.toContain("##[");
        expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: 700 },
    );
  });

  it("says the same when it is asked twice", () => {
    fc.assert(
      fc.property(NASTY, (line) => {
        expect(harmless(harmless(line))).toBe(harmless(line));
      }),
    );
  });
});
