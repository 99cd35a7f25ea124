import { createRoutes, json, Refusal, tagCommit, violate, type Answer, type Exchange, type Tag } from "../kernel";
import { authenticate, notFound, paged, problem, requireAccess } from "./access";
import { assetRoutes, releaseRoutes } from "./releases";
import type { ApiRoute, Call, Repo, World } from "./state";
import { uploadRoutes } from "./uploads";
import { placeOf } from "./web";

/** Not in the reference; as two public clients read it. `target` of an annotated tag is the tag object. */
function tagJson(repo: Repo, tag: Tag): object {
  const commit = tagCommit(repo, tag.name);
  return {
    name: tag.name,
    target: tag.sha,
    target_type: tag.message === undefined ? "commit" : "tag",
    commit: commit && { sha: commit.sha, commit: { message: commit.message, committer: { date: commit.date } } },
    has_release: repo.releases.some(({ tagName }) => tagName === tag.name),
  };
}

function getTag(call: Call): Answer {
  const tag = call.repo.tags.get(call.params.tag ?? "");
  return tag ? json(200, tagJson(call.repo, tag)) : notFound("tag not found");
}

function listTags(call: Call): Answer {
  return paged(call, [...call.repo.tags.values()].reverse(), (tag) => tagJson(call.repo, tag));
}

export const tagRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/git/tags", handler: listTags },
  { method: "GET", path: "/git/tags/:tag", handler: getTag },
];

const MEDIA_TYPE = "application/vnd.cnb.api+json";

/** Documented as required on every route (1); what happens without it is an option. */
function checkAccept(world: World, exchange: Exchange): void {
  if (exchange.headers.accept?.includes(MEDIA_TYPE)) return;
  if (world.choices.accept === "required") throw new Refusal(problem(406, `Accept: ${MEDIA_TYPE} is required`));
  violate(world, exchange, `no Accept: ${MEDIA_TYPE}`);
}

/** What follows `/{slug}/-` as it was sent; undefined outside of every repository. */
const restOf = (path: string): string | undefined => {
  const mark = path.indexOf("/-/");
  return mark < 0 ? undefined : path.slice(mark + 2);
};

/** What a repository says of itself; only what a client may want to know of a release's place (1). */
function describeRepository(world: World, exchange: Exchange, repo: Repo): Answer {
  checkAccept(world, exchange);
  requireAccess(authenticate(world, exchange), repo, "read");
  const id = String(repo.id);
  return json(200, { id, path: repo.path, visibility_level: repo.private ? "Private" : "Public" });
}

/** Answers the API. */
export function createDispatch(world: World): (exchange: Exchange) => Answer | Promise<Answer> {
  const all = [...assetRoutes, ...releaseRoutes(world.choices.tagRoute), ...uploadRoutes, ...tagRoutes];
  const routes = createRoutes(all, "");
  return (exchange) => {
    if (!exchange.path.startsWith(`${world.bases.prefix}/`)) return notFound();
    const path = exchange.path.slice(world.bases.prefix.length);
    const itself = exchange.method === "GET" && !path.includes("/-/") ? placeOf(world, path)?.repo : undefined;
    if (itself) return describeRepository(world, exchange, itself);
    // A download may be asked for with HEAD, as any GET.
    const found = routes.find(exchange.method === "HEAD" ? "GET" : exchange.method, restOf(path) ?? "");
    if (!found) return notFound();
    checkAccept(world, exchange);
    const token = authenticate(world, exchange);
    const repo = placeOf(world, path)?.repo;
    if (!repo) return notFound("repository not found");
    requireAccess(token, repo, found.route.method === "GET" ? "read" : "write");
    return found.route.handler({ ...exchange, world, token, repo, params: found.params });
  };
}
