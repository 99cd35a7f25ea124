import { createRoutes, existing, nameOf, numbered, ownerOf, Refusal, type Answer, type Exchange } from "../kernel";
import { authenticate, canRead, checkPermission, levelOf } from "./access";
import { complaint, forbidden, json, notFound, problem, unauthorized, unknownRoute } from "./answers";
import { changelogRoutes } from "./changelog";
import { projectUrl } from "./json";
import { linkRoutes } from "./links";
import { packageListRoutes } from "./package-list";
import { packageRoutes } from "./packages";
import { readGiven } from "./params";
import { releaseRoutes } from "./releases";
import type { Call, Repo, RepositoryCall, Route, World } from "./state";
import { tagRoutes } from "./tags";
import { uploadRoutes } from "./uploads";

function getVersion(call: Call) {
  if (!call.token) return unauthorized();
  return json(200, { version: call.world.dialect.version, revision: "0a1b2c3d4e5" });
}

function getProject({ world, repo, token }: RepositoryCall) {
  const namespace = ownerOf(repo);
  const level = levelOf(token, repo);
  const access = level === 0 ? null : { access_level: level, notification_level: 3 };
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
    ...(token && { permissions: { project_access: access, group_access: null } }),
    namespace: { kind: "group", path: namespace, full_path: namespace },
  });
}

/** By number, or by full path with every slash as %2F (reference 1). */
export function findProject(world: World, id: string): { repo: Repo; moved?: true } | undefined {
  const repo = /^\d+$/.test(id) ? numbered(world.repositories.values(), id) : world.repositories.get(id.toLowerCase());
  if (repo) return { repo };
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
function checkFeature(world: World, repo: Repo, route: Route): void {
  const { releases } = repo.rules;
  if (!route.path.startsWith(`${PROJECT}/releases`) || releases === "on") return;
  throw new Refusal(world.dialect.firstReleases || releases === 404 ? notFound() : forbidden());
}

function onRepository(call: Call, route: Route): Answer | Promise<Answer> {
  const found = findProject(call.world, call.params.id ?? "");
  const hidden = !found || !canRead(call.token, found.repo);
  // The registry asks who is there before it says that nothing is (reference 6).
  if (hidden && route.challenges && !call.token) return unauthorized();
  if (hidden) return notFound("Project");
  if (found.moved) return movedAnswer(call, found.repo);
  checkFeature(call.world, found.repo, route);
  checkPermission(call.token, route.permission);
  return route.handler({ ...call, repo: found.repo });
}

const PROJECT = "/projects/:id";

const BELOW: readonly Route[] = [
  ...[...releaseRoutes, ...linkRoutes, ...tagRoutes, ...changelogRoutes],
  ...[...packageRoutes, ...packageListRoutes, ...uploadRoutes],
  // Not for job tokens (reference 2.1).
  { method: "GET", path: "", handler: getProject },
];

/** Answers the REST API. */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const version: Route = { method: "GET", path: "/version", handler: getVersion };
  const below = existing(BELOW, world.dialect).map((route) => ({ ...route, path: PROJECT + route.path }));
  const routes = createRoutes([version, ...below], world.bases.prefix);
  let answered = 0;
  const inner = async (exchange: Exchange): Promise<Answer> => {
    const found = routes.find(exchange.method === "HEAD" ? "GET" : exchange.method, exchange.path);
    // Grape's answer to a known path with another method, or to no path at all.
    if (!found) return routes.knows(exchange.path) ? complaint(405, "405 Not Allowed") : unknownRoute();
    const { route, params } = found;
    const given = await readGiven(exchange, route.raw ?? false);
    const call = { ...exchange, world, token: authenticate(world, exchange, { route, given }), params, given };
    return route === version ? getVersion(call) : onRepository(call, route);
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
