import type { Answer, Exchange } from "../kernel/exchange";
import { createRouter, type Params } from "../kernel/router";
import { authenticate, canRead, requireWrite } from "./access";
import { json, notFound, Refusal } from "./answers";
import { checkManners, dress } from "./manners";
import { fullName, type RepositoryState, type Token } from "./state";
import type { Call, RepositoryRoute, World } from "./world";

export interface PlainRoute {
  readonly method: string;
  readonly path: string;
  readonly handler: (call: Call) => Answer | Promise<Answer>;
}

export type Dispatch = (exchange: Exchange) => Promise<Answer>;

type Target = (call: Call) => Answer | Promise<Answer>;

function byName(world: World, params: Params): { repo: RepositoryState; moved: boolean } | undefined {
  const name = `${params.owner}/${params.repo}`.toLowerCase();
  const repo = world.repositories.get(name);
  if (repo) return { repo, moved: false };
  const former = world.renamed.get(name);
  return former && { repo: former, moved: true };
}

function byId(world: World, params: Params): { repo: RepositoryState; moved: boolean } | undefined {
  const repo = [...world.repositories.values()].find((one) => String(one.id) === params.repositoryId);
  return repo && { repo, moved: false };
}

/** 301 for reads and 307 for writes, to the numeric address (reference 1.5). */
function movedAnswer(call: Call, repo: RepositoryState, base: string): Answer {
  const rest = call.path.replace(/^.*?\/repos\/[^/]+\/[^/]+/, "");
  const query = call.query.size > 0 ? `?${call.query.toString()}` : "";
  const url = `${base}/repositories/${repo.id}${rest}${query}`;
  const read = call.method === "GET";
  const message = read ? "Moved Permanently" : "Temporary Redirect";
  const body = { message, url, documentation_url: "https://docs.github.com/rest" };
  return json(read ? 301 : 307, body, { location: url });
}

function onRepository(route: RepositoryRoute, base: string): Target {
  return (call) => {
    const found = call.params.repositoryId ? byId(call.world, call.params) : byName(call.world, call.params);
    if (!found || !canRead(call.token, found.repo)) return notFound();
    if (found.moved) return movedAnswer(call, found.repo, base);
    if (route.need === "write") requireWrite(call.token, found.repo);
    return route.handler({ ...call, repo: found.repo });
  };
}

export interface Area {
  readonly prefix: string;
  readonly base: string;
  readonly upload: boolean;
  readonly routes: readonly RepositoryRoute[];
  readonly plain: readonly PlainRoute[];
}

/** Answers one area: the REST API, or the upload host. */
export function createDispatch(world: World, area: Area): Dispatch {
  const router = createRouter<Target>();
  for (const { method, path, handler } of area.plain) router.add(method, `${area.prefix}${path}`, handler);
  for (const route of area.routes) {
    if (route.exists && !route.exists(world.dialect)) continue;
    for (const root of ["/repos/:owner/:repo", "/repositories/:repositoryId"]) {
      router.add(route.method, `${area.prefix}${root}${route.path}`, onRepository(route, area.base));
    }
  }
  let answered = 0;
  return async (exchange) => {
    answered += 1;
    const id = `5A4D:${answered.toString(16).toUpperCase().padStart(6, "0")}`;
    let token: Token | undefined;
    const inner = async (): Promise<Answer> => {
      checkManners(world, exchange);
      token = authenticate(world, exchange);
      const found = router.find(exchange.method, exchange.path);
      return found ? found.target({ ...exchange, world, token, params: found.params }) : notFound();
    };
    const answer = await inner().catch((error: unknown) => {
      if (error instanceof Refusal) return error.answer;
      throw error;
    });
    return dress(world, answer, { token, upload: area.upload, id });
  };
}

export const repositoryKey = (repo: RepositoryState): string => fullName(repo).toLowerCase();
