import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Abilities } from "../src/forges/forge";
import type { Program } from "./program";
import type { Promised } from "./promises";
import type { Place, Server } from "./server";
import { type Between, type Size, createStage } from "./stage";

/** What became of one promise. */
export interface Outcome {
  readonly name: string;
  readonly result: "held" | "broken" | "skipped";
  /** What was wrong, or why it was skipped. */
  readonly words: string | undefined;
  readonly seconds: number;
}

/** What the suite saw on one server. */
export interface Played {
  readonly software: string;
  readonly outcomes: readonly Outcome[];
  /** Releases and tags of this suite that no route removes. */
  readonly left: readonly string[];
}

export interface Play {
  readonly server: Server;
  readonly place: Place;
  readonly forge: string;
  readonly can: Abilities;
  readonly promises: readonly Promised[];
  readonly size: Size;
  /** Commit for the tags; default: the head of the default branch. */
  readonly commit: string | undefined;
  /** Of every run of the program. */
  readonly flags: readonly string[];
  readonly signal: AbortSignal;
  readonly program: Program;
  readonly between?: Between | undefined;
  tell(line: string): void;
}

/**
 * Plays the promises on a repository, one after the other, with tags of its own, removes them, and compares what is
 * there with what was there before. A release or a tag that it did not make is never touched.
 * @throws where the repository cannot be read, or cannot take a tag
 */
export async function play(at: Play): Promise<Played> {
  const { server, tell } = at;
  const before = await inventory(server);
  const head = at.commit ?? (await server.head());
  const mark = `live-${randomBytes(4).toString("hex")}`;
  const made = new Set<string>();
  const root = await mkdtemp(join(tmpdir(), "forge-release-live-"));
  const outcomes: Outcome[] = [];
  const left: string[] = [];
  try {
    for (const [nth, promise] of at.promises.entries()) {
      if (at.signal.aborted) break;
      const folder = join(root, String(nth), "work");
      await mkdir(folder, { recursive: true });
      const foreign = Object.keys(before.releases).length > 0;
      // The mark of latest stays where it is.
      const latest = foreign && at.can.latest !== undefined ? ["--make-latest", "false"] : [];
      const named = at.forge === "gitlab" ? ["--package-name", mark] : [];
      const flags = [...at.flags, ...latest, ...named];
      const stage = createStage({ ...at, head, foreign, mark, nth, folder, made, flags });
      const began = performance.now();
      const skipped = promise.skip?.(at.can, stage);
      const broken = skipped === undefined ? await promise.play(stage).then(none, wordsOf) : undefined;
      const seconds = (performance.now() - began) / 1000;
      const result = skipped !== undefined ? "skipped" : broken === undefined ? "held" : "broken";
      outcomes.push({ name: promise.name, result, words: skipped ?? broken, seconds });
      tell(
        `${result.padEnd(7)} ${promise.name}${(skipped ?? broken) === undefined ? "" : `: ${skipped ?? broken ?? ""}`}`,
      );
    }
  } finally {
    left.push(...(await cleared(server, made)));
    await server.sweep?.(mark);
    await rm(root, { recursive: true, force: true });
  }
  const changed = changes(before, await inventory(server), made);
  outcomes.push({
    name: "the repository is as it was",
    result: changed.length === 0 ? "held" : "broken",
    words: changed.join("; ") || undefined,
    seconds: 0,
  });
  return { software: await server.software(), outcomes, left };
}

const none = (): undefined => undefined;
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Inventory {
  readonly tags: Readonly<Record<string, string>>;
  readonly releases: Readonly<Record<string, string>>;
}

/** Counters and clocks that move when somebody only looks. */
const RESTLESS = new Set(["download_count", "updated_at", "expires_at"]);
const steady = (key: string, value: unknown): unknown => (RESTLESS.has(key) ? undefined : value);

async function inventory(server: Server): Promise<Inventory> {
  const releases = await server.releases();
  return {
    tags: Object.fromEntries(await server.tags()),
    releases: Object.fromEntries(releases.map(({ tag, raw }) => [tag, JSON.stringify(raw, steady)])),
  };
}

/** @returns what could not be removed */
export async function cleared(server: Server, made: ReadonlySet<string>): Promise<readonly string[]> {
  const left: string[] = [];
  const attempt = async (what: string, remove: (() => Promise<void>) | undefined): Promise<void> => {
    if (remove === undefined) left.push(what);
    else await remove().catch((error: unknown) => left.push(`${what} (${wordsOf(error)})`));
  };
  for (const { tag, remove } of await server.releases()) if (made.has(tag)) await attempt(`release ${tag}`, remove);
  const { removeTag } = server;
  for (const tag of (await server.tags()).keys())
    if (made.has(tag)) await attempt(`tag ${tag}`, removeTag && (() => removeTag(tag)));
  return left;
}

function changes(before: Inventory, after: Inventory, made: ReadonlySet<string>): string[] {
  const differ = (
    what: string,
    old: Readonly<Record<string, string>>,
    now: Readonly<Record<string, string>>,
  ): string[] =>
    [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .filter((name) => !made.has(name) && old[name] !== now[name])
      .map((name) => `${what} ${name} ${now[name] === undefined ? "is gone" : "is another"}`);
  return [...differ("tag", before.tags, after.tags), ...differ("release", before.releases, after.releases)];
}
