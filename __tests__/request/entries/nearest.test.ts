import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { INPUT_LIST } from "../../../src/request/inputs";
import { nearest } from "../../../src/request/entries/nearest";

const NAMES = INPUT_LIST.map(([name]) => name);

describe("nearest", () => {
  it.each<[string, string | undefined]>([
    ["tag_nam", "tag_name"],
    ["tagname", "tag_name"],
    ["TAG-NAME", "tag_name"],
    ["pre_release", "prerelease"],
    ["overwrite_file", "overwrite_files"],
    ["boddy", "body"],
    ["fils", "files"],
    ["release_notes_generation", undefined],
    ["xyzzy", undefined],
    ["", undefined],
  ])("%j: %s", (unknown, name) => {
    expect(nearest(unknown, NAMES)).toBe(name);
  });

  it("is a name itself for itself", () => {
    for (const name of NAMES) expect(nearest(name, NAMES)).toBe(name);
  });

  it("is found after one typing error", () => {
    const typed = fc.tuple(
      fc.constantFrom(...NAMES.filter((name) => name.length > 8)),
      fc.nat(),
      fc.constantFrom("q", ""),
    );
    fc.assert(
      fc.property(typed, ([name, at, letter]) => {
        const place = at % name.length;
        expect(nearest(name.slice(0, place) + letter + name.slice(place + 1), NAMES)).toBe(name);
      }),
    );
  });

  it("is nothing where nothing is known", () => {
    expect(nearest("x", [])).toBeUndefined();
  });
});
