import type { Commit } from "../../../model/commit";
import { versionOf } from "../../../model/version";
import { type Change, changeOf } from "./conventional";

/** A change and the commits that made it: the same one may have been picked from branch to branch. */
export interface Listed extends Change {
  readonly ids: readonly string[];
}

/**
 * The changes of a release, newest first: without merges, without what was taken back before anybody had it, and without
 * what only makes the release itself. Pure.
 */
export function changesIn(commits: readonly Commit[], tag: string): Listed[] {
  const changes = commits
    .filter(isWritten)
    .map(changeOf)
    .filter((change) => saysSomething(change, tag));
  const gone = takenBack(changes);
  const listed = new Map<string, Listed>();
  for (const change of changes) {
    if (gone.has(change)) continue;
    const key = [change.type, change.scope, change.text, ...change.breaks].join("\0");
    const known = listed.get(key);
    listed.set(key, { ...(known ?? change), ids: [...(known?.ids ?? []), change.id] });
  }
  return [...listed.values()];
}

/** A merge says what its commits say, unless somebody has written its message. */
function isWritten({ parents, message }: Commit): boolean {
  const isMerge =
    /^(Merged? (?:branch|branches|pull request|remote-tracking|tag|commit|in |from |into |\w+[/\w-]* into )|合并|Merge[d]?$)/i;
  const isRequest = /^Merge pull request #\d+ [^]*?\n\s*\S/.test(message);
  return !isMerge.test(message.trimStart()) || (parents.length < 2 && isRequest);
}

/** Corrections of other commits, which a rebase would have put into them, and commits that only name the version. */
function saysSomething({ header, text }: Change, tag: string): boolean {
  if (header === "" || /^(fixup|squash|amend)! /.test(header)) return false;
  const version = (versionOf(tag)?.version ?? tag).toLowerCase();
  const named = text
    .toLowerCase()
    .replace(/\[(skip ci|ci skip)\]|\(#\d+\)/g, "")
    .trim();
  const words = named.replace(
    /^(?:prepare |cut |publish )?(?:release|bump|version|发布)?(?: version)?(?: to)?[\s:]*/,
    "",
  );
  return ![version, `v${version}`, tag.toLowerCase()].includes(words);
}

/** Changes that were taken back, with what took them back, where both are here; a revert of a revert is none. */
function takenBack(changes: readonly Change[]): ReadonlySet<Change> {
  const gone = new Set<Change>();
  changes.forEach((change, at) => {
    if (gone.has(change) || change.reverts === undefined) return;
    const { ids, header } = change.reverts;
    const others = changes.filter((other, place) => place !== at && !gone.has(other));
    const byId = ids.map((id) => others.find((other) => other.id.startsWith(id)));
    const byName = changes.slice(at + 1).find((other) => !gone.has(other) && other.header === header);
    const taken = ids.length > 0 ? byId : [byName];
    for (const one of taken) if (one !== undefined) gone.add(one);
    if (taken.every((one) => one !== undefined)) gone.add(change);
  });
  return gone;
}
