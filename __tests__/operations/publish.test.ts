import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHash } from "node:crypto";

import { ConfigError, PublishError } from "../../src/errors";
import { HttpError } from "../../src/http";
import type { Wanted, WantedFile } from "../../src/model/request";
import { temporaryName } from "../../src/model/names";
import { can, ownDraft, release } from "./builders";
import type { Call } from "./memory-forge";
import { createWorld, put } from "./memory-world";
import { type Stage, createStage, published, runs, statuses } from "./stage";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const sha256 = (content: string): string => createHash("sha256").update(content).digest("hex");

describe("a new release", () => {
  it("is a draft until its files are there", async () => {
    const world = createWorld();
    const files = [await stage.file("a", "1"), await stage.file("b", "2")];
    const ran = await runs(world, { files, notes: "New" });
    expect(world.writes).toEqual(["create draft 1", "upload a on 1", "upload b on 1", "publish 1"]);
    expect(world.releases).toMatchObject([{ draft: false, notes: "New", title: "v1.2.0" }]);
    expect(published(ran)).toMatchObject({ created: true, release: { id: 1, draft: false } });
    expect(published(ran).files.map(({ status, sha256: hash }) => [status, hash])).toEqual([
      ["uploaded", sha256("1")],
      ["uploaded", sha256("2")],
    ]);
    expect(published(ran).assets.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  it("without files is made in one request", async () => {
    const world = createWorld();
    await runs(world, {});
    expect(world.writes).toEqual(["create 1"]);
  });

  it("has generated notes behind the given ones", async () => {
    const world = createWorld({ generated: "## What's Changed" });
    await runs(world, { notes: "Mine", generateNotes: true });
    expect(world.releases[0]?.notes).toBe("Mine\n\n## What's Changed");
  });

  it("asks for everything about other releases before one of the answers is there", async () => {
    const asked: Call[] = [];
    let all: () => void = () => undefined;
    const answers = new Promise<void>((come) => (all = come));
    const before = (call: Call): Promise<void> | undefined => {
      if (call !== "latestTag" && call !== "releases") return undefined;
      if (asked.push(call) === 3) all();
      return answers;
    };
    const lookup = { shows: "everything", listFirst: false, slashes: true } as const;
    await runs(createWorld({ latest: "v1.0.0" }), { generateNotes: true }, { can: can({ lookup }), before });
    expect(asked.sort()).toEqual(["latestTag", "releases", "releases"]);
  });

  it("takes no marker from the notes that it is given or that are generated", async () => {
    const mark = "<!-- forge-release draft run=abc ends=published -->";
    const world = createWorld({ generated: `- a title ${mark}\n\n${mark}` });
    await runs(world, { notes: `Mine\n\n${mark}`, generateNotes: true });
    expect(world.releases[0]?.notes).not.toContain("<!-- forge-release");
    expect(world.releases[0]?.notes).toContain("run=abc ends=published");
    const again = await runs(world, { notes: `Mine\n\n${mark}`, generateNotes: true }, { run: "other" });
    expect(published(again).result).toBe("unchanged");
  });

  it("is called by its own title when it is published, and until then by one that proves it unfinished", async () => {
    const world = createWorld();
    const titles: (string | undefined)[] = [];
    const files = [await stage.file("a", "1")];
    await runs(world, { files, title: "One" }, { before: () => void titles.push(world.releases[0]?.title) });
    expect(titles).toContainEqual(expect.stringMatching(/^\[unfinished run1\.\w+\] One$/));
    expect(world.releases).toMatchObject([{ title: "One", draft: false }]);
  });

  it("has generated notes cut to what the forge takes", async () => {
    const world = createWorld({ generated: "x".repeat(200) });
    await runs(world, { notes: "Mine", generateNotes: true });
    expect([...(world.releases[0]?.notes ?? "")]).toHaveLength(100);
    expect(world.releases[0]?.notes).toMatch(/^Mine\n\nx+…$/);
  });

  it("keeps long notes off its draft, and has them when it is published", async () => {
    const world = createWorld();
    const notes = "x".repeat(100);
    const onDraft: string[] = [];
    await runs(
      world,
      { notes, files: [await stage.file("a", "1")] },
      {
        before: (call) => {
          if (call === "upload") onDraft.push(world.releases[0]?.notes ?? "");
        },
      },
    );
    expect(onDraft).toEqual([expect.stringMatching(/^<!-- forge-release draft .* -->$/)]);
    expect(world.releases[0]?.notes).toBe(notes);
  });
});

describe("generated notes that turn out to be impossible", () => {
  it("are told, and the rest goes on", async () => {
    const world = createWorld();
    const { said } = await runs(world, { generateNotes: true });
    expect(said).toContain(
      "notice: Left out: generate_release_notes (the forge does not write them, and there is no checkout here whose commits could be listed).",
    );
    expect(world.writes).toEqual(["create 1"]);
  });

  it("fail on request, before anything is changed", async () => {
    const world = createWorld();
    await expect(runs(world, { generateNotes: true, onUnsupported: "fail" })).rejects.toThrow(ConfigError);
    expect(world.writes).toEqual([]);
  });
});

describe("the same command again", () => {
  it.each<[string, Partial<Wanted>, boolean]>([
    ["with digests", { notes: "N\n", title: "T" }, true],
    ["without digests", { notes: "N\n", title: "T" }, false],
    ["as a draft", { draft: true, notes: "N" }, false],
    ["with generated notes", { generateNotes: true, notes: "N" }, false],
    ["appending notes", { notes: "N", notesMode: "append" }, false],
    ["a prerelease marked as latest", { prerelease: true, latest: "true" }, false],
  ])("writes nothing: %s", async (_, more, digests) => {
    const world = createWorld({ generated: "## Changes" });
    const files = [await stage.file("a", "1")];
    const first = await runs(world, { ...more, files }, { digests });
    world.writes.length = 0;
    const again = await runs(world, { ...more, files }, { digests, run: "run2" });
    expect(world.writes).toEqual([]);
    expect(statuses(again)).toEqual({ a: "unchanged" });
    const same = { ...published(first).release, assets: expect.anything() };
    expect(published(again)).toMatchObject({ created: false, release: same });
    expect(published(again).assets).toEqual(published(first).assets);
    expect(published(again).files[0]?.sha256).toBe(sha256("1"));
  });

  it("finishes what a run that was cut off left behind", async () => {
    const world = createWorld({ next: 8, releases: [ownDraft("published", { notes: "N" })] });
    put(world, release(), "1", { name: "a" });
    put(world, release(), "", { name: "b", complete: false });
    const files = [await stage.file("a", "1"), await stage.file("b", "2")];
    const ran = await runs(world, { files, notes: "N" });
    expect(world.writes).toEqual(["delete b", "upload b on 7", "publish 7"]);
    expect(statuses(ran)).toEqual({ a: "unchanged", b: "uploaded" });
    expect(world.releases).toMatchObject([{ draft: false, notes: "N" }]);
    expect(published(ran).created).toBe(false);
  });
});

describe("a file of the same name with other content", () => {
  const there = release();
  const old = { name: "a", label: "Mine" };

  it("is replaced by way of a temporary name, and keeps its label", async () => {
    const world = createWorld({ next: 8, releases: [there] });
    put(world, there, "old", old);
    const ran = await runs(world, { files: [await stage.file("a", "new")] });
    const temporary = temporaryName("a");
    expect(world.writes).toEqual([`upload ${temporary} on 7`, "delete a", `rename ${temporary} to a`]);
    expect(world.assets.get(7)).toMatchObject([{ asset: { name: "a", label: "Mine" }, content: "new" }]);
    expect(statuses(ran)).toEqual({ a: "replaced" });
    expect(published(ran).assets.map(({ name }) => name)).toEqual(["a"]);
  });

  it("is replaced by the copy that waits, without sending it again", async () => {
    const world = createWorld({ next: 8, releases: [there] });
    put(world, there, "old", old);
    put(world, there, "new", { name: temporaryName("a") });
    await runs(world, { files: [await stage.file("a", "new")] });
    expect(world.writes).toEqual(["delete a", `rename ${temporaryName("a")} to a`]);
  });

  it("is sent anew where another copy waits", async () => {
    const world = createWorld({ next: 8, releases: [there] });
    put(world, there, "old", old);
    put(world, there, "odd", { name: temporaryName("a") });
    await runs(world, { files: [await stage.file("a", "new")] });
    expect(world.writes[0]).toBe(`delete ${temporaryName("a")}`);
    expect(world.assets.get(7)).toMatchObject([{ asset: { name: "a" }, content: "new" }]);
  });

  it("gets its name where only the copy is left", async () => {
    const world = createWorld({ next: 8, releases: [there] });
    put(world, there, "new", { name: temporaryName("a") });
    const ran = await runs(world, { files: [await stage.file("a", "new")] });
    expect(world.writes).toEqual([`rename ${temporaryName("a")} to a`]);
    expect(statuses(ran)).toEqual({ a: "uploaded" });
  });

  it("is kept on request", async () => {
    const world = createWorld({ next: 8, releases: [there] });
    put(world, there, "old", old);
    const ran = await runs(world, { files: [await stage.file("a", "new")], overwriteFiles: false });
    expect(world.writes).toEqual([]);
    expect(statuses(ran)).toEqual({ a: "kept" });
    expect(published(ran).files[0]).toMatchObject({ sha256: undefined, asset: { size: 3 } });
  });

  it("is replaced when it cannot be read", async () => {
    const world = createWorld({ next: 8, releases: [there] });
    put(world, there, "new", old);
    const ran = await runs(
      world,
      { files: [await stage.file("a", "new")] },
      {
        before: (call) => {
          if (call === "read") throw new Error("500");
        },
      },
    );
    expect(statuses(ran)).toEqual({ a: "replaced" });
  });
});

describe("a dry run", () => {
  it.each<[string, Partial<Wanted>]>([
    ["of a new release", { notes: "N" }],
    ["that generates notes", { generateNotes: true }],
  ])("%s changes nothing", async (_, more) => {
    const world = createWorld({ generated: "x" });
    const { outcome } = await runs(world, { ...more, files: [await stage.file("a", "1")] }, { dryRun: true });
    expect(world.writes).toEqual([]);
    expect("planned" in outcome && outcome.planned.steps.length).toBeGreaterThan(0);
  });

  it("finds what the forge cannot do", async () => {
    const world = createWorld();
    const wish = runs(
      world,
      { latest: "true", onUnsupported: "fail" },
      { dryRun: true, can: can({ latest: undefined }) },
    );
    await expect(wish).rejects.toThrow("The forge cannot do it: make_latest.");
  });
});

describe("a release that was turned back into a draft", () => {
  it.each<[string, { author?: string; account?: string; draft?: boolean; name?: string }, string]>([
    ["is not left hidden", { author: "me", account: "Me" }, "error"],
    ["is not left hidden where nobody says who made it", { account: "me" }, "error"],
    ["is not left hidden by a robot's token", { author: "github-actions[bot]" }, "error"],
    ["is not left hidden by a job of Gitea", { author: "gitea-actions" }, "error"],
    ["is a stranger's", { author: "you", account: "me" }, "stays a draft"],
    ["is a person's and not the robot's", { author: "you" }, "stays a draft"],
    ["has none of this run's files", { author: "me", account: "me", name: "other" }, "stays a draft"],
    ["is to stay a draft", { author: "me", account: "me", draft: true }, ""],
    ["is published when that is asked for", { author: "me", account: "me", draft: false }, "published"],
  ])("%s: %j", async (_, { author, account, draft, name = "a" }, said) => {
    const world = createWorld({ releases: [release({ draft: true, author })] });
    put(world, { id: 7 }, "1", { name });
    const files = [await stage.file("a", "1")];
    const heard: string[] = [];
    const running = runs(world, { files, draft }, { heard, ...(account === undefined ? {} : { account }) });
    if (said === "error") {
      await expect(running).rejects.toMatchObject({
        name: "PublishError",
        hint: expect.stringContaining("draft: false"),
      });
      expect(world.writes).toEqual([]);
      return;
    }
    await running;
    expect(heard.join("\n")).toContain(said);
    expect(world.releases[0]?.draft).toBe(draft !== false);
  });
});

describe("what a run did, in a word", () => {
  const app = (content: string): ReturnType<Stage["file"]> => stage.file("app", content);

  it("is published, unchanged, updated for the same command again and again", async () => {
    const world = createWorld();
    const results = [];
    for (const content of ["1", "1", "2"])
      results.push(published(await runs(world, { files: [await app(content)] })).result);
    expect(results).toEqual(["published", "unchanged", "updated"]);
  });

  it("is drafted for a draft that stays one, unchanged when it is there, finished when it becomes public", async () => {
    const world = createWorld();
    const results = [];
    for (const draft of [true, true, false])
      results.push(
        published(await runs(world, { draft, files: [await app("1")] }, { run: `run${results.length}` })).result,
      );
    expect(results).toEqual(["finished", "unchanged", "finished"]);
  });

  it.each<[string, Partial<Wanted>, string]>([
    ["another title", { title: "Other" }, "updated"],
    ["a link", { links: [{ name: "Docs", url: "https://docs.test" }] }, "updated"],
    ["nothing", {}, "unchanged"],
  ])("for %s is what was done", async (_, more, result) => {
    const world = createWorld({ releases: [release()] });
    expect(published(await runs(world, more)).result).toBe(result);
  });
});

describe("a job that its tag started", () => {
  const job = { tagIsThere: true, expectedCommit: "c0ffee1", target: "c0ffee1" };

  it.each([401, 403, 404])("says that the tag could not be looked at, and publishes (%s)", async (status) => {
    const cause = new HttpError({ status, headers: {}, body: "", request: "GET /tag" });
    const before = (call: Call): void => {
      if (call === "tagCommit") throw new PublishError({ what: "Failed looking for the tag.", cause });
    };
    const ran = await runs(createWorld(), job, { before });
    expect(ran.said.filter((line) => line.includes("not checked"))).toEqual([
      "notice: It was not checked whether the tag v1.2.0, which started this job, is still on c0ffee1: this token may not look at it.",
    ]);
    expect(published(ran).result).toBe("published");
  });

  it("replaces nothing when the tag has moved since", async () => {
    const world = createWorld({ releases: [release()], tags: new Map([["v1.2.0", "badc0de"]]) });
    put(world, { id: 7 }, "the new build", { name: "a" });
    const files = [await stage.file("a", "the old build")];
    await expect(runs(world, { ...job, files })).rejects.toThrow(
      "The tag v1.2.0 is on the commit badc0de, but it was on c0ffee1 when it started this job",
    );
    expect(world.writes).toEqual([]);
  });

  it.each([
    ["makes", []],
    ["publishes", [release({ draft: true })]],
  ])("%s no release when the tag has moved since", async (_, releases) => {
    const world = createWorld({ releases, tags: new Map([["v1.2.0", "badc0de"]]) });
    await expect(runs(world, { ...job, draft: false })).rejects.toThrow(ConfigError);
    expect(world.writes).toEqual([]);
  });

  it("asks for its tag once, beside the look for its release", async () => {
    const world = createWorld();
    const asked = async (content: string): Promise<readonly Call[]> => {
      const calls: Call[] = [];
      await runs(
        world,
        { ...job, files: [await stage.file("a", content)] },
        { before: (call) => void calls.push(call) },
      );
      return calls.slice(0, 2).sort();
    };
    const both = ["release", "tagCommit"];
    expect([await asked("1"), await asked("1"), await asked("2")]).toEqual([both, both, both]);
    const calls: Call[] = [];
    await runs(world, job, { before: (call) => void calls.push(call) });
    expect(calls.filter((call) => call === "tagCommit")).toHaveLength(1);
  });

  it("trusts its event where the server does not show the tag yet", async () => {
    const world = createWorld({ tags: new Map() });
    await runs(world, { ...job, target: undefined });
    expect(world.writes).toEqual(["create 1"]);
  });
});

describe("the latest release", () => {
  it("is not asked for where all stable releases are known, but for a tag that is no version", async () => {
    const asked = async (tag: string): Promise<boolean> => {
      const world = createWorld({ releases: [release({ tag: "v9.0.0" })], latest: "v9.0.0" });
      const calls: Call[] = [];
      await runs(world, { tag, target: "c0ffee1" }, { before: (call) => void calls.push(call) });
      expect(world.marks).toEqual(["false"]);
      return calls.includes("latestTag");
    };
    expect([await asked("v1.2.0"), await asked("nightly")]).toEqual([false, true]);
  });
});

describe("a file that is too large only for the server", () => {
  const refused = (status: number, body: unknown): PublishError =>
    new PublishError({
      what: "Failed uploading big.",
      said: `POST /assets answered ${status}`,
      cause: new HttpError({ status, headers: {}, body, request: "POST /assets" }),
    });
  const storing = (error: PublishError): ((call: Call) => void) => {
    let first = true;
    return (call) => {
      if (call !== "upload" || !first) return;
      first = false;
      throw error;
    };
  };
  const files = async (): Promise<WantedFile[]> => [await stage.file("big", "123456"), await stage.file("small", "1")];

  it.each([
    [413, "<html>Request Entity Too Large</html>"],
    [400, { message: "file is too large" }],
    [400, "<Error><Code>EntityTooLarge</Code></Error>"],
  ])("is skipped with oversized_files: skip, answered %s", async (status, body) => {
    const world = createWorld();
    const ran = await runs(
      world,
      { files: await files(), oversizedFiles: "skip" },
      { before: storing(refused(status, body)) },
    );
    expect(statuses(ran)).toEqual({ big: "skipped", small: "uploaded" });
    expect(ran.said.join("\n")).toContain("notice: Skipped: big has 6 bytes, which is too large for this server.");
    expect(world.releases).toMatchObject([{ draft: false }]);
  });

  it("keeps the old one of its name, and says so in the outputs", async () => {
    const world = createWorld({ releases: [release()] });
    put(world, { id: 7 }, "old", { name: "big" });
    const ran = await runs(
      world,
      { files: await files(), oversizedFiles: "skip" },
      { before: storing(refused(413, "")) },
    );
    expect(statuses(ran)).toEqual({ big: "skipped", small: "uploaded" });
    expect(published(ran).assets.map(({ name }) => name)).toEqual(["big", "small"]);
  });

  it.each<[string, number, unknown, "fail" | "skip"]>([
    ["by default", 413, "", "fail"],
    ["for a quota", 413, { message: "quota exceeded" }, "skip"],
    ["for another refusal", 422, { message: "name is taken" }, "skip"],
    ["for a right", 403, "", "skip"],
  ])("ends the run %s", async (_, status, body, oversizedFiles) => {
    const running = runs(
      createWorld(),
      { files: await files(), oversizedFiles },
      { before: storing(refused(status, body)) },
    );
    await expect(running).rejects.toThrow("Failed uploading big.");
  });
});

describe("notes that the forge generates", () => {
  const failing = (status: number, body: unknown = ""): ((call: Call) => void) => {
    const request = "POST /generate-notes";
    const cause = new HttpError({ status, headers: {}, body, request });
    return (call) => {
      if (call === "generate")
        throw new PublishError({ what: "Failed generating.", said: `answered ${status}`, cause });
    };
  };

  it("are left out with a warning when the generator fails for a passing reason", async () => {
    const world = createWorld({ generated: "New" });
    const ran = await runs(world, { notes: "Mine", generateNotes: true }, { before: failing(504) });
    expect(world.releases).toMatchObject([{ draft: false, notes: "Mine" }]);
    expect(ran.said.join("\n")).toMatch(/warning: The notes were not generated.*answered 504/);
  });

  it.each<[string, number, Partial<Wanted>]>([
    ["that will not pass", 403, {}],
    ["where on_unsupported says fail", 504, { onUnsupported: "fail" }],
  ])("end the run for a reason %s", async (_, status, more) => {
    const world = createWorld({ generated: "New" });
    await expect(runs(world, { generateNotes: true, ...more }, { before: failing(status) })).rejects.toThrow("Failed");
    expect(world.writes).toEqual([]);
  });

  it("name a previous_tag that is not there", async () => {
    const before = failing(422, { message: "Invalid previous_tag parameter" });
    const running = runs(createWorld(), { generateNotes: true, previousTag: "v0.9" }, { before });
    await expect(running).rejects.toThrow("Notes cannot be generated since v0.9: the server knows no such tag.");
    await expect(running).rejects.toBeInstanceOf(ConfigError);
  });

  it("tell once by how much they were cut", async () => {
    const world = createWorld({ generated: "x".repeat(150) });
    const ran = await runs(world, { generateNotes: true, files: [await stage.file("a", "1")] });
    expect(ran.said.filter((line) => line.includes("cut off"))).toEqual([
      "notice: The notes have 150 characters and the forge accepts 100: 50 were cut off.",
    ]);
  });
});
