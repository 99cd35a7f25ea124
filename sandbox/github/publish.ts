import { rcompare, valid } from "semver";
import { addTag, isTagName, newestFirst, Refusal, resolveRef, tagCommit } from "../kernel";
import { custom, validationFailed, type FieldError } from "./fields";
import type { Release, Repo } from "./state";

export type MakeLatest = "true" | "false" | "legacy";

const full = (release: Release): boolean => !release.draft && !release.prerelease;

/** Later commit first, then the higher semantic version, then the later release: "legacy" of reference 7.4. */
function legacyOrder(a: Release, b: Release): number {
  const [left, right] = [valid(a.tagName), valid(b.tagName)];
  const byVersion = a.createdAt === b.createdAt && left && right ? rcompare(left, right) : 0;
  return byVersion || newestFirst(a, b);
}

const legacyLatest = (repo: Repo, without?: Release): Release | undefined =>
  repo.releases.filter((release) => full(release) && release !== without).sort(legacyOrder)[0];

/** Drafts and prereleases are never latest; without a marked release the legacy order decides. */
export function latestRelease(repo: Repo): Release | undefined {
  const marked = repo.releases.find((release) => release.id === repo.latestId && full(release));
  return marked ?? legacyLatest(repo);
}

/**
 * Moves the marker. `wanted` undefined = not sent: `true` when publishing, no change otherwise. The value is ignored
 * for drafts and prereleases, and so is lost when it is sent with the draft only (reference 7.4).
 */
export function markLatest(repo: Repo, release: Release, wanted: MakeLatest | undefined, publishing: boolean) {
  if (!full(release)) return;
  const value = wanted ?? (publishing ? "true" : undefined);
  if (value === "true") repo.latestId = release.id;
  // Another one keeps or takes the marker; the only candidate can still be shown as latest.
  else if (value === "false" && (repo.latestId === release.id || repo.latestId === undefined)) {
    repo.latestId = legacyLatest(repo, release)?.id;
  } else if (value === "legacy") repo.latestId = legacyLatest(repo)?.id;
}

/** What a create or an update would leave behind, before it is accepted. */
export type Candidate = Pick<Release, "tagName" | "target" | "name" | "body" | "draft" | "prerelease">;

export const RULE = "Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n";
const BODY_LIMIT = 125_000;
const MUST_HAVE_TAG: FieldError = {
  ...{ resource: "Release", code: "custom", message: "Published releases must have a valid tag" },
};
const BAD_TARGET: FieldError = { resource: "Release", code: "invalid", field: "target_commitish" };

function tagErrors(repo: Repo, tag: string, self: Release | undefined): FieldError[] {
  if (!isTagName(tag)) return [custom("Release", "tag_name", "tag_name is not a valid tag"), MUST_HAVE_TAG];
  if (repo.burnedTags.has(tag)) {
    return [custom("Release", "tag_name", "tag_name was used by an immutable release"), MUST_HAVE_TAG];
  }
  const taken = repo.releases.some((release) => release !== self && !release.draft && release.tagName === tag);
  if (taken) return [{ resource: "Release", code: "already_exists", field: "tag_name" }];
  if (!repo.tags.has(tag) && repo.rules.restrictTagCreation) {
    return [custom("Release", "pre_receive", `pre_receive ${RULE}`)];
  }
  return [];
}

/** The 422 catalogue of reference section 4. `explicitTarget`: sent with this very request, so it is checked always. */
export function refuseInvalid(
  repo: Repo,
  candidate: Candidate,
  at: { self: Release | undefined; explicitTarget: boolean },
): void {
  const errors: FieldError[] = [];
  // Characters, not bytes and not UTF-16 units (reference 5.1).
  if (Array.from(candidate.body ?? "").length > BODY_LIMIT) {
    errors.push(custom("Release", "body", `body is too long (maximum is ${BODY_LIMIT} characters)`));
  }
  if (repo.branches.size === 0) {
    if (!candidate.draft) errors.push({ resource: "Release", code: "custom", message: "Repository is empty." });
  } else {
    if (!candidate.draft) errors.push(...tagErrors(repo, candidate.tagName, at.self));
    const creates = !candidate.draft && !repo.tags.has(candidate.tagName);
    if ((at.explicitTarget || creates) && !resolveRef(repo, candidate.target)) errors.push(BAD_TARGET);
  }
  if (errors.length > 0) throw new Refusal(validationFailed(...errors));
}

/** Date of the commit, not of the release (reference 5.2). */
export function commitDate(repo: Repo, candidate: Candidate): string {
  return (tagCommit(repo, candidate.tagName) ?? resolveRef(repo, candidate.target))?.date ?? repo.now();
}

/** Puts an accepted candidate in force. The tag comes into being here and only here (checklist n). */
export function putInForce(repo: Repo, release: Release, candidate: Candidate, latest: MakeLatest | undefined): void {
  const publishing = release.publishedAt === null && !candidate.draft;
  Object.assign(release, candidate);
  release.updatedAt = repo.now();
  if (release.draft) release.publishedAt = null;
  else {
    const commit = resolveRef(repo, release.target);
    if (!repo.tags.has(release.tagName) && commit) addTag(repo, release.tagName, { commit: commit.sha });
    release.publishedAt ??= repo.now();
    release.immutable ||= publishing && repo.rules.immutableReleases;
  }
  release.createdAt = commitDate(repo, release);
  markLatest(repo, release, latest, publishing);
}
