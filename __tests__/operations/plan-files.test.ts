import { describe, expect, it } from "vitest";

import type { Abilities } from "../../src/forges/forge";
import type { FileStep, Match, Title } from "../../src/model/plan";
import type { Asset } from "../../src/model/release";
import type { Wanted, WantedFile } from "../../src/model/request";
import { changes, fileStep } from "../../src/operations/publish/files";
import { plan } from "../../src/operations/publish/plan";
import { LABELS, LINKS, asset, can, file, match, names, release, seen, wanted } from "./builders";

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
    [
      "the same, and there twice",
      { asset: there, same: true, duplicates: [asset("app.zip", { id: "double" })] },
      {},
      undefined,
      "unchanged",
      true,
    ],
    [
      "other content, there twice, kept on request",
      { asset: there, duplicates: [asset("app.zip", { id: "double" })] },
      { overwriteFiles: false },
      undefined,
      "kept",
      false,
    ],
    ["only half-made", { leftovers: [half] }, {}, undefined, "uploaded", true],
  ])("%s", (_, more, wishes, skip, status, writes) => {
    const step = fileStep(match(app, more), { wanted: wanted(wishes), can: can(), skip });
    expect(step.status).toBe(status);
    expect(changes(step)).toBe(writes);
  });

  const labels = (how: keyof typeof LABELS, links: keyof typeof LINKS = "typed"): Abilities =>
    can({ labels: LABELS[how], links: LINKS[links] });
  it.each<[string, Partial<WantedFile>, Partial<Asset>, Title | undefined, Abilities?]>([
    ["no label, none wanted", {}, {}, undefined],
    ["a label that is so", { label: "App" }, { label: "App" }, undefined],
    ["a label that is not so", { label: "App" }, {}, { label: "App" }],
    ["no label wanted, one there", {}, { label: "Mine" }, undefined],
    ["a rewritten name becomes the label", { name: "app (1).zip" }, {}, { label: "app (1).zip" }],
    ["a rewritten name that is the label", { name: "app (1).zip" }, { label: "app (1).zip" }, undefined],
    [
      "a label before a rewritten name",
      { name: "app (1).zip", label: "App" },
      { label: "app (1).zip" },
      { label: "App" },
    ],
    ["labels where there are none", { label: "App", name: "app (1).zip" }, {}, undefined, labels("none")],
    ["another label where they are unique", { label: "App" }, {}, { label: "App" }, labels("unique")],
    ["a kind that is so", { linkType: "image" }, { linkType: "image" }, undefined],
    [
      "a kind that is not so, and the label stays",
      { linkType: "image" },
      { label: "Mine", linkType: "other" },
      { label: "Mine", linkType: "image" },
    ],
    ["a label, and the kind stays", { label: "App" }, { label: "Mine", linkType: "image" }, { label: "App" }],
    ["a kind where there are none", { linkType: "image" }, {}, undefined, labels("free", "plain")],
  ])("%s", (_, more, there, retitle, able = can()) => {
    const found = { asset: asset("app.zip", there), same: true };
    const step = fileStep(match(file("app.zip", more), found), { wanted: wanted(), can: able, skip: undefined });
    expect(step).toMatchObject({ status: "unchanged", retitle });
    expect(changes(step)).toBe(retitle !== undefined);
  });

  it("is uploaded and replaced with the label and the kind", () => {
    const labelled = file("app.zip", { label: "App", linkType: "image" });
    const at = { wanted: wanted(), can: can(), skip: undefined };
    const title = { label: "App", linkType: "image" };
    expect(fileStep(match(labelled), at)).toMatchObject({ status: "uploaded", title });
    expect(fileStep(match(labelled, { asset: there }), at)).toMatchObject({ status: "replaced", title, old: there });
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
      "Skipped: dist/d has 9.8 KiB; the forge accepts at most 2 KiB a file.",
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
    expect(names(steps)).toEqual(["upload-files"]);
  });
});
