import { asWritten, html, json, tagCommit, visibleFrom, withDefaults, WRITTEN, type Fields } from "../kernel";
import { internal, notFound, problem } from "./access";
import { bind } from "./fields";
import { releaseJson } from "./json";
import { ensureTag, titleOf } from "./publish";
import { bareTag, promote, releaseById, rowByTag } from "./rows";
import { newRow, type Release, type RepositoryCall, type World } from "./state";

const editFields = ({ dialect }: World) => ({
  ...WRITTEN,
  ...(dialect.hideArchiveLinks && { hide_archive_links: "boolean" as const }),
});

const createFields = (world: World) => ({
  ...editFields(world),
  ...(world.dialect.tagMessage && { tag_message: "string" as const }),
});

type Given = Fields<ReturnType<typeof editFields>>;

const written = ({ hide_archive_links: hideArchiveLinks, ...rest }: Given) => ({
  ...asWritten(rest),
  hideArchiveLinks,
});

/** What a new release says by itself. Notes that are left out are a line break (second table). */
const BLANK = { target: "", name: "", body: "\n", draft: false, prerelease: false, hideArchiveLinks: false };

function fill(call: RepositoryCall, row: Release, given: Given): Release {
  const said = withDefaults(BLANK, written(given));
  const author = call.token?.user ?? "";
  return Object.assign(row, said, { name: titleOf(call, said.name), author, visibleFrom: visibleFrom(call.world) });
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
  const fields = createFields(world);
  const given = await bind(call, { name: "CreateReleaseOption", fields, required: "tag_name" });
  if (repo.commits.size === 0) {
    return world.dialect.knowsEmpty ? problem(world, 422, "repo is empty") : html(500, "Internal Server Error");
  }
  const tag = given.tag_name;
  const bare = bareTag(repo, tag);
  if (bare) return convert(call, bare, given);
  if (rowByTag(repo, tag)) return problem(world, 409, world.dialect.taken);
  const row = fill(call, newRow(world, tag, ""), given);
  if (row.target === "") row.target = repo.defaultBranch;
  if (repo.races.delete(tag)) repo.releases.push(newRow(world, tag, "mona"));
  if (rowByTag(repo, tag)) return problem(world, 409, `release tag already exist [tag_name: ${tag}]`);
  ensureTag(call, row, { tone: "plain", message: given.tag_message ?? "" });
  repo.releases.push(row);
  return json(201, releaseJson(world, repo, row));
}

/** An empty text is the same as none: title and notes cannot be cleared (reference 5.1). */
function wantedRow(call: RepositoryCall, row: Release, given: Given): Release {
  const told = Object.entries(written(given)).filter(([, value]) => value !== "");
  const wanted = withDefaults(row, Object.fromEntries(told));
  return { ...wanted, name: titleOf(call, wanted.name) };
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
