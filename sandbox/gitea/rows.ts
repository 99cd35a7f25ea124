import type { Release, Repo, World } from "./state";

/** Tags are looked up without regard to case (reference 5). */
const same = (row: Release, tag: string): boolean => row.tagName.toLowerCase() === tag.toLowerCase();

export const releaseByTag = (repo: Repo, tag: string): Release | undefined =>
  repo.releases.find((row) => same(row, tag));

export const bareTag = (repo: Repo, tag: string): Release | undefined => repo.tagRows.find((row) => same(row, tag));

/** Whatever holds this name in the table: there can be one row only. */
export const rowByTag = (repo: Repo, tag: string): Release | undefined => releaseByTag(repo, tag) ?? bareTag(repo, tag);

/** A text that is no number parses as 0, which is nobody's id (reference 5). */
export const releaseById = (repo: Repo, id: string | undefined): Release | undefined =>
  /^\d+$/.test(id ?? "") ? repo.releases.find((row) => row.id === Number(id)) : undefined;

export const newRow = (world: World, tagName: string, author: string): Release => ({
  id: world.nextId(),
  tagName,
  target: "",
  name: "",
  body: "",
  draft: false,
  prerelease: false,
  hideArchiveLinks: false,
  author,
  createdAt: world.now(),
  visibleFrom: 0,
  assets: [],
});

const take = (rows: Release[], row: Release): void => {
  const at = rows.indexOf(row);
  if (at >= 0) rows.splice(at, 1);
};

/** The bare tag becomes a release, with the same id and date (reference 5.2). */
export function promote(repo: Repo, row: Release): void {
  take(repo.tagRows, row);
  repo.releases.push(row);
}

/** What is left of a deleted release, also of a draft that never had a tag: a bare tag's row (reference 5.2). */
export function demote(repo: Repo, row: Release): void {
  take(repo.releases, row);
  Object.assign(row, { name: "", body: "", draft: false, prerelease: false });
  row.assets.length = 0;
  repo.tagRows.push(row);
}

export function removeBareTag(repo: Repo, row: Release): void {
  take(repo.tagRows, row);
}

/** The server learns of a pushed tag in the background, and keeps a row for it. */
export function syncTag(world: World, repo: Repo, tag: string, author: string): void {
  const known = repo.tags.get(tag);
  if (!known || rowByTag(repo, tag)) return;
  repo.tagRows.push({ ...newRow(world, tag, author), target: known.commit, createdAt: known.date });
}
