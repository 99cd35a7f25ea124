import { describe, expect, it } from "@jest/globals";

import type { FileStep, Match } from "../../src/model/plan";
import type { Wanted } from "../../src/model/request";
import { changes, fileStep } from "../../src/publish/file-steps";
import { plan } from "../../src/publish/plan";
import { asset, can, file, match, names, release, seen, wanted } from "./builders";

const app = file("app.zip");
const there = asset("app.zip");
const half = asset("app.zip", { id: "half", complete: false });

describe("one file", () => {
  it.each<[string, Partial<Match>, Partial<Wanted>, string | undefined, FileStep["status"], boolean]>([
    ["is not there", {}, {}, undefined, "uploaded", true],
    ["is there with the same content", { asset: there, same: true }, {}, undefined, "unchanged", false],
    [
      "same content, kept on request",
      { asset: there, same: true },
      { overwriteFiles: false },
      undefined,
      "unchanged",
      false,
    ],
    ["is there with other content", { asset: there }, {}, undefined, "replaced", true],
    ["other content, kept on request", { asset: there }, { overwriteFiles: false }, undefined, "kept", false],
    ["is too big", {}, {}, "too big", "skipped", false],
    ["is too big and there", { asset: there }, {}, "too big", "skipped", false],
    [
      "the same with something half-made beside it",
      { asset: there, same: true, leftovers: [half] },
      {},
      undefined,
      "unchanged",
      true,
    ],
    ["only half-made", { leftovers: [half] }, {}, undefined, "uploaded", true],
  ])("%s", (_, more, wishes, skip, status, writes) => {
    const step = fileStep(match(app, more), wanted(wishes), skip);
    expect(step.status).toBe(status);
    expect(changes(step)).toBe(writes);
  });

  it.each<[string, Parameters<typeof file>[1], string, string | undefined]>([
    ["no label, none wanted", {}, "", undefined],
    ["a label that is so", { label: "App" }, "App", undefined],
    ["a label that is not so", { label: "App" }, "", "App"],
    ["no label wanted, one there", {}, "Mine", undefined],
    ["a rewritten name becomes the label", { name: "app (1).zip" }, "", "app (1).zip"],
    ["a rewritten name that is the label", { name: "app (1).zip" }, "app (1).zip", undefined],
    ["a label before a rewritten name", { name: "app (1).zip", label: "App" }, "app (1).zip", "App"],
  ])("%s", (_, more, label, relabel) => {
    const found = { asset: asset("app.zip", { label }), same: true };
    const step = fileStep(match(file("app.zip", more), found), wanted(), undefined);
    expect(step).toMatchObject({ status: "unchanged", relabel });
    expect(changes(step)).toBe(relabel !== undefined);
  });

  it("is uploaded and replaced with the label", () => {
    const labelled = file("app.zip", { label: "App" });
    expect(fileStep(match(labelled), wanted(), undefined)).toMatchObject({ status: "uploaded", label: "App" });
    expect(fileStep(match(labelled, { asset: there }), wanted(), undefined)).toMatchObject({
      status: "replaced",
      label: "App",
      old: there,
    });
  });
});

describe("the files of a plan", () => {
  const files = [file("a"), file("b"), file("c"), file("d", { size: 9999 })];
  const [a, b, c, d] = files as [typeof app, typeof app, typeof app, typeof app];
  const matches = [match(a), match(b, { asset: asset("b"), same: true }), match(c, { asset: asset("c") }), match(d)];

  it("have one step each, in their order", () => {
    const { files: steps, notices } = plan({
      seen: seen({ release: release(), matches }),
      wanted: wanted({ files, overwriteFiles: false, oversizedFiles: "skip" }),
      can: can(),
      run: "now",
    });
    expect(steps.map(({ status }) => status)).toEqual(["uploaded", "unchanged", "kept", "skipped"]);
    expect(notices).toEqual([
      "Skipped: dist/d has 9.8 KiB; the forge takes at most 2 KiB a file.",
      "Kept as they are, though the files differ (overwrite_files is false): c.",
    ]);
  });

  it("that are all there give no step at all", () => {
    const same = [match(a, { asset: asset("a"), same: true })];
    const { steps } = plan({
      seen: seen({ release: release({ title: "T", notes: "N" }), matches: same }),
      wanted: wanted({ title: "T", notes: "N", files: [a] }),
      can: can(),
      run: "now",
    });
    expect(steps).toEqual([]);
  });

  it("that are all skipped make no draft of a new release", () => {
    const { steps } = plan({
      seen: seen({ matches: [match(d)] }),
      wanted: wanted({ files: [d], oversizedFiles: "skip" }),
      can: can(),
      run: "now",
    });
    expect(names(steps)).toEqual(["create"]);
  });

  it("are stored once for many", () => {
    const { steps } = plan({
      seen: seen({ release: release(), matches: [match(a), match(b), match(c)] }),
      wanted: wanted({ files: [a, b, c] }),
      can: can(),
      run: "now",
    });
    expect(names(steps)).toEqual(["store-files"]);
  });
});
