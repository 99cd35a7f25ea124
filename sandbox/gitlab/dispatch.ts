import { createRoutes, existing, nameOf, ownerOf, projectById, Refusal, type Answer, type Exchange } from "../kernel";
import { authenticate, canRead, checkPermission, levelOf } from "./access";
import { complaint, forbidden, json, notFound, problem, unauthorized, unknownRoute } from "./answers";
import { changelogRoutes } from "./changelog";
import { projectUrl } from "./json";
import { linkRoutes } from "./links";
import { packageListRoutes } from "./package-list";
import { packageRoutes } from "./packages";
import { readGiven } from "./params";
import { releaseRoutes } from "./releases";
import type { Call, PlainRoute, Repo, RepositoryCall, RepositoryRoute, RouteRights, World } from "./state";
import { tagRoutes } from "./tags";
import { uploadRoutes } from "./uploads";

function getVersion(call: Call) {
  if (!call.token) return unauthorized();
  return json(200, { version: call.world.dialect.version, revision: "0a1b2c3d4e5" });
}

export const plainRoutes: readonly PlainRoute[] = [{ method: "GET", path: "/version", handler: getVersion }];

function getProject({ world, repo, token }: RepositoryCall) {
  const namespace = ownerOf(repo);
  const level = levelOf(token, repo);
  return json(200, {
    id: repo.id,
    name: nameOf(repo),
    path: nameOf(repo),
    path_with_namespace: repo.path,
    created_at: repo.createdAt,
    default_branch: repo.commits.size > 0 ? repo.defaultBranch : null,
    visibility: repo.private ? "private" : "public",
    web_url: projectUrl(world, repo),
    empty_repo: repo.commits.size === 0,
    packages_enabled: repo.rules.packages,
    ...(token === undefined
      ? {}
      : {
          permissions: {
            project_access: level === 0 ? null : { access_level: level, notification_level: 3 },
            group_access: null,
          },
        }),
    namespace: { kind: "group", path: namespace, full_path: namespace },
  });
}

/** Not for job tokens (reference 2.1). */
export const repositoryRoutes: readonly RepositoryRoute[] = [{ method: "GET", path: "", handler: getProject }];

/** By number, or by full path with every slash as %2F (reference 1). */
export function findProject(world: World, id: string): { repo: Repo; moved: boolean } | undefined {
  if (/^\d+$/.test(id)) {
    const repo = projectById(world, id);
    return repo && { repo, moved: false };
  }
  const repo = world.repositories.get(id.toLowerCase());
  if (repo) return { repo, moved: false };
  const former = world.dialect.movedProjects ? world.moved.get(id.toLowerCase()) : undefined;
  return former && { repo: former, moved: true };
}

/** GET to the same route with the number; nothing else is redirected (reference 1). */
function movedAnswer(call: Call, repo: Repo): Answer {
  if (!["GET", "HEAD"].includes(call.method)) return problem(405, "Non GET methods are not allowed for moved projects");
  const rest = call.path.slice(call.world.bases.root.length).replace(/^\/api\/v4\/projects\/[^/]+/, "");
  const query = call.query.size > 0 ? `?${call.query.toString()}` : "";
  const location = `${call.world.bases.api}/projects/${repo.id}${rest}${query}`;
  return json(301, { message: "301 Moved Permanently" }, { location });
}

/** Feature switched off: 404 in 11.7, 403 or 404 later (reference 10). */
function checkFeature(world: World, repo: Repo, route: RouteRights): void {
  const { releases } = repo.rules;
  if (!route.path.startsWith("/releases") || releases === "on") return;
  throw new Refusal(world.dialect.firstReleases || releases === 404 ? notFound() : forbidden());
}

function onRepository(route: RepositoryRoute): PlainRoute {
  const handler = (call: Call): Answer | Promise<Answer> => {
    const found = findProject(call.world, call.params.id ?? "");
    const hidden = !found || !canRead(call.token, found.repo);
    // The registry asks who is there before it says that nothing is (reference 6).
    if (hidden && route.challenges && !call.token) return unauthorized();
    if (hidden) return notFound("Project");
    if (found.moved) return movedAnswer(call, found.repo);
    checkFeature(call.world, found.repo, route);
    checkPermission(call.token, route.permission);
    return route.handler({ ...call, repo: found.repo });
  };
  return { ...route, handler };
}

const BELOW: readonly RepositoryRoute[] = [
  ...releaseRoutes,
  ...linkRoutes,
  ...tagRoutes,
  ...changelogRoutes,
  ...packageRoutes,
  ...packageListRoutes,
  ...uploadRoutes,
  ...repositoryRoutes,
];

/** Answers the REST API. */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const below = BELOW.map(onRepository).map((route) => ({ ...route, path: `/projects/:id${route.path}`, own: route }));
  const all = [...plainRoutes.map((route) => ({ ...route, own: route })), ...below];
  const routes = createRoutes(existing(all, world.dialect), world.bases.prefix);
  let answered = 0;
  const inner = async (exchange: Exchange): Promise<Answer> => {
    const found = routes.find(exchange.method === "HEAD" ? "GET" : exchange.method, exchange.path);
    // Grape's answer to a known path with another method, or to no path at all.
    if (!found) return routes.knows(exchange.path) ? complaint(405, "405 Not Allowed") : unknownRoute();
    const { route, params } = found;
    const given = await readGiven(exchange, route.raw ?? false);
    const token = authenticate(world, exchange, { route: route.own, given });
    return route.handler({ ...exchange, world, token, params, given });
  };
  return async (exchange) => {
    answered += 1;
    const id = `01SANDBOX${String(answered).padStart(8, "0")}`;
    const answer = await inner(exchange).catch((error: unknown) => {
      if (error instanceof Refusal) return error.answer;
      throw error;
    });
    return { ...answer, headers: { "x-request-id": id, ...answer.headers } };
  };
}
