import { addTag, isTagName, json, noContent, pageOf, type Answer, type Tag } from "../kernel";
import { internal, mayTouchTag, notFound, problem } from "./access";
import { bind, filled } from "./fields";
import { apiUrl, repositoryUrl, segments } from "./json";
import { resolve } from "./publish";
import { askedPage } from "./releases";
import { bareTag, releaseByTag, removeBareTag, rowByTag, syncTag } from "./rows";
import type { RepositoryCall, RepositoryRoute } from "./state";

function tagJson({ world, repo }: RepositoryCall, tag: Tag): Record<string, unknown> {
  const commit = repo.commits.get(tag.commit);
  const archive = `${repositoryUrl(world, repo)}/archive/${segments(tag.name)}`;
  return {
    name: tag.name,
    message: tag.message ?? commit?.message ?? "",
    id: tag.sha,
    commit: { url: `${apiUrl(world, repo)}/git/commits/${tag.commit}`, sha: tag.commit, created: commit?.date ?? "" },
    zipball_url: `${archive}.zip`,
    tarball_url: `${archive}.tar.gz`,
    ...(world.dialect.software === "forgejo" && { archive_download_count: { zip: 0, tar_gz: 0 } }),
  };
}

/** Without `page` it is the whole list, whatever `limit` says; and there is no Link (reference 3, 10). */
function listTags(call: RepositoryCall): Answer {
  const tags = [...call.repo.tags.values()].sort((a, b) => Date.parse(b.date) - Date.parse(a.date));
  const { size, page } = askedPage(call);
  const shown = page === 0 ? tags : pageOf(tags, { page, size }).items;
  const told = shown.map((tag) => tagJson(call, tag));
  return json(200, told, { "x-total-count": String(tags.length) });
}

/** Reads git: the row that a deleted draft leaves is no tag (reference 5.2). */
function getTag(call: RepositoryCall): Answer {
  const name = call.params.tag ?? "";
  const tag = call.repo.tags.get(name);
  return tag ? json(200, tagJson(call, tag)) : notFound(call.world, `tag doesn't exist: ${name}`);
}

async function createTag(call: RepositoryCall): Promise<Answer> {
  const { world, repo } = call;
  const fields = { tag_name: "string", target: "string", message: "string" } as const;
  const given = await bind(call, { name: "CreateTagOption", fields, required: "tag_name" });
  const name = given.tag_name;
  if (repo.rules.archived) return problem(world, 423, `${repo.path} is archived`);
  const target = filled(given.target) ?? repo.defaultBranch;
  const commit = resolve(repo, target);
  // Another shape than any other 404 (second table).
  if (!commit) return problem(world, 404, `target not found: object does not exist [id: ${target}, rel_path: ]`);
  // Any row has the name: a draft, and what a deleted draft left behind, too (reference 7).
  if (rowByTag(repo, name) || repo.tags.has(name)) return problem(world, 409, `tag already exists [name: ${name}]`);
  if (!mayTouchTag(repo, name, call.token?.user ?? "")) {
    return problem(world, world.dialect.protectedTag, "user not allowed to create protected tag");
  }
  if (!isTagName(name)) return internal(world);
  const tag = addTag(repo, name, { commit: commit.sha, message: filled(given.message) ?? undefined });
  syncTag(world, repo, name, call.token?.user ?? "");
  return json(201, tagJson(call, tag));
}

/** Asks the table, not git (reference 7). */
function deleteTag(call: RepositoryCall): Answer {
  const { world, repo } = call;
  const name = call.params.tag ?? "";
  if (releaseByTag(repo, name)) {
    return problem(world, 409, "a tag attached to a release cannot be deleted directly");
  }
  const row = bareTag(repo, name);
  if (!row) return notFound(world);
  if (!mayTouchTag(repo, name, call.token?.user ?? ""))
    return problem(world, 422, "user not allowed to delete protected tag");
  removeBareTag(repo, name);
  repo.tags.delete(row.tagName);
  return noContent;
}

function tagProtections({ repo }: RepositoryCall): Answer {
  const rules = repo.rules.protectedTags.map(({ pattern, users = [] }, index) => ({
    id: index + 1,
    name_pattern: pattern,
    whitelist_usernames: users,
    whitelist_teams: [],
  }));
  return json(200, rules);
}

const unit = "code";

export const tagRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "/tags", unit, handler: listTags },
  { method: "POST", path: "/tags", unit, handler: createTag },
  { method: "GET", path: "/tags/*tag", unit, handler: getTag },
  { method: "DELETE", path: "/tags/*tag", unit, handler: deleteTag },
  { method: "GET", path: "/tag_protections", unit, handler: tagProtections, admin: true },
];
