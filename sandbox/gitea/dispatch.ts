import type { Answer, Exchange } from "../kernel/exchange";
import { createRouter, type Router } from "../kernel/router";
import { canSee, checkRights, checkScope } from "./access";
import { html, json, notFound, Refusal, tooLargePage } from "./answers";
import { assetRoutes } from "./assets";
import { remember } from "./history";
import { plainRoutes, repositoryRoutes } from "./meta";
import { refRoutes } from "./refs";
import { releaseRoutes } from "./releases";
import { tagRoutes } from "./tags";
import { authenticate } from "./tokens";
import type { Call, RepositoryRoute, World } from "./world";

type Target = (call: Call) => Answer | Promise<Answer>;

/** A path of the site, not an address: the sub-path in front (reference 4, 10). */
function moved(call: Call, path: string): Answer {
  const { bases, dialect } = call.world;
  const rest = call.path.slice(bases.path.length).replace(/^\/api\/v1\/repos\/[^/]+\/[^/]+/, "");
  const query = call.query.size > 0 ? `?${call.query.toString()}` : "";
  return { status: dialect.movedStatus, headers: { location: `${bases.path}/api/v1/repos/${path}${rest}${query}` } };
}

function onRepository(route: RepositoryRoute): Target {
  return async (call) => {
    const { world, params } = call;
    checkScope(call);
    const path = `${params.owner ?? ""}/${params.name ?? ""}`.toLowerCase();
    const former = world.moved.get(path);
    const repo = world.repositories.get(path);
    if (!repo && former) return moved(call, former.path);
    if (!repo || !canSee(call.token, repo)) return notFound(world);
    const found = { ...call, repo };
    checkRights(found, route);
    const answer = await route.handler(found);
    remember(repo, call.record);
    return answer;
  };
}

const METHODS = ["GET", "POST", "PATCH", "DELETE"];

function createRoutes(world: World): Router<Target> {
  const router = createRouter<Target>();
  const root = world.bases.path;
  const known = ({ exists }: Pick<RepositoryRoute, "exists">): boolean => exists?.(world.dialect) ?? true;
  for (const route of plainRoutes.filter(known)) router.add(route.method, root + route.path, route.handler);
  const below = [...repositoryRoutes, ...releaseRoutes, ...assetRoutes, ...tagRoutes, ...refRoutes];
  for (const route of below.filter(known)) {
    router.add(route.method, `${root}/api/v1/repos/:owner/:name${route.path}`, onRepository(route));
  }
  return router;
}

/** Go reads a urlencoded body up to 10 MiB as a form; nobody gets to see it again (reference 6). */
const FORM_LIMIT = 10 * 1024 * 1024;

async function formOf({ headers, body }: Exchange): Promise<URLSearchParams | undefined> {
  if (!/x-www-form-urlencoded/i.test(headers["content-type"] ?? "")) return undefined;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const chunk of body.chunks()) {
    size += chunk.length;
    if (size <= FORM_LIMIT) pieces.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(pieces).toString("utf8"));
}

/** The router's own answer, not the API's (second table). */
const nowhere: Answer = {
  status: 404,
  headers: { "content-type": "text/plain;charset=utf-8" },
  body: "Not found.\n",
};

const signInFirst = (): Answer => json(403, { message: "Only signed in user is allowed to call APIs." });

async function carryOut(world: World, exchange: Exchange, router: Router<Target>): Promise<Answer> {
  if ((exchange.body.declared ?? 0) > (world.limits.proxy ?? Infinity)) return tooLargePage();
  const form = await formOf(exchange);
  const token = authenticate(world, exchange, form);
  if (world.requireSignIn && !token) return signInFirst();
  const found = router.find(exchange.method, exchange.path);
  if (found) return found.target({ ...exchange, world, token, form, params: found.params });
  const known = METHODS.some((method) => router.find(method, exchange.path));
  // A known path with another method: an empty body, as the router of the server answers.
  return known ? { status: 405 } : nowhere;
}

/** Answers the REST API. */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const router = createRoutes(world);
  return async (exchange) => {
    const path = world.decodingProxy ? exchange.path.replace(/%2f/gi, "/") : exchange.path;
    try {
      return await carryOut(world, { ...exchange, path }, router);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  };
}

/** Below another path than the sub-path there is nothing of this server. */
export const outside = (): Answer => html(404, "Not Found");
