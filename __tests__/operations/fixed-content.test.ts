import { describe, expect, it } from "vitest";

import { fileStep } from "../../src/operations/publish/files";
import { obstacles } from "../../src/operations/publish/obstacles";
import { REPLACE, asset, can, file, match, release, seen, wanted } from "./builders";

const app = file("app.zip");

function found(same: boolean, overwriteFiles: boolean, replace: "none" | "duplicate"): string[] {
  const there = seen({ release: release(), matches: [match(app, { asset: asset("app.zip"), same })] });
  const [wishes, able] = [wanted({ files: [app], overwriteFiles }), can({ replace: REPLACE[replace] })];
  const steps = there.matches.map((one) => fileStep(one, { wanted: wishes, can: able, skip: undefined }));
  return obstacles(there, wishes, able, steps);
}

describe("a server that cannot replace a file", () => {
  it("is an obstacle to new content, with the ways out", () => {
    expect(found(false, true, "none")).toEqual([
      expect.stringMatching(/app\.zip.*no way to replace.*Delete it.*another name.*overwrite_files: false/),
    ]);
  });

  it("is none to the same content, nor to content that is kept", () => {
    expect([...found(true, true, "none"), ...found(false, false, "none")]).toEqual([]);
  });

  it("is not any other server", () => {
    expect(found(false, true, "duplicate")).toEqual([]);
  });
});
