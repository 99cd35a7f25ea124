import { createRoutes, existing, violate, type Answer, type Exchange, type RecordedRequest } from "../kernel";
import { authenticate, checkAccess, countRequest, readGiven } from "./access";
import { failure, unauthorized, unknownRoute, wrongMethod } from "./answers";
import { releaseRoutes } from "./releases";
import { API_PATH, type Route, type World } from "./state";
import { attachmentRoutes, tagRoutes } from "./tags";

const contentOf = ({ method, path, query, json }: RecordedRequest): string =>
  JSON.stringify([method, path, query, json]);

/** 418 says that the request looks suspicious: asking the same again makes it worse (reference 3). */
function checkStubbornness(world: World, exchange: Exchange): void {
  const refused = world.requests.filter(({ status }) => status === 418);
  if (refused.some((one) => contentOf(one) === contentOf(exchange.record))) {
    violate(world, exchange, "sent again after 418");
  }
}

type Found = NonNullable<ReturnType<ReturnType<typeof createRoutes<Route>>["find"]>>;

async function carryOut(world: World, exchange: Exchange, { route, params }: Found): Promise<Answer> {
  const given = await readGiven(exchange, world);
  const token = authenticate(world, exchange, given);
  countRequest(world, token?.user ?? "");
  const name = `${params.owner ?? ""}/${params.repo ?? ""}`.toLowerCase();
  const repo = checkAccess(world, token, world.repositories.get(name), route.needs);
  return route.handler({ ...exchange, world, params, token, repo, given });
}

/** HEAD is no method here; of a download it says 404, or 401 without a token (reference 4). */
function answerHead(world: World, exchange: Exchange, found: Found): Answer {
  if (!found.route.path.endsWith("/download")) return wrongMethod();
  return authenticate(world, exchange, {}) ? unknownRoute() : unauthorized();
}

/** Answers below `/api/v5`; the paths of the API of 2023, without it, are gone (reference 1). */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const all = [...releaseRoutes, ...attachmentRoutes, ...tagRoutes];
  const routes = createRoutes(existing(all, world.habits), `${API_PATH}/repos/:owner/:repo`);
  const { encodedSlash } = world.habits;
  return async (exchange) => {
    const { method, path } = exchange;
    checkStubbornness(world, exchange);
    if (encodedSlash !== "taken" && /%2f/i.test(path)) return failure(world, encodedSlash, "Bad Path");
    const found = routes.find(method === "HEAD" ? "GET" : method, path);
    if (found) return method === "HEAD" ? answerHead(world, exchange, found) : carryOut(world, exchange, found);
    return routes.knows(path) ? wrongMethod() : unknownRoute();
  };
}
