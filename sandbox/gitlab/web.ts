import { html, moved, numbered, projectAt, tagged, webPage } from "../kernel";
import type { Answer, Exchange, StoredContent } from "../kernel";
import { canRead } from "./access";
import { findPackage, sendContent } from "./packages";
import type { World } from "./state";

/** A private project shows nothing without a session, which a token is not (reference 6, 7). */
const signIn = (world: World): Answer => moved(`${world.bases.web}/users/sign_in`);

/** The project, and what follows its path. */
export function placeOf(world: World, path: string) {
  const [, id = "", uploads] = /^\/-\/project\/(\d+)(\/uploads\/.*)$/.exec(path.slice(world.bases.root.length)) ?? [];
  if (uploads === undefined) return projectAt(world, path, world.bases.root);
  const repo = world.dialect.uploadForm.startsWith("numeric") ? numbered(world.repositories.values(), id) : undefined;
  return repo && { repo, rest: uploads };
}

type Place = NonNullable<ReturnType<typeof placeOf>>;

function contentOf({ repo, rest }: Place): { name: string; content: StoredContent } | undefined {
  const [, secret = "", name = ""] = /^\/uploads\/([0-9a-f]{32})\/([^/]+)$/.exec(rest) ?? [];
  const wanted = decodeURIComponent(name);
  const upload = repo.uploads.find((one) => one.secret === secret && one.name === wanted);
  if (upload) return upload;
  const id = /^\/-\/package_files\/(\d+)\/download$/.exec(rest)?.[1];
  return numbered(
    repo.packages.flatMap(({ files }) => files),
    id,
  );
}

function answerPlace(place: Place): Answer {
  const stored = contentOf(place);
  if (stored) return sendContent(stored.name, stored.content);
  const [, tag, path] = /^\/-\/releases\/([^/]+)(?:\/downloads(\/.+))?$/.exec(place.rest) ?? [];
  const release = tagged(place.repo.releases, decodeURIComponent(tag ?? ""));
  if (!release) return place.rest === "" ? html(200, place.repo.path) : html(404, "Not Found");
  if (path === undefined) return html(200, release.name);
  const link = release.links.find((one) => one.path === decodeURIComponent(path));
  return link ? moved(link.url) : html(404, "Not Found");
}

/** The web site, as far as `_links.self`, `direct_asset_url` and uploads lead there. */
export function answerWeb(world: World, exchange: Exchange): Answer | Promise<Answer> {
  if (!["GET", "HEAD"].includes(exchange.method) || !exchange.path.startsWith(`${world.bases.root}/`)) {
    return html(404, "Not Found");
  }
  return webPage(() => {
    const place = placeOf(world, exchange.path);
    if (!place) return html(404, "Not Found");
    return canRead(undefined, place.repo) ? answerPlace(place) : signIn(world);
  });
}

/** What a link leads to, if it is stored here: a package file or an upload, also behind `direct_asset_url`. */
export function storedAt(world: World, url: string): StoredContent | undefined {
  const { bases } = world;
  const registry = /^\/projects\/([^/]+)\/packages\/generic\/([^/]+)\/([^/]+)\/(.+)$/;
  if (url.startsWith(`${bases.api}/`)) {
    const parts = registry.exec(url.slice(bases.api.length))?.slice(1).map(decodeURIComponent) ?? [];
    const [id = "", name = "", version = "", file] = parts;
    const repo = [...world.repositories.values()].find((one) => String(one.id) === id || one.path === id);
    return repo && findPackage(repo, { name, version })?.files.findLast((one) => one.name === file)?.content;
  }
  if (!url.startsWith(`${bases.web}/`)) return undefined;
  const place = placeOf(world, url.slice(bases.web.length - bases.root.length));
  const stored = place && contentOf(place);
  if (!place || stored) return stored?.content;
  const location = answerPlace(place).headers?.location;
  return location === undefined || location === url ? undefined : storedAt(world, location);
}
