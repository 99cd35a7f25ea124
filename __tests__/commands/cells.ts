import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StartOptions } from "../../sandbox/kernel/sandbox";
import { COLUMNS, type Column } from "../../scripts/command-table";
import { type CallOptions, type Called, type Stage, expectCall, stageOn, startSandbox, startStage } from "./stage";

/** How one cell of the table forges × commands is played; what it does is looked up on the server or on disk. */
export interface Cell {
  readonly column: Column;
  play(stage: Stage, how: CallOptions): Promise<unknown>;
}

const FILES = ["a.txt", "b.bin"];

/** Releases of one line of versions and of nightly builds, each on a commit of its own. */
export function seed({ repo }: Stage): void {
  for (const tag of ["v1.0.0", "nightly-1", "nightly-2", "v1.1.0"]) {
    repo.commit(tag);
    const assets = FILES.map((name) => ({ name, content: `${tag} ${name}` }));
    repo.release({ tag, title: `Version ${tag}`, notes: `Notes of ${tag}`, assets });
  }
}

const tagsOf = ({ repo }: Stage): string[] => repo.seen().map(({ tag }) => tag);
const filesOf = ({ repo }: Stage, wanted: string): string[] =>
  repo.seen().flatMap(({ tag, assets }) => (tag === wanted ? assets.map(({ name }) => name).sort() : []));

const PLAYS: Readonly<Record<Column, Cell["play"]>> = {
  async list(stage, how) {
    const { json } = await expectCall(stage.call(["list", "--json"], how), 0);
    expect((json as { tag_name: string }[]).map(({ tag_name }) => tag_name).sort()).toEqual(tagsOf(stage).sort());
  },
  async view(stage, how) {
    const { json } = await expectCall(stage.call(["view", "v1.1.0", "--json"], how), 0);
    expect(json).toMatchObject({ tag_name: "v1.1.0", forge: stage.name });
    const { stdout } = await expectCall(stage.call(["view"], how), 0);
    expect(stdout).toMatch(/^v1\.1\.0/);
  },
  async download(stage, how) {
    await expectCall(stage.call(["download", "v1.1.0", "--dir", "got"], how), 0);
    for (const name of FILES)
      expect(await readFile(join(stage.workspace.folder, "got", name), "utf8")).toBe(`v1.1.0 ${name}`);
  },
  async verify(stage, how) {
    await stage.workspace.write("own/a.txt", "v1.1.0 a.txt");
    await expectCall(stage.call(["verify", "v1.1.0", "own/a.txt"], how), 0);
    await stage.workspace.write("own/a.txt", "another");
    await expectCall(stage.call(["verify", "v1.1.0", "own/a.txt"], how), 1);
  },
  async upload(stage, how) {
    await stage.workspace.write("new.txt", "new");
    await expectCall(stage.call(["upload", "v1.1.0", "new.txt"], how), 0);
    expect(filesOf(stage, "v1.1.0")).toEqual([...FILES, "new.txt"]);
  },
  async "delete TAG FILE"(stage, how) {
    await expectCall(stage.call(["delete", "v1.1.0", "new.txt", "--yes"], how), 0);
    expect(filesOf(stage, "v1.1.0")).toEqual(FILES);
  },
  async prune(stage, how) {
    await expectCall(stage.call(["prune", "nightly-*", "--keep", "1", "--yes"], how), 0);
    expect(tagsOf(stage).filter((tag) => tag.startsWith("nightly"))).toEqual(["nightly-2"]);
  },
  async "delete TAG"(stage, how) {
    await expectCall(stage.call(["delete", "nightly-2", "--yes"], how), 0);
    expect(tagsOf(stage)).not.toContain("nightly-2");
  },
  async "delete --with-tag"(stage, how) {
    await expectCall(stage.call(["delete", "v1.0.0", "--with-tag", "--yes"], how), 0);
    expect(tagsOf(stage)).not.toContain("v1.0.0");
    expect(stage.repo.tagCommit("v1.0.0")).toBeUndefined();
  },
  async "copy --from"(stage, how) {
    const other = await startStage("github");
    await copied(stage, other, how);
  },
  async "copy --to"(stage, how) {
    const other = await startStage("github");
    seed(other);
    // A mirror of its own, for what is copied must not be there.
    await copied(other, await stageOn(stage.name, stage.sandbox), how);
  },
  async doctor(stage, how) {
    await stage.workspace.write("new.txt", "new");
    const before = stage.repo.writes().length;
    const { json } = await expectCall(stage.call(["doctor", "--json", "--tag-name", "v1.1.0", "new.txt"], how), 0);
    const of = (check: string) => (json as { check: string; status: string }[]).find((one) => one.check === check);
    for (const check of ["server", "token", "release", "files"]) expect(of(check)).toMatchObject({ status: "ok" });
    expect(stage.repo.writes()).toHaveLength(before);
  },
};

/** Cells in the order of the table, which is one that each of them leaves enough for the next. */
export const CELLS: readonly Cell[] = COLUMNS.map((column) => ({ column, play: PLAYS[column] }));

async function copied(from: Stage, to: Stage, how: CallOptions): Promise<void> {
  to.repo.commit("v1.1.0");
  to.repo.tag("v1.1.0", { annotated: "Notes of v1.1.0" });
  await expectCall(copy(from, to, ["v1.1.0"], how), 0);
  expect(filesOf(to, "v1.1.0")).toEqual(filesOf(from, "v1.1.0"));
}

function copy(from: Stage, to: Stage, tags: readonly string[], how: CallOptions): Promise<Called> {
  const side = (which: "from" | "to", { sandbox, repo, name }: Stage): string[] => [
    ...[`--${which}`, `${sandbox.serverUrl}/${repo.path}`, `--${which}-forge`, name],
    ...[`--${which}-api-url`, sandbox.apiUrl, `--${which}-token-env`, which === "from" ? "SECRET_A" : "SECRET_B"],
  ];
  const words = ["copy", ...tags, ...side("from", from), ...side("to", to)];
  const env = { ...how.env, SECRET_A: from.sandbox.tokens.good, SECRET_B: to.sandbox.tokens.good };
  return from.call(words, { ...how, env, bare: true });
}

/** A sandbox with the releases of `seed`. */
export async function seeded(name: string, options: StartOptions = {}): Promise<Stage> {
  const stage = await stageOn(name, await startSandbox(name, options));
  seed(stage);
  return stage;
}
