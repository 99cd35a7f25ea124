import { describe, expect, it } from "vitest";

import { ConfigError, PublishError } from "../../src/errors";
import type { Release } from "../../src/model/release";
import { endsPublished } from "../../src/operations/publish/needs";
import { plan } from "../../src/operations/publish/plan";
import { asset, can, file, match, names, ownDraft, release, seen, wanted } from "./builders";

const app = file("app.zip");
const asked = (draft: boolean | undefined, files = [app]): ReturnType<typeof wanted> => wanted({ draft, files });

const planned = (
  there: Release | undefined,
  draft: boolean | undefined,
  matches = [match(app)],
): ReturnType<typeof plan> =>
  plan({ seen: seen({ release: there, matches }), wanted: asked(draft), can: can(), run: "now" });

const PUBLISHED = release();
const FOREIGN = release({ draft: true, notes: "by hand" });
const UNFINISHED = ownDraft("published");
const LEFT = ownDraft("draft");

describe("draft, with a file to upload", () => {
  it.each<[string, Release | undefined, boolean | undefined, string[]]>([
    ["no release, not given", undefined, undefined, ["create draft", "upload-files", "publish"]],
    ["no release, false", undefined, false, ["create draft", "upload-files", "publish"]],
    ["no release, true", undefined, true, ["create draft", "upload-files", "confirm"]],
    ["own unfinished draft, not given", UNFINISHED, undefined, ["upload-files", "publish"]],
    ["own unfinished draft, false", UNFINISHED, false, ["upload-files", "publish"]],
    ["own unfinished draft, true", UNFINISHED, true, ["upload-files", "update"]],
    ["own draft meant to stay, not given", LEFT, undefined, ["upload-files", "confirm"]],
    ["own draft meant to stay, false", LEFT, false, ["upload-files", "publish"]],
    ["own draft meant to stay, true", LEFT, true, ["upload-files", "confirm"]],
    ["foreign draft, not given", FOREIGN, undefined, ["upload-files", "confirm"]],
    ["foreign draft, false", FOREIGN, false, ["upload-files", "publish"]],
    ["foreign draft, true", FOREIGN, true, ["upload-files", "confirm"]],
    ["published, not given", PUBLISHED, undefined, ["upload-files"]],
    ["published, false", PUBLISHED, false, ["upload-files"]],
  ])("%s", (_, there, draft, steps) => {
    expect(names(planned(there, draft).steps)).toEqual(steps);
  });

  it("published, true: nothing to do where this run's files are there", () => {
    const there = [match(app, { asset: asset("app.zip"), same: true })];
    const done = planned(PUBLISHED, true, there);
    expect(done.steps).toEqual([]);
    expect(done.notices).toEqual([
      "The release v1.2.0 is published already and has these files: there was nothing to do for a draft.",
    ]);
    const titled = wanted({ draft: true, title: "Other", notes: "Other", files: [app] });
    const at = { seen: seen({ release: PUBLISHED, matches: there }), can: can(), run: "now" };
    expect(plan({ ...at, wanted: titled }).steps).toEqual([]);
  });

  it.each([
    ["no files", []],
    ["a file of other content", [match(app, { asset: asset("app.zip") })]],
    ["a file that is missing", [match(app)]],
    ["a file with a half-made copy", [match(app, { asset: asset("app.zip"), same: true, leftovers: [asset("x")] })]],
  ])("published, true: refused with %s", (_, matches) => {
    expect(() => planned(PUBLISHED, true, matches)).toThrow(/published already; draft: true would hide it/);
  });

  it("turned back into a draft: never left hidden in silence", () => {
    const at = { can: can(), run: "now", wanted: asked(undefined) };
    const back = seen({ release: FOREIGN, turnedBack: true, matches: [match(app, { asset: asset("app.zip") })] });
    const run = (): unknown => plan({ ...at, seen: back });
    expect(run).toThrow(PublishError);
    expect(run).not.toThrow(ConfigError);
    expect(run).toThrow(/release of v1\.2\.0 \(id 7\) is a draft that has files of this run/);
  });

  it("published, true: refused, because it would hide what is public", () => {
    expect(() => planned(PUBLISHED, true)).toThrow(/published already; draft: true would hide it/);
  });
});

describe("draft, with nothing to upload", () => {
  it.each<[string, Release | undefined, boolean | undefined, string[]]>([
    ["no release: made in one request", undefined, undefined, ["create"]],
    ["no release, true", undefined, true, ["create draft", "confirm"]],
    ["own unfinished draft: published", UNFINISHED, undefined, ["publish"]],
    ["own unfinished draft, true: its marker changes", UNFINISHED, true, ["update"]],
    ["own draft meant to stay, true: nothing", LEFT, true, []],
    ["foreign draft: nothing", FOREIGN, undefined, []],
    ["foreign draft, false", FOREIGN, false, ["publish"]],
    ["published: nothing", PUBLISHED, undefined, []],
  ])("%s", (_, there, draft, steps) => {
    expect(names(planned(there, draft, []).steps)).toEqual(steps);
  });
});

describe("what a draft of this program says about itself", () => {
  it("carries the run and that it ends published", () => {
    const [create] = planned(undefined, undefined).steps;
    expect(create).toMatchObject({ do: "create", marker: { run: "now", ends: "published" } });
  });

  it("carries that it stays a draft where that was asked for", () => {
    const [create] = planned(undefined, true).steps;
    expect(create).toMatchObject({ do: "create", marker: { run: "now", ends: "draft" } });
  });

  it("carries no marker when it is public at once", () => {
    expect(planned(undefined, undefined, []).steps[0]).toMatchObject({ fields: { draft: false }, marker: undefined });
  });

  it("keeps the run that made it when it is told to stay a draft", () => {
    expect(planned(UNFINISHED, true, []).steps).toEqual([
      { do: "update", change: { title: "v1.2.0" }, marker: { run: "earlier", ends: "draft" } },
    ]);
  });

  it("gives a foreign draft no marker", () => {
    const changed = plan({
      seen: seen({ release: FOREIGN }),
      wanted: wanted({ draft: true, title: "New" }),
      can: can(),
      run: "now",
    });
    expect(changed.steps).toEqual([{ do: "update", change: { title: "New" }, marker: undefined }]);
  });

  it("is published without the marker in its notes", () => {
    const there = ownDraft("published", { notes: "What is new" });
    expect(planned(there, undefined, []).steps).toMatchObject([
      { do: "publish", fields: { notes: "What is new", draft: false } },
    ]);
  });
});

describe("what people are told", () => {
  const STAYS = "The release 7 is a draft that was not left unfinished by this program: it stays a draft";

  it.each<[string, Release, boolean | undefined, boolean]>([
    ["foreign draft, not given", FOREIGN, undefined, true],
    ["own draft meant to stay, not given", LEFT, undefined, true],
    ["foreign draft, true", FOREIGN, true, false],
    ["foreign draft, false", FOREIGN, false, false],
    ["own unfinished draft", UNFINISHED, undefined, false],
    ["published", PUBLISHED, undefined, false],
  ])("%s", (_, there, draft, told) => {
    const { notices } = planned(there, draft);
    expect(notices.some((notice) => notice.includes(STAYS))).toBe(told);
  });
});

describe("twins", () => {
  it("are cleared away after everything else", () => {
    const { steps } = plan({
      seen: seen({ release: PUBLISHED, ownDrafts: [8, 9], matches: [match(app)] }),
      wanted: asked(undefined),
      can: can(),
      run: "now",
    });
    expect(steps).toEqual([
      { do: "upload-files" },
      { do: "delete-own-draft", id: 8 },
      { do: "delete-own-draft", id: 9 },
    ]);
  });
});

describe("endsPublished", () => {
  it.each<[Release | undefined, boolean | undefined, boolean]>([
    [undefined, undefined, true],
    [undefined, true, false],
    [undefined, false, true],
    [PUBLISHED, undefined, true],
    [FOREIGN, undefined, false],
    [FOREIGN, false, true],
    [UNFINISHED, undefined, true],
    [UNFINISHED, true, false],
    [LEFT, undefined, false],
  ])("case %#", (there, draft, ends) => {
    expect(endsPublished({ release: there, draft, tag: "v1.2.0" })).toBe(ends);
  });
});
