import type { Answer, Exchange } from "../kernel/exchange";
import { createRouter } from "../kernel/router";
import { assetRoutes } from "./assets";
import { notFound, problem, Refusal } from "./answers";
import { confirmationRoutes } from "./confirmations";
import { remember } from "./history";
import { releaseRoutes } from "./releases";
import { tagRoutes } from "./tags";
import { ticketRoutes } from "./tickets";
import { authenticate } from "./tokens";
import { placeOf } from "./web";
import { violate, type ApiRoute, type World } from "./world";

const MEDIA_TYPE = "application/vnd.cnb.api+json";

/** Documented as required on every route (1); what happens without it is an option. */
function checkAccept(world: World, exchange: Exchange): void {
  if (exchange.headers.accept?.includes(MEDIA_TYPE)) return;
  if (world.choices.accept === "required") throw new Refusal(problem(406, `Accept: ${MEDIA_TYPE} is required`));
  violate(world, exchange, `no Accept: ${MEDIA_TYPE}`);
}

/** What follows `/{slug}/-` as it was sent; undefined outside of every repository. */
const restOf = (path: string): string | undefined => {
  const mark = path.indexOf("/-/");
  return mark < 0 ? undefined : path.slice(mark + 2);
};

function createRoutes(world: World) {
  const router = createRouter<ApiRoute>();
  const releases = releaseRoutes(world.choices.tagRoute);
  for (const route of [...assetRoutes, ...releases, ...ticketRoutes, ...confirmationRoutes, ...tagRoutes]) {
    router.add(route.method, route.path, route);
  }
  return router;
}

/** Answers the API. */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const router = createRoutes(world);
  const answer = async (exchange: Exchange): Promise<Answer> => {
    if (!exchange.path.startsWith(`${world.bases.apiPath}/`)) return notFound();
    const path = exchange.path.slice(world.bases.apiPath.length);
    // A download may be asked for with HEAD, as any GET.
    const found = router.find(exchange.method === "HEAD" ? "GET" : exchange.method, restOf(path) ?? "");
    if (!found) return notFound();
    checkAccept(world, exchange);
    const token = authenticate(world, exchange);
    const repository = placeOf(world, path)?.repository;
    if (!repository) return notFound("repository not found");
    try {
      return await found.target.handler({ ...exchange, world, token, repository, params: found.params });
    } finally {
      remember(repository, exchange.record);
    }
  };
  return (exchange) =>
    answer(exchange).catch((error: unknown) => {
      if (error instanceof Refusal) return error.answer;
      throw error;
    });
}
