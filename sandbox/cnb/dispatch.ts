import { Refusal, type Answer, type Exchange } from "../kernel/exchange";
import { createRoutes } from "../kernel/router";
import { violate } from "../kernel/state";
import { authenticate } from "./access";
import { notFound, problem } from "./answers";
import { assetRoutes } from "./assets";
import { releaseRoutes } from "./releases";
import type { World } from "./state";
import { tagRoutes } from "./tags";
import { uploadRoutes } from "./uploads";
import { placeOf } from "./web";

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

/** Answers the API. */
export function createDispatch(world: World): (exchange: Exchange) => Answer | Promise<Answer> {
  const all = [...assetRoutes, ...releaseRoutes(world.choices.tagRoute), ...uploadRoutes, ...tagRoutes];
  const routes = createRoutes(all, "");
  return (exchange) => {
    if (!exchange.path.startsWith(`${world.bases.apiPath}/`)) return notFound();
    const path = exchange.path.slice(world.bases.apiPath.length);
    // A download may be asked for with HEAD, as any GET.
    const found = routes.find(exchange.method === "HEAD" ? "GET" : exchange.method, restOf(path) ?? "");
    if (!found) return notFound();
    checkAccept(world, exchange);
    const token = authenticate(world, exchange);
    const repo = placeOf(world, path)?.repo;
    if (!repo) return notFound("repository not found");
    return found.route.handler({ ...exchange, world, token, repo, params: found.params });
  };
}
