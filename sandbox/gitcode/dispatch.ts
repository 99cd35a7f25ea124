import type { Answer, Exchange, RecordedRequest } from "../kernel/exchange";
import { createRouter, type Params, type Router } from "../kernel/router";
import { authenticate, checkAccess } from "./access";
import { failure, Refusal, Unauthorized, unauthorized, unknownRoute, wrongMethod } from "./answers";
import { attachmentRoutes } from "./attachments";
import { readGiven } from "./fields";
import { remember } from "./history";
import { releaseRoutes } from "./releases";
import { tagRoutes } from "./tags";
import { API_PATH, violate, type Route, type World } from "./world";

const METHODS = ["GET", "POST", "PATCH", "DELETE"];

function createRoutes(world: World): Router<Route> {
  const router = createRouter<Route>();
  for (const route of [...releaseRoutes, ...attachmentRoutes, ...tagRoutes]) {
    if (route.exists?.(world.habits) ?? true) {
      router.add(route.method, `${API_PATH}/repos/:owner/:repo${route.path}`, route);
    }
  }
  return router;
}

const contentOf = ({ method, path, query, json }: RecordedRequest): string =>
  JSON.stringify([method, path, query, json]);

/** 418 says that the request looks suspicious: asking the same again makes it worse (reference 3). */
function checkStubbornness(world: World, exchange: Exchange): void {
  const refused = world.requests.filter(({ status }) => status === 418);
  if (refused.some((one) => contentOf(one) === contentOf(exchange.record))) {
    violate(world, exchange, "sent again after 418");
  }
}

interface Found {
  readonly target: Route;
  readonly params: Params;
}

async function carryOut(world: World, exchange: Exchange, { target: route, params }: Found): Promise<Answer> {
  const given = await readGiven(exchange, world.habits);
  const token = authenticate(world, exchange, given);
  world.admit(token?.user ?? "");
  const name = `${params.owner ?? ""}/${params.repo ?? ""}`.toLowerCase();
  const repo = checkAccess(token, world.repositories.get(name), route.needs);
  const answer = await route.handler({ ...exchange, world, params, token, repo, given });
  remember(repo, exchange.record);
  return answer;
}

/** HEAD is no method here; of a download it says 404, or 401 without a token (reference 4). */
function answerHead(world: World, exchange: Exchange, found: Found): Answer {
  if (!found.target.path.endsWith("/download")) return wrongMethod();
  return authenticate(world, exchange, {}) ? unknownRoute() : unauthorized();
}

function refused(world: World, error: unknown): Answer {
  if (error instanceof Refusal) return failure(world.habits, error);
  if (error instanceof Unauthorized) return unauthorized();
  throw error;
}

/** Answers below `/api/v5`; the paths of the API of 2023, without it, are gone (reference 1). */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const router = createRoutes(world);
  const { encodedSlash } = world.habits;
  const inner = async (exchange: Exchange): Promise<Answer> => {
    const { method, path } = exchange;
    checkStubbornness(world, exchange);
    if (encodedSlash !== "taken" && /%2f/i.test(path)) throw new Refusal(encodedSlash, "Bad Path");
    const found = router.find(method === "HEAD" ? "GET" : method, path);
    if (found) return method === "HEAD" ? answerHead(world, exchange, found) : carryOut(world, exchange, found);
    return METHODS.some((one) => router.find(one, path)) ? wrongMethod() : unknownRoute();
  };
  return (exchange) => inner(exchange).catch((error: unknown) => refused(world, error));
}
