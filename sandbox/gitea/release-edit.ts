import { internal, json, notFound } from "./answers";
import { bind, flag, text, type FieldTable, type Given } from "./fields";
import { ensureTag, titleOf } from "./publish";
import { releaseJson } from "./release-json";
import { releaseById, rowByTag } from "./rows";
import type { Release } from "./state";
import type { RepositoryCall, World } from "./world";

const editFields = ({ dialect }: World): FieldTable => ({
  tag_name: "string",
  target_commitish: "string",
  name: "string",
  body: "string",
  draft: "boolean",
  prerelease: "boolean",
  ...(dialect.hideArchiveLinks && { hide_archive_links: "boolean" }),
});

/** An empty text is the same as none: title and notes cannot be cleared (reference 5.1). */
function wantedRow(call: RepositoryCall, row: Release, given: Given): Release {
  const or = (name: string, kept: string): string => text(given, name) || kept;
  return {
    ...row,
    tagName: or("tag_name", row.tagName),
    target: or("target_commitish", row.target),
    name: titleOf(call, or("name", row.name)),
    body: or("body", row.body),
    draft: flag(given, "draft") ?? row.draft,
    prerelease: flag(given, "prerelease") ?? row.prerelease,
    hideArchiveLinks: flag(given, "hide_archive_links") ?? row.hideArchiveLinks,
  };
}

/** Publishing a draft makes its tag, here; every refusal is a 500 without a word (reference 5.2). */
export async function editRelease(call: RepositoryCall) {
  const { world, repo } = call;
  const given = await bind(call, { name: "EditReleaseOption", fields: editFields(world) });
  const row = releaseById(repo, call.params.id);
  if (!row) return notFound(world);
  const wanted = wantedRow(call, row, given);
  ensureTag(call, wanted, { tone: "mute" });
  // The unique index speaks last: a tag that was made for it stays (reference 5.1).
  const holder = rowByTag(repo, wanted.tagName);
  if (holder && holder !== row) return internal(world);
  Object.assign(row, wanted);
  return json(200, releaseJson(world, repo, row));
}
