import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { harmless, isPlainLine, plainJson } from "../../src/model/plain-text";

describe("JSON of one plain line", () => {
  it("is the same value, and nothing in it is obeyed by a terminal, a runner or an eye", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constant("\u202e##[x]\x9b1m\u2028"))),
        (value) => {
          const written = plainJson(value);
          expect(JSON.parse(written)).toEqual(value);
          expect([isPlainLine(written), harmless(written)]).toEqual([true, written]);
        },
      ),
    );
  });
});

describe("a plain line", () => {
  it.each(["", "a\tb", "日本語", "a: b", "##[x]", "👩‍💻 ❤️"])("%j is one", (text) => {
    expect(isPlainLine(text)).toBe(true);
  });

  it.each(["a\nb", "a\rb", "\x1b[31m", "\0", "a\u0085b", "a\u2028b", "a\u202eb", "a\u2066b", "a\u200fb"])(
    "%j is none",
    (text) => {
      expect([isPlainLine(text), isPlainLine(text)]).toEqual([false, false]);
    },
  );
});
