import { html, numbered, projectAt, type Answer, type Exchange } from "../kernel";
import type { Repo, World } from "./state";

/** The pages a client may name: the project's, and a release's in the form that is the best guess (reference 1). */
export function answerWeb(world: World, exchange: Exchange): Answer {
  const place = projectAt(world, exchange.path, world.bases.root);
  // A token is no session: nothing of a private project is shown.
  if (exchange.method !== "GET" || place?.repo.private !== false) return html(404, "Not Found");
  if (place.rest === "") return html(200, place.repo.path);
  const name = /^\/-\/releases\/([^/]+)$/.exec(place.rest)?.[1];
  const known = place.repo.releases.some(({ tagName }) => encodeURIComponent(tagName) === name);
  return known && name !== undefined ? html(200, name) : html(404, "Not Found");
}

/** By number, or by full path with every slash as %2F (reference 1). */
export function findRepository(world: World, id: string): Repo | undefined {
  if (/^\d+$/.test(id)) return numbered(world.repositories.values(), id);
  const repo = world.repositories.get(id.toLowerCase());
  return repo?.path === id ? repo : undefined;
}
