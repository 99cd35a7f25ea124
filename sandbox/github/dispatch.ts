import { createRoutes, existing, json, numbered, Refusal, type Answer, type Exchange } from "../kernel";
import { authenticate, canRead, checkManners, dress, requireWrite } from "./access";
import { notFound } from "./fields";
import type { Call, PlainRoute, Repo, RepositoryRoute, Token, World } from "./state";

/** By its path, or by its number as addresses have it. */
export function repositoryOf(world: World, at: { readonly name?: string; readonly id?: string | undefined }) {
  const name = at.name?.toLowerCase() ?? "";
  const there = at.id === undefined ? world.repositories.get(name) : numbered(world.repositories.values(), at.id);
  const repo = there ?? world.moved.get(name);
  return repo && { repo, moved: there === undefined };
}

/** 301 for reads and 307 for writes, to the numeric address (reference 1.5). */
function movedAnswer(call: Call, repo: Repo, base: string): Answer {
  const rest = call.path.replace(/^.*?\/repos\/[^/]+\/[^/]+/, "");
  const query = call.query.size > 0 ? `?${call.query.toString()}` : "";
  const url = `${base}/repositories/${repo.id}${rest}${query}`;
  const read = call.method === "GET";
  const message = read ? "Moved Permanently" : "Temporary Redirect";
  const body = { message, url, documentation_url: "https://docs.github.com/rest" };
  return json(read ? 301 : 307, body, { location: url });
}

function onRepository(route: RepositoryRoute, base: string): PlainRoute["handler"] {
  return (call) => {
    const { owner = "", repo = "", repositoryId: id } = call.params;
    const found = repositoryOf(call.world, { name: `${owner}/${repo}`, id });
    if (!found || !canRead(call.token, found.repo)) return notFound();
    if (found.moved) return movedAnswer(call, found.repo, base);
    if (route.need === "write") requireWrite(call.token, found.repo);
    return route.handler({ ...call, repo: found.repo });
  };
}

/** The REST API, or the upload host. */
interface Area {
  readonly upload: boolean;
  readonly routes: readonly RepositoryRoute[];
  readonly plain: readonly PlainRoute[];
}

/** Answers one area. */
export function createDispatch(world: World, area: Area): (exchange: Exchange) => Promise<Answer> {
  const { dialect, bases, uploads } = world;
  const [prefix, base] = area.upload ? [dialect.uploadPrefix, uploads] : [dialect.apiPrefix, bases.api];
  const below = existing(area.routes, dialect).flatMap((route) => {
    const handler = onRepository(route, base);
    const roots = ["/repos/:owner/:repo", "/repositories/:repositoryId"];
    return roots.map((root): PlainRoute => ({ method: route.method, path: root + route.path, handler }));
  });
  const routes = createRoutes([...area.plain, ...below], prefix);
  let answered = 0;
  return async (exchange) => {
    answered += 1;
    const id = `5A4D:${answered.toString(16).toUpperCase().padStart(6, "0")}`;
    let token: Token | undefined;
    const inner = async (): Promise<Answer> => {
      checkManners(world, exchange);
      token = authenticate(world, exchange);
      const found = routes.find(exchange.method, exchange.path);
      return found ? found.route.handler({ ...exchange, world, token, params: found.params }) : notFound();
    };
    const answer = await inner().catch((error: unknown) => {
      if (error instanceof Refusal) return error.answer;
      throw error;
    });
    return dress(world, answer, { token, upload: area.upload, id });
  };
}
