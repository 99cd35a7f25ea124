import type { StoredContent } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import { html } from "./answers";
import type { RepositoryState } from "./state";
import { violate, type World } from "./world";

function repositoryAt(world: World, path: string): { repository: RepositoryState; rest: string } | undefined {
  const below = path.slice(world.bases.root.length + 1);
  const repository = [...world.repositories.values()].find(
    (one) => below === one.path || below.startsWith(`${one.path}/`),
  );
  return repository && { repository, rest: below.slice(repository.path.length) };
}

/** The pages a client may name: the project's, and a release's in the form that is the best guess (reference 1). */
export function answerWeb(world: World, exchange: Exchange): Answer {
  const place = repositoryAt(world, exchange.path);
  // A token is no session: nothing of a private project is shown.
  if (exchange.method !== "GET" || place?.repository.visibility !== "public") return html(404, "Not Found");
  if (place.rest === "") return html(200, place.repository.path);
  const name = /^\/-\/releases\/([^/]+)$/.exec(place.rest)?.[1];
  const known = place.repository.releases.some(({ tag }) => encodeURIComponent(tag) === name);
  return known && name !== undefined ? html(200, name) : html(404, "Not Found");
}

const SECRETS = ["private-token", "authorization", "oauth-token"];

/** Another host, for redirects that lead away: it serves anything and notes every token it is shown. */
export function answerElsewhere(world: World, exchange: Exchange): Answer {
  for (const name of SECRETS) {
    if (exchange.headers[name] !== undefined) violate(world, exchange, `${name} sent to another host`);
  }
  if (exchange.query.has("private_token")) violate(world, exchange, "private_token sent to another host");
  return { status: 200, headers: { "content-type": "text/plain" }, body: "elsewhere\n" };
}

/** What the API path of an attachment leads to (reference 5): the only download url there is. */
export function storedAt(world: World, url: string): StoredContent | undefined {
  if (!url.startsWith(`${world.bases.api}/`)) return undefined;
  const found = /^\/projects\/([^/]+)\/releases\/([^/]+)\/attachments\/([^/?]+)$/.exec(
    url.slice(world.bases.api.length),
  );
  const [id = "", tag = "", name] = found?.slice(1).map(decodeURIComponent) ?? [];
  const repository = [...world.repositories.values()].find((one) => String(one.id) === id || one.path === id);
  return repository?.tags.get(tag)?.attachments.find((one) => one.name === name)?.content;
}
