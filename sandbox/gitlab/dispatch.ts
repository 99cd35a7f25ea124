import type { Answer, Exchange } from "../kernel/exchange";
import { createRouter, type Params, type Router } from "../kernel/router";
import { canRead, checkPermission } from "./access";
import { changelogRoutes } from "./changelog";
import { complaint, forbidden, json, notFound, problem, Refusal, unauthorized, unknownRoute } from "./answers";
import { remember } from "./history";
import { linkRoutes } from "./links";
import { plainRoutes, projectRoutes } from "./meta";
import { packageListRoutes } from "./package-list";
import { packageRoutes } from "./packages";
import { readGiven } from "./params";
import { releaseRoutes } from "./releases";
import type { ProjectState } from "./state";
import { tagRoutes } from "./tags";
import { authenticate } from "./tokens";
import { uploadRoutes } from "./uploads";
import type { Call, ProjectRoute, RouteRights, World } from "./world";

interface Target {
  readonly route: RouteRights;
  readonly handler: (call: Call) => Answer | Promise<Answer>;
}

/** By number, or by full path with every slash as %2F (reference 1). */
function findProject(world: World, id: string): { project: ProjectState; moved: boolean } | undefined {
  if (/^\d+$/.test(id)) {
    const project = [...world.projects.values()].find((one) => String(one.id) === id);
    return project && { project, moved: false };
  }
  const project = world.projects.get(id.toLowerCase());
  if (project) return { project, moved: false };
  const former = world.dialect.movedProjects ? world.moved.get(id.toLowerCase()) : undefined;
  return former && { project: former, moved: true };
}

/** GET to the same route with the number; nothing else is redirected (reference 1). */
function movedAnswer(call: Call, project: ProjectState): Answer {
  if (!["GET", "HEAD"].includes(call.method)) return problem(405, "Non GET methods are not allowed for moved projects");
  const rest = call.path.slice(call.world.bases.root.length).replace(/^\/api\/v4\/projects\/[^/]+/, "");
  const query = call.query.size > 0 ? `?${call.query.toString()}` : "";
  const location = `${call.world.bases.api}/projects/${project.id}${rest}${query}`;
  return json(301, { message: "301 Moved Permanently" }, { location });
}

/** Feature switched off: 404 in 11.7, 403 or 404 later (reference 10). */
function checkFeature(world: World, project: ProjectState, route: RouteRights): void {
  const { releases } = project.rules;
  if (!route.path.startsWith("/releases") || releases === "on") return;
  throw new Refusal(world.dialect.firstReleases || releases === 404 ? notFound() : forbidden());
}

function onProject(route: ProjectRoute): Target["handler"] {
  return async (call) => {
    const found = findProject(call.world, call.params.id ?? "");
    const hidden = !found || !canRead(call.token, found.project);
    // The registry asks who is there before it says that nothing is (reference 6).
    if (hidden && route.challenges && !call.token) return unauthorized();
    if (hidden) return notFound("Project");
    if (found.moved) return movedAnswer(call, found.project);
    checkFeature(call.world, found.project, route);
    checkPermission(call.token, route.permission);
    const answer = await route.handler({ ...call, project: found.project });
    remember(found.project, call.record);
    return answer;
  };
}

const METHODS = ["GET", "POST", "PUT", "DELETE"];

function createRoutes(world: World): Router<Target> {
  const router = createRouter<Target>();
  const prefix = `${world.bases.root}/api/v4`;
  const known = ({ exists }: RouteRights): boolean => exists?.(world.dialect) ?? true;
  for (const route of plainRoutes.filter(known)) {
    router.add(route.method, `${prefix}${route.path}`, { route, handler: route.handler });
  }
  const below = [
    ...releaseRoutes,
    ...linkRoutes,
    ...tagRoutes,
    ...changelogRoutes,
    ...packageRoutes,
    ...packageListRoutes,
    ...uploadRoutes,
    ...projectRoutes,
  ];
  for (const route of below.filter(known)) {
    router.add(route.method, `${prefix}/projects/:id${route.path}`, { route, handler: onProject(route) });
  }
  return router;
}

/** Grape's answer to a known path with another method, or to no path at all. */
function unrouted(router: Router<Target>, path: string): Answer {
  const known = METHODS.some((method) => router.find(method, path));
  return known ? complaint(405, "405 Not Allowed") : unknownRoute();
}

async function carryOut(world: World, exchange: Exchange, found: { target: Target; params: Params }): Promise<Answer> {
  const { target, params } = found;
  const given = await readGiven(exchange, target.route.raw ?? false);
  const token = authenticate(world, exchange, { route: target.route, given });
  return target.handler({ ...exchange, world, token, params, given });
}

/** Answers the REST API. */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const router = createRoutes(world);
  let answered = 0;
  return async (exchange) => {
    answered += 1;
    const method = exchange.method === "HEAD" ? "GET" : exchange.method;
    const found = router.find(method, exchange.path);
    const inner = async (): Promise<Answer> =>
      found ? carryOut(world, exchange, found) : unrouted(router, exchange.path);
    const answer = await inner().catch((error: unknown) => {
      if (error instanceof Refusal) return error.answer;
      throw error;
    });
    const id = `01SANDBOX${String(answered).padStart(8, "0")}`;
    return { ...answer, headers: { "x-request-id": id, ...answer.headers } };
  };
}
