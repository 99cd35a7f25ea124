import { ConfigError } from "../../errors";
import { sameCommit } from "../../model/commit";
import type { Seen, Step } from "../../model/plan";
import type { Wanted } from "../../model/request";

/** What the state of the tag forbids, each as a whole sentence with the way out. */
export function tagObstacles({ tag: seen, release }: Seen, wanted: Wanted): string[] {
  const { tag } = wanted;
  if (seen === "unseen" || seen === "closed") return [];
  // A server that cannot tell would make the tag without a word.
  if (seen === "unknown") return wanted.isBranch === true && release === undefined ? [branchName(tag)] : [];
  if (seen !== "absent") return mismatch(seen.commit, wanted);
  if (wanted.verifyTag === "copy")
    return [
      `The tag ${tag} is not at the target. Push it there first, or let push_tag do it in a clone of the source.`,
    ];
  if (wanted.verifyTag) return [`The tag ${tag} does not exist, and verify_tag asks for it. Push the tag first.`];
  if (wanted.isBranch === true) return [branchName(tag)];
  // A draft that is there knows its own target.
  if (wanted.target !== undefined || release?.target !== undefined) return [];
  return [`The tag ${tag} does not exist, and ${reason(wanted)}. Push the tag first, or set target_commitish.`];
}

/** The tag that is to be pushed before all else; `undefined` where it is there already, or is no matter. */
export function pushStep({ tag: seen }: Seen, { tag, push }: Wanted): Extract<Step, { do: "push-tag" }> | undefined {
  if (push === undefined || seen === "unseen" || seen === "closed") return undefined;
  const { id, commit, force } = push;
  const step = { do: "push-tag", tag, id, commit, moves: force } as const;
  if (typeof seen === "string") return { ...step, from: undefined };
  return force && !sameCommit(seen.commit, commit) ? { ...step, from: seen.commit } : undefined;
}

/** What is to be known about the tag, though it stands in nobody's way. */
export function tagRemarks(
  { tag: seen }: Seen,
  { tag, tagIsThere, target, unchecked, expectedCommit }: Wanted,
): string[] {
  if (seen === "absent" && tagIsThere && target !== undefined)
    return [`The tag ${tag}, which started this job, is gone: it is made again on the commit ${target}.`];
  if (seen === "closed" && expectedCommit !== undefined)
    return [
      `It was not checked whether the tag ${tag}, which started this job, is still on ${expectedCommit}: this token may not look at it.`,
    ];
  if (typeof seen === "string" || unchecked === undefined) return [];
  if (unchecked.commit !== undefined && sameCommit(seen.commit, unchecked.commit)) return [];
  return [
    `The commit of the tag ${tag} (${seen.commit}) was not checked: there is no checkout of this repository here, and the tag did not start this job.`,
  ];
}

function mismatch(commit: string, { tag, expectedCommit, otherCommit, tagIsThere }: Wanted): string[] {
  const fits = [expectedCommit, otherCommit].some((one) => one !== undefined && sameCommit(commit, one));
  if (expectedCommit === undefined || fits) return [];
  const built = tagIsThere
    ? `it was on ${expectedCommit} when it started this job: it has been moved since, and these files are those of the old commit`
    : `${expectedCommit} is being built`;
  const remedy = tagIsThere
    ? "Let the job that the moved tag started publish"
    : "Move the tag, build the tagged commit";
  return [`The tag ${tag} is on the commit ${commit}, but ${built}. ${remedy}, or set allow_tag_mismatch: true.`];
}

function branchName(tag: string): string {
  return `There is no tag ${tag}: ${tag} is what is being built here, a branch or a merge ref. Set tag_name to the release's tag, or, if a tag is really to have this name, set target_commitish as well.`;
}

const REASONS: Readonly<Record<NonNullable<Wanted["noTarget"]>, string>> = {
  "pull-request": "what a pull request builds is not a commit to release",
  foreign:
    "the target is another repository than the one that is built here, so it is not known which commit the tag should be on",
};

function reason({ noTarget }: Wanted): string {
  return noTarget === undefined ? "it is not known which commit it should be on" : REASONS[noTarget];
}

/** Why a tag cannot be made on a commit or a branch that the server does not have. */
export function noTarget(tag: string, target: string): ConfigError {
  return new ConfigError({
    what: `The tag ${tag} cannot be made: the repository has no commit or branch ${target}.`,
    hint: "Nothing was changed. Push the commit first, or set target_commitish to a branch or a commit that the server has.",
  });
}
