import { addTag, BrokenHalfway, isTagName, Refusal, resolveRef, type Commit } from "../kernel";
import { internal, mayTouchTag, problem } from "./access";
import type { Release, Repo, RepositoryCall } from "./state";

/** The least that git takes for an abbreviation. */
const SHORTEST_SHA = 4;

/** Anything git resolves: branch, tag, full or short sha (reference 5.1). */
export const resolve = (repo: Repo, ref: string): Commit | undefined =>
  resolveRef(repo, ref, { tags: true, fullRefs: true, shortSha: SHORTEST_SHA });

/** How a refusal is told: a new row says what is wrong, every other path answers 500 (reference 5.2). */
export type Tone = "plain" | "mute";

const refusal = ({ world }: RepositoryCall, tone: Tone, told: { status: number; message: string }): Refusal =>
  new Refusal(tone === "mute" ? internal(world) : problem(world, told.status, told.message));

function badTarget(call: RepositoryCall, target: string, tone: Tone): Refusal {
  if (!call.world.dialect.namesBadTarget) return new Refusal(internal(call.world));
  const message = `target "${target}" not found: object does not exist [id: ${target}, rel_path: ]`;
  return refusal(call, tone, { status: 404, message });
}

/**
 * Makes the git tag of a release that is to be public, at the release's target, unless it is there (reference 5.2).
 * A draft makes none.
 */
export function ensureTag(call: RepositoryCall, row: Release, told: { tone: Tone; message?: string }): void {
  const { world, repo } = call;
  const { tagName, target } = row;
  if (repo.rules.archived) throw new Refusal(internal(world));
  if (!row.draft && !repo.tags.has(tagName)) {
    if (!isTagName(tagName)) throw new Refusal(internal(world));
    // Whoever asks, the author of the release has to have the right (second table).
    if (!mayTouchTag(repo, tagName, row.author)) {
      const message = `release tag name is protected [tag_name: ${tagName}]`;
      throw refusal(call, told.tone, { status: 422, message });
    }
    const commit = resolve(repo, target === "" ? repo.defaultBranch : target);
    if (!commit) throw badTarget(call, target, told.tone);
    addTag(repo, tagName, { commit: commit.sha, message: told.message === "" ? undefined : told.message });
    row.createdAt = world.now();
  }
  // The tag is in git before the row is in the table: what breaks here leaves the tag.
  if (call.breakHalfway) throw new BrokenHalfway();
}

const LONGEST_TITLE = 255;

/** Two columns of a screen for whatever is not ASCII. */
const width = (text: string): number => [...text].reduce((sum, sign) => sum + (sign <= "\u007f" ? 1 : 2), 0);

/** Cut with an ellipsis: 252 letters and the ellipsis are left of 300 (second table). */
export function titleOf(call: RepositoryCall, name: string): string {
  const { titleCut } = call.world.dialect;
  if (titleCut === "nowhere") return name;
  const measure = titleCut === "by width on a screen" ? width : Buffer.byteLength;
  if (measure(name) <= LONGEST_TITLE) return name;
  let [kept, left] = ["", LONGEST_TITLE - 3];
  for (const sign of name) {
    left -= measure(sign);
    if (left < 0) break;
    kept += sign;
  }
  return `${kept}…`;
}
