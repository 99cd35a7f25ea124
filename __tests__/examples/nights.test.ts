import { afterEach, describe, expect, it } from "vitest";
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { createClock, type LeapingClock } from "../doors/clock";
import { nights } from "./histories";
import { runStep } from "./run-step";
import { workflow } from "./workflows";

const HOUR = 3_600_000;
const sha256 = (content: string): string => createHash("sha256").update(content).digest("hex");

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

async function later(clock: LeapingClock, milliseconds: number): Promise<void> {
  const job = clock.enter(new AbortController().signal);
  await job.sleep(milliseconds);
  job.leave();
}

/** What `make dist` leaves: one name of every night, and one that has the night in it. */
async function build(workspace: Workspace, night: number): Promise<Record<string, string>> {
  await rm(join(workspace.folder, "dist"), { recursive: true, force: true });
  const files = { "app.zip": `app of night ${night}`, [`app-${night}.deb`]: `package of night ${night}` };
  for (const [name, content] of Object.entries(files)) await workspace.write(`dist/${name}`, content);
  return files;
}

describe("examples/nightly.yml", () => {
  it("keeps one release of seven nights, with the tag and the files of the last one", async () => {
    const clock = createClock();
    const workspace = await createWorkspace({ "NOTES.md": "What is new" }, { clock });
    const at = await nights(workspace, clock);
    const [github] = at.stand.forges;
    if (github === undefined) throw new Error("no forge");
    endings.push(
      () => workspace.close(),
      () => github.close(),
    );
    const [round] = workflow(await readFile("examples/nightly.yml", "utf8"), at.stand.values);
    const [step] = round ?? [];
    if (step === undefined) throw new Error("no step");
    const [ids, addresses] = [new Set<string>(), new Set<string>()];
    for (let night = 1; night <= 7; night++) {
      const { commit, environment } = await at.next(`feat: night ${night}`);
      const files = await build(workspace, night);
      const ran = await runStep(step, { env: environment, workspace });
      expect([ran.code, ran.log]).toEqual([0, expect.not.stringMatching(/^::(warning|error)/m)]);
      const [release, ...more] = github.repo.seen();
      expect([more, release?.tag, release?.draft, release?.prerelease]).toEqual([[], "nightly", false, true]);
      expect([github.repo.tagCommit("nightly"), [...github.repo.tags.keys()]]).toEqual([commit, ["nightly"]]);
      const list = Object.keys(files)
        .sort()
        .map((name) => `${sha256(files[name] ?? "")}  ${name}\n`);
      const there = Object.fromEntries((release?.assets ?? []).map((asset) => [asset.name, asset.sha256]));
      expect(there).toEqual({
        ...Object.fromEntries(Object.entries(files).map(([name, content]) => [name, sha256(content)])),
        SHA256SUMS: sha256(list.join("")),
      });
      ids.add(release?.id ?? "");
      const urls = ran.outputs?.asset_urls ?? "";
      addresses.add(String(urls.match(/"(app\.zip|SHA256SUMS)":"http[^"]+"/g)));
      await later(clock, 24 * HOUR);
    }
    expect([ids.size, addresses.size, github.violations]).toEqual([1, 1, []]);
  });
});
