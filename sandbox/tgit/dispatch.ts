import type { Answer, Exchange } from "../kernel/exchange";
import { createRouter, type Params, type Router } from "../kernel/router";
import { authenticate, canRead } from "./access";
import { notFound, notSupported, Refusal, unauthorized } from "./answers";
import { attachmentRoutes } from "./attachments";
import { remember } from "./history";
import { readGiven } from "./params";
import { projectRoutes } from "./project";
import { releaseRoutes } from "./releases";
import type { RepositoryState } from "./state";
import { tagRoutes } from "./tags";
import type { Route, World } from "./world";

/** By number, or by full path with every slash as %2F (reference 1). */
function findRepository(world: World, id: string): RepositoryState | undefined {
  if (!/^\d+$/.test(id)) return world.repositories.get(id);
  return [...world.repositories.values()].find((one) => String(one.id) === id);
}

async function carryOut(world: World, exchange: Exchange, found: { route: Route; params: Params }): Promise<Answer> {
  const { route, params } = found;
  const given = await readGiven(exchange, route.raw ?? false);
  const token = authenticate(world, exchange, given);
  if (!token && !route.open) return unauthorized();
  const repository = findRepository(world, params.id ?? "");
  // What may not be seen is not there (reference 3).
  if (!repository || !canRead(token, repository)) return token ? notFound("Project") : unauthorized();
  try {
    return await route.handler({ ...exchange, world, token, params, given, repository });
  } finally {
    remember(repository, exchange.record);
  }
}

const METHODS = ["GET", "POST", "PUT", "DELETE"];

function createRoutes(world: World): Router<Route> {
  const router = createRouter<Route>();
  for (const route of [...projectRoutes, ...releaseRoutes, ...attachmentRoutes, ...tagRoutes]) {
    router.add(route.method, `${world.bases.root}/api/v3/projects/:id${route.path}`, route);
  }
  return router;
}

const unrouted = (router: Router<Route>, path: string): Answer =>
  METHODS.some((method) => router.find(method, path)) ? notSupported() : notFound();

/** Answers the REST API. */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const router = createRoutes(world);
  return async (exchange) => {
    const found = router.find(exchange.method, exchange.path);
    if (!found) return unrouted(router, exchange.path);
    try {
      return await carryOut(world, exchange, { route: found.target, params: found.params });
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  };
}
