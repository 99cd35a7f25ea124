import { describe, expect, it } from "vitest";
import { encodeLinked, linkedFile } from "../../src/model/linked";
import type { Elsewhere, Match, Seen } from "../../src/model/plan";
import { check } from "../../src/operations/publish/check";
import { fileStep } from "../../src/operations/publish/files";
import { linkedFiles, linkNotices } from "../../src/operations/publish/linked";
import { can, file, release, seen, wanted } from "./builders";

const big = file("big.zip", { size: 5000 });
const url = "https://first.test/big.zip";
const match: Match = { file: big, asset: undefined, same: false, waiting: undefined, duplicates: [], leftovers: [] };
const elsewhere = (at: Elsewhere, problem?: string): NonNullable<Seen["elsewhere"]> => ({
  files: new Map([[big.path, { why: "big.zip is too large.", at }]]),
  problem,
  has: (address) => address === url,
});
const links = wanted({ files: [big], oversizedFiles: "link" });

describe("a file of which the limit is known", () => {
  it("is linked where it can be, and neither a problem nor sent", () => {
    const seen = { elsewhere: elsewhere({ url }) };
    expect(check(links, can(), seen)).toMatchObject({ problems: [], notices: [], warnings: [] });
    const step = fileStep(match, { wanted: links, can: can(), skip: undefined, ...seen });
    expect(step).toMatchObject({ status: "linked", url });
    expect(linkNotices([step])).toEqual([
      `Linked: big.zip is too large. The notes link to it on the first target, ${url}.`,
    ]);
  });

  it.each<[string, NonNullable<Seen["elsewhere"]>, RegExp]>([
    [
      "no link can lead to it",
      elsewhere({ problem: "it is private." }),
      /^big\.zip is too large\. It cannot .*: it is private\.$/,
    ],
    [
      "a limit is not known, and nothing can be linked",
      { ...elsewhere({ url }), problem: "a draft." },
      /limit .* a draft\./,
    ],
  ])("is a problem where %s", (_, known, told) => {
    expect(check(links, can(), { elsewhere: known }).problems).toEqual([expect.stringMatching(told)]);
  });

  it("is a problem where releases have no notes, or there is no first target", () => {
    expect(check(links, can({ releases: "tags" }), { elsewhere: elsewhere({ url }) }).problems).toEqual([
      expect.stringContaining("have no notes of their own"),
    ]);
    expect(check(links, can()).problems).toEqual([expect.stringContaining("accepts at most")]);
  });
});

describe("links of other runs", () => {
  it("stay where the file is there, and go where it is not, or is on the release by now", () => {
    const entry = (name: string, to: string) => linkedFile({ name, url: to, size: "5 KiB" });
    const files = [entry("big.zip", url), entry("gone.zip", "https://first.test/gone.zip")];
    const there = release({ notes: encodeLinked({ text: "One", files }) });
    const at = seen({ release: there });
    expect(linkedFiles(at, [])).toEqual(files);
    expect(linkedFiles({ ...at, elsewhere: elsewhere({ url }) }, [])).toEqual([files[0]]);
    expect(linkedFiles(at, [fileStep(match, { wanted: links, can: can(), skip: undefined })])).toEqual([files[1]]);
    const skipped = fileStep(match, { wanted: links, can: can(), skip: "too large" });
    expect(linkedFiles(at, [skipped])).toEqual(files);
  });
});
