import { gt, valid } from "semver";
import type { Release, Repo } from "./state";

export type MakeLatest = "true" | "false" | "legacy";

const full = (release: Release): boolean => !release.draft && !release.prerelease;

/** Later commit first, then the higher semantic version, then the later release: "legacy" of reference 7.4. */
function legacyOrder(a: Release, b: Release): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  const [left, right] = [valid(a.tagName), valid(b.tagName)];
  if (left && right && left !== right) return gt(left, right) ? -1 : 1;
  return b.id - a.id;
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
