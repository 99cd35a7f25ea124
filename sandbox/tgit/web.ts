import { html } from "../kernel/answers";
import type { StoredContent } from "../kernel/content";
import type { Answer, Exchange } from "../kernel/exchange";
import type { Repo, World } from "./state";

function repositoryAt(world: World, path: string): { repo: Repo; rest: string } | undefined {
  const below = path.slice(world.bases.root.length + 1);
  const repo = [...world.repositories.values()].find((one) => below === one.path || below.startsWith(`${one.path}/`));
  return repo && { repo, rest: below.slice(repo.path.length) };
}

/** The pages a client may name: the project's, and a release's in the form that is the best guess (reference 1). */
export function answerWeb(world: World, exchange: Exchange): Answer {
  const place = repositoryAt(world, exchange.path);
  // A token is no session: nothing of a private project is shown.
  if (exchange.method !== "GET" || place?.repo.private !== false) return html(404, "Not Found");
  if (place.rest === "") return html(200, place.repo.path);
  const name = /^\/-\/releases\/([^/]+)$/.exec(place.rest)?.[1];
  const known = place.repo.releases.some(({ tagName }) => encodeURIComponent(tagName) === name);
  return known && name !== undefined ? html(200, name) : html(404, "Not Found");
}

/** By number, or by full path with every slash as %2F (reference 1). */
export function findRepository(world: World, id: string): Repo | undefined {
  if (/^\d+$/.test(id)) return [...world.repositories.values()].find((one) => String(one.id) === id);
  const repo = world.repositories.get(id.toLowerCase());
  return repo?.path === id ? repo : undefined;
}

/** What the API path of an attachment leads to (reference 5): the only download url there is. */
export function storedAt(world: World, url: string): StoredContent | undefined {
  if (!url.startsWith(`${world.bases.api}/`)) return undefined;
  const found = /^\/projects\/([^/]+)\/releases\/([^/]+)\/attachments\/([^/?]+)$/.exec(
    url.slice(world.bases.api.length),
  );
  const [id = "", tag = "", name] = found?.slice(1).map(decodeURIComponent) ?? [];
  return findRepository(world, id)
    ?.rows.get(tag)
    ?.assets.find((one) => one.name === name)?.content;
}
