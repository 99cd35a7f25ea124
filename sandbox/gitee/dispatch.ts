import type { Answer, Exchange } from "../kernel/exchange";
import { createRouter } from "../kernel/router";
import { admit } from "./access";
import { Refusal, unknownRoute } from "./answers";
import { attachmentRoutes } from "./attachments";
import { checkEdge } from "./manners";
import { plainRoutes, repositoryRoutes } from "./meta";
import { readGiven } from "./params";
import { refRoutes } from "./refs";
import { releaseRoutes } from "./releases";
import { headerToken } from "./tokens";
import { uploadRoutes } from "./uploads";
import type { Call, PlainRoute, World } from "./world";

function createRoutes({ bases }: World) {
  const router = createRouter<PlainRoute>();
  const below = [...repositoryRoutes, ...releaseRoutes, ...attachmentRoutes, ...refRoutes].map(
    ({ method, path, handler }): PlainRoute => ({
      method,
      path: `/repos/:owner/:repo${path}`,
      handler: (call: Call) => handler(admit(call)),
    }),
  );
  for (const route of [...plainRoutes, ...uploadRoutes, ...below]) {
    router.add(route.method, bases.prefix + route.path, route);
  }
  return router;
}

/** Answers the REST API. Other methods and other paths are 404, as the reference names no answer to them. */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const router = createRoutes(world);
  const answer = async (exchange: Exchange): Promise<Answer> => {
    checkEdge({ world, headers: exchange.headers });
    const found = router.find(exchange.method === "HEAD" ? "GET" : exchange.method, exchange.path);
    if (!found) return unknownRoute();
    const given = found.target.raw ? {} : await readGiven(exchange);
    return found.target.handler({ ...exchange, world, params: found.params, given });
  };
  return (exchange) =>
    answer(exchange).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      const value = headerToken(exchange);
      if (error.answer.status === 401 && value !== undefined) world.refusedHeaders.add(value);
      return error.answer;
    });
}
