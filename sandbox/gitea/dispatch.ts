import { createRoutes, existing, isForm, json, moved, textUpTo, tooLargePage } from "../kernel";
import type { Answer, Exchange } from "../kernel";
import { authenticate, canSee, checkRights, checkScope, notFound, problem, scopeMissing } from "./access";
import { assetRoutes } from "./assets";
import { userJson } from "./json";
import { refRoutes } from "./refs";
import { releaseRoutes } from "./releases";
import type { Call, PlainRoute, RepositoryRoute, World } from "./state";
import { tagRoutes } from "./tags";

/** A path of the site, not an address: the sub-path in front (reference 4, 10). */
function movedAnswer(call: Call, path: string): Answer {
  const { bases, dialect } = call.world;
  const rest = call.path.slice(bases.root.length).replace(/^\/api\/v1\/repos\/[^/]+\/[^/]+/, "");
  const query = call.query.size > 0 ? `?${call.query.toString()}` : "";
  return moved(`${bases.root}/api/v1/repos/${path}${rest}${query}`, dialect.movedStatus);
}

/** The same, with the repository of its path and the rights that the route asks for. */
function onRepository(route: RepositoryRoute): PlainRoute {
  const handler = (call: Call): Answer | Promise<Answer> => {
    const { world, params } = call;
    checkScope(call);
    const path = `${params.owner ?? ""}/${params.name ?? ""}`.toLowerCase();
    const former = world.moved.get(path);
    const repo = world.repositories.get(path);
    if (!repo && former) return movedAnswer(call, former.path);
    if (!repo || !canSee(call.token, repo)) return notFound(world);
    const found = { ...call, repo };
    checkRights(found, route);
    return route.handler(found);
  };
  return { ...route, path: `/api/v1/repos/:owner/:name${route.path}`, handler };
}

/** Go reads a urlencoded body up to 10 MiB as a form; nobody gets to see it again (reference 6). */
const MIB = 1024 * 1024;
const FORM_LIMIT = 10 * MIB;

const formOf = async (exchange: Exchange) =>
  isForm(exchange) ? new URLSearchParams(await textUpTo(exchange.body.chunks(), FORM_LIMIT)) : undefined;

/** The router's own answer, not the API's (second table). */
const nowhere: Answer = {
  ...{ status: 404, headers: { "content-type": "text/plain;charset=utf-8" }, body: "Not found.\n" },
};

/** Answers the REST API. */
export function createDispatch(world: World): (exchange: Exchange) => Promise<Answer> {
  const below = [...releaseRoutes, ...assetRoutes, ...tagRoutes, ...refRoutes].map(onRepository);
  const routes = createRoutes(existing([...plainRoutes, ...below], world.dialect), world.bases.root);
  return async (asked) => {
    const path = world.decodingProxy ? asked.path.replace(/%2f/gi, "/") : asked.path;
    const exchange = { ...asked, path };
    if ((exchange.body.declared ?? 0) > world.limits.proxy) return tooLargePage();
    const form = await formOf(exchange);
    const token = authenticate(world, exchange, form);
    if (world.requireSignIn && !token) return json(403, { message: "Only signed in user is allowed to call APIs." });
    const found = routes.find(exchange.method, path);
    if (found) return found.route.handler({ ...exchange, world, token, form, params: found.params });
    // A known path with another method: an empty body, as the router of the server answers.
    return routes.knows(path) ? { status: 405 } : nowhere;
  };
}

const getVersion = ({ world }: Call): Answer => json(200, { version: world.dialect.version });

const apiSettings = ({ world }: Call): Answer =>
  json(200, {
    max_response_items: world.limits.maxPage,
    default_paging_num: world.limits.page,
    default_git_trees_per_page: 1000,
    default_max_blob_size: 10485760,
    ...(world.dialect.tellsResponseSize && { default_max_response_size: 104857600 }),
  });

/** Those of issues, as far as kinds of files go (reference 1). */
const attachmentSettings = ({ world }: Call): Answer =>
  json(200, {
    enabled: world.attachments,
    allowed_types: ".zip,.txt",
    max_size: Math.ceil(world.limits.attachment / MIB),
    max_files: 5,
  });

/** Who has only rights to repositories is not told who it is (second table). */
function getUser({ world, token }: Call): Answer {
  if (!token) return problem(world, 401, "token is required");
  if (token.job || token.scopes.some((scope) => ["read:user", "write:user", "all"].includes(scope))) {
    return json(200, userJson(world, token.user));
  }
  throw scopeMissing(world, "read:user", token);
}

const isForgejo: PlainRoute["exists"] = ({ software }) => software === "forgejo";

const plainRoutes: readonly PlainRoute[] = [
  { method: "GET", path: "/api/v1/user", handler: getUser },
  { method: "GET", path: "/api/v1/version", handler: getVersion },
  { method: "GET", path: "/api/forgejo/v1/version", handler: getVersion, exists: isForgejo },
  { method: "GET", path: "/api/v1/settings/api", handler: apiSettings },
  { method: "GET", path: "/api/v1/settings/attachment", handler: attachmentSettings },
];
