import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { BEYOND_ASCII, IMPOSSIBLE, SPECIAL, readableName } from "../../src/model/names";

describe("a name that a store takes and people read", () => {
  it.each([
    ["发布 1.0.zip", "发布.1.0.zip", "1.0.zip"],
    ["my app ~1.txt", "my.app.1.txt", "my.app.1.txt"],
    ["发布.zip", "发布.zip", "default.zip"],
    ["（新）说明.zip", "新.说明.zip", "default.zip"],
    ["app (1).zip", "app.1.zip", "app.1.zip"],
    ["app .zip", "app.zip", "app.zip"],
    ["caf\u0065\u0301 b.zip", "caf\u00e9.b.zip".replace("caf", "caf"), "cafe.b.zip"],
    [".env.txt", ".env.txt", ".env.txt"],
    ["a..b", "a..b", "a..b"],
    ["~", "default", "default"],
    ["中文", "中文", "default"],
    ["a\u202eb.txt", "a.b.txt", "a.b.txt"],
    ["🎉 1.zip", "1.zip", "1.zip"],
  ])("%s is %s, or %s in plain letters", (name, readable, plain) => {
    expect([readableName(name, SPECIAL), readableName(name, BEYOND_ASCII)]).toEqual([readable.normalize("NFC"), plain]);
  });

  it("is its own where nothing is foreign, and holds nothing foreign in any case", () => {
    expect(readableName("发布 1.0 (x64)+~.zip", IMPOSSIBLE)).toBe("发布 1.0 (x64)+~.zip");
    expect(readableName("a/b\\c\n.zip", IMPOSSIBLE)).toBe("a.b.c.zip");
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
        fc.constantFrom(SPECIAL, BEYOND_ASCII, IMPOSSIBLE),
        (name, foreign) => {
          const readable = readableName(name, foreign);
          expect([...readable].some((sign) => foreign.test(sign))).toBe(false);
          expect(readable).not.toBe("");
          expect(readableName(readable, foreign)).toBe(readable);
        },
      ),
    );
  });
});
