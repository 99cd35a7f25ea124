import { execFileSync } from "node:child_process";
import { type Made, repository } from "../git-stage";
import { type History, openHistory } from "../../../src/ci/git/history";
import { findRepository } from "../../../src/ci/git/find";

/** The history of a folder's checkout. */
export async function historyOf({ folder }: Pick<Made, "folder">): Promise<History> {
  const found = await findRepository(folder, undefined);
  if (found === undefined) throw new Error("there is no repository");
  return openHistory(found);
}

/** Ids of a range, sorted. */
export async function between(made: Made, from: string | undefined, to: string): Promise<string[]> {
  const range = await (await historyOf(made)).between(from, to);
  if (range === undefined) throw new Error("one of the two is not there");
  return range.commits.map(({ id }) => id).sort();
}

/** A commit of a made history; parents by their places. */
export interface Planned {
  readonly parents: readonly number[];
  /** Seconds. */
  readonly time: number;
  readonly message?: string;
}

/** A repository that git has made of a plan. */
export interface Built extends Made {
  /** In the order of the plan. */
  readonly ids: readonly string[];
  /**
   * What one commit has and another has not, sorted, as the plan says it: given a range, git itself goes wrong where
   * clocks were.
   */
  listed(from: number | undefined, to: number): string[];
}

/** A whole history at once: each commit has the tag `t` and its place, the last one is `main`. */
export async function planned(commits: readonly Planned[]): Promise<Built> {
  const made = await repository();
  const lines = commits.flatMap(({ parents: [first, ...merged], time, message }, n) => {
    const text = message ?? `c${n}`;
    return [
      `commit refs/heads/b${n}`,
      `mark :${n + 1}`,
      `committer t <t@example.com> ${time} +0000`,
      `data ${Buffer.byteLength(text)}`,
      text,
      ...(first === undefined ? [] : [`from :${first + 1}`]),
      ...merged.map((one) => `merge :${one + 1}`),
      `reset refs/tags/t${n}`,
      `from :${n + 1}`,
      "",
    ];
  });
  const env = { PATH: process.env.PATH, HOME: made.folder, GIT_CONFIG_NOSYSTEM: "1" };
  execFileSync("git", ["fast-import", "--quiet"], { cwd: made.folder, env, input: lines.join("\n") });
  made.git("update-ref", "refs/heads/main", `refs/tags/t${commits.length - 1}`);
  const ids = made.git("rev-parse", ...commits.map((_, n) => `t${n}`)).split("\n");
  const ancestors = (n: number, met = new Set<number>()): Set<number> => {
    if (met.has(n)) return met;
    met.add(n);
    for (const parent of commits[n]?.parents ?? []) ancestors(parent, met);
    return met;
  };
  return {
    ...made,
    ids,
    listed(from, to) {
      const out = from === undefined ? new Set<number>() : ancestors(from);
      const inside = [...ancestors(to)].filter((n) => !out.has(n));
      return inside.map((n) => ids[n] ?? "").sort();
    },
  };
}

/** A history that goes apart and comes together by chance, some of its clocks wrong by a day. */
export function tangled(seed: number, count: number): Planned[] {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  return Array.from({ length: count }, (_, n) => {
    const wished = n === 0 ? 0 : random(4) === 0 ? 2 : 1;
    const parents = new Set(Array.from({ length: wished }, () => Math.max(0, n - 1 - random(6))));
    const wrong = random(8) === 0 ? (random(2) === 0 ? -90_000 : 90_000) : 0;
    return { parents: [...parents], time: 1_700_000_000 + n * 60 + wrong };
  });
}
