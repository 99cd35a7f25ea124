import { html, problem, json } from "./answers";
import { bind, flag, text, type FieldTable, type Given } from "./fields";
import { tagCommit } from "./git";
import { ensureTag, titleOf } from "./publish";
import { releaseJson } from "./release-json";
import { bareTag, newRow, promote, rowByTag } from "./rows";
import type { Release } from "./state";
import type { RepositoryCall, World } from "./world";

const createFields = ({ dialect }: World): FieldTable => ({
  tag_name: "string",
  target_commitish: "string",
  name: "string",
  body: "string",
  draft: "boolean",
  prerelease: "boolean",
  ...(dialect.tagMessage && { tag_message: "string" }),
  ...(dialect.hideArchiveLinks && { hide_archive_links: "boolean" }),
});

function fill(call: RepositoryCall, row: Release, given: Given): Release {
  return Object.assign(row, {
    target: text(given, "target_commitish"),
    name: titleOf(call, text(given, "name")),
    // Left out, it is a line break (second table).
    body: given.body === undefined ? "\n" : text(given, "body"),
    draft: flag(given, "draft") ?? false,
    prerelease: flag(given, "prerelease") ?? false,
    hideArchiveLinks: flag(given, "hide_archive_links") ?? false,
    author: call.token?.user ?? "",
    visibleFrom: call.world.listLag > 0 ? call.world.clock.now() + call.world.listLag : 0,
  });
}

/** The bare tag's row becomes the release and keeps its date; what fails here is a 500 (reference 5.2). */
function convert(call: RepositoryCall, row: Release, given: Given) {
  const { world, repo } = call;
  const wanted = fill(call, { ...row }, given);
  ensureTag(call, wanted, { tone: "mute" });
  const sha = tagCommit(repo, row.tagName)?.sha ?? "";
  if (wanted.target === "" && !world.dialect.blankTarget) wanted.target = sha;
  promote(repo, Object.assign(row, { ...wanted, assets: row.assets }));
  return json(201, releaseJson(world, repo, row));
}

/** Empty repository, then the row of that tag: none, a bare tag, a release (reference 5.2). */
export async function createRelease(call: RepositoryCall) {
  const { world, repo } = call;
  const required = { member: "tag_name", shown: "TagName" };
  const given = await bind(call, { name: "CreateReleaseOption", fields: createFields(world), required });
  if (repo.commits.size === 0) {
    return world.dialect.knowsEmpty ? problem(world, 422, "repo is empty") : html(500, "Internal Server Error");
  }
  const tag = text(given, "tag_name");
  const bare = bareTag(repo, tag);
  if (bare) return convert(call, bare, given);
  if (rowByTag(repo, tag)) return problem(world, 409, world.dialect.taken);
  const row = fill(call, newRow(world, tag, ""), given);
  if (row.target === "") row.target = repo.defaultBranch;
  if (repo.rules.racingTags.delete(tag)) repo.releases.push(newRow(world, tag, "mona"));
  if (rowByTag(repo, tag)) return problem(world, 409, `release tag already exist [tag_name: ${tag}]`);
  ensureTag(call, row, { tone: "plain", message: text(given, "tag_message") });
  repo.releases.push(row);
  return json(201, releaseJson(world, repo, row));
}
