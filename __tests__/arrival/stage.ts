import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SeenAsset } from "../forges/contract/subject";
import { type Inputs, type Trial, type TrialOptions, openTrial } from "../../reliability/trial";
import type { Subject } from "../forges/contract/subject";

const run = promisify(execFile);

export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** Plays something on a forge of its own. */
export async function on(
  subject: Subject,
  play: (trial: Trial) => Promise<void>,
  options: TrialOptions = {},
): Promise<void> {
  const trial = await openTrial(subject, options);
  try {
    await play(trial);
    expect(trial.host.violations).toEqual([]);
  } finally {
    await trial.close();
  }
}

/** Writes files and publishes them; a run that ends otherwise than expected fails with its log. */
export async function publish(
  trial: Trial,
  files: Readonly<Record<string, string>>,
  inputs: Inputs = {},
  exit = 0,
): Promise<Awaited<ReturnType<Trial["run"]>>> {
  for (const [name, content] of Object.entries(files)) await trial.workspace.write(name, content);
  const names = Object.keys(files).join("\n");
  const ran = await trial.run({ ...(names === "" ? {} : { files: names }), body: "Notes", ...inputs });
  if (ran.code !== exit) throw new Error(`exit code ${ran.code ?? ran.signal ?? ""} instead of ${exit}:\n${ran.log}`);
  return ran;
}

/** Assets of the only release. */
export function assetsOn({ repo }: Trial): readonly SeenAsset[] {
  const [release, ...more] = repo.releases();
  if (release === undefined || more.length > 0) throw new Error(`${repo.releases().length} releases`);
  return release.assets;
}

export const namesOn = (trial: Trial): string[] =>
  assetsOn(trial)
    .map(({ name }) => name)
    .sort();

/** The list of these files as coreutils write it. */
export const listOf = (files: Readonly<Record<string, string>>): string =>
  Object.keys(files)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((name) => `${sha256(files[name] ?? "")}  ${name}\n`)
    .join("");

/** Fails unless the list on the release is right to the byte. */
export function expectList(trial: Trial, files: Readonly<Record<string, string>>, name = "SHA256SUMS"): void {
  const lists = assetsOn(trial).filter((asset) => asset.name === name);
  expect(lists.map((asset) => asset.sha256)).toEqual([sha256(listOf(files))]);
  expect(namesOn(trial)).toEqual([...Object.keys(files), name].sort());
}

/** What `sha256sum -c` says of files and a list, as people have them after a download. */
export async function checkedBySha256sum(list: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "checksums-"));
  try {
    for (const [name, content] of Object.entries({ ...files, SHA256SUMS: list }))
      await writeFile(join(folder, name), content);
    const { stdout } = await run("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: folder });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Time passes for the server and for all runs that come after. */
export async function later({ clock }: Trial, milliseconds: number): Promise<void> {
  const job = clock.enter(new AbortController().signal);
  await job.sleep(milliseconds);
  job.leave();
}

/** A run that is killed once its first file is there: nothing of it reaches the server after that. */
export async function diesAfterUpload({ host, repo }: Trial, run: () => Promise<unknown>): Promise<void> {
  const over: { remove(): void }[] = [];
  repo.watch((request) => {
    if (over.length > 0 || !repo.isAction("upload", request)) return;
    over.push(host.faults.add({ nth: 2, times: Infinity, do: { kind: "reset", when: "before" } }));
  });
  await run();
  expect(over).toHaveLength(1);
  for (const fault of over) fault.remove();
}

/** A sandbox's own handle of a repository. */
interface Raw {
  private: boolean;
  commit(message: string): string;
  tag(name: string, options?: { readonly commit?: string }): unknown;
}

/** Nobody else may see it from now on. */
export function close({ repo }: Trial): void {
  rawOf(repo).private = true;
}

/** A new commit, and the tag on it, as `git push --force` leaves them. */
export function moveTag({ repo }: Trial, tag: string): void {
  const raw = rawOf(repo);
  raw.tag(tag, { commit: raw.commit("Another night") });
}

function rawOf(repo: object): Raw {
  if (!("raw" in repo)) throw new Error("not a repository of a sandbox");
  return repo.raw as Raw;
}
