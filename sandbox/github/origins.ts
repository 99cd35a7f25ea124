import type { Exchange, Handler } from "../kernel/exchange";
import { assetRoutes } from "./assets";
import { createDispatch } from "./dispatch";
import { plainRoutes, settingRoutes } from "./meta";
import { refRoutes } from "./refs";
import { releaseRoutes } from "./releases";
import type { Dialect } from "./shape";
import { answerStorage, answerWeb } from "./storage";
import { tagRoutes } from "./tags";
import { uploadRoutes } from "./uploads";
import type { Bases, World } from "./world";

/** One listener each; on GHES API, uploads and web share one. */
export function originsOf(dialect: Dialect): string[] {
  return [...new Set(["web", dialect.apiOrigin, dialect.uploadOrigin, "storage"])];
}

/** Which part of GitHub answers, by origin and path prefix. */
export function answerer(world: World): Handler {
  const { dialect, bases } = world;
  const routes = [...settingRoutes, ...releaseRoutes, ...assetRoutes, ...refRoutes, ...tagRoutes];
  const api = createDispatch(world, {
    prefix: dialect.apiPrefix,
    base: bases.api,
    upload: false,
    routes,
    plain: plainRoutes,
  });
  const uploads = createDispatch(world, {
    prefix: dialect.uploadPrefix,
    base: bases.uploads,
    upload: true,
    routes: uploadRoutes,
    plain: [],
  });
  const under = (exchange: Exchange, origin: string, prefix: string): boolean =>
    exchange.origin === origin && (prefix === "" || exchange.path.startsWith(`${prefix}/`));
  return (exchange) => {
    if (exchange.origin === "storage") return answerStorage(world, exchange);
    if (under(exchange, dialect.uploadOrigin, dialect.uploadPrefix)) return uploads(exchange);
    if (under(exchange, dialect.apiOrigin, dialect.apiPrefix)) return api(exchange);
    return answerWeb(world, exchange);
  };
}

export const basesOf = (dialect: Dialect, urls: Readonly<Record<string, string>>): Bases => ({
  web: urls.web ?? "",
  api: `${urls[dialect.apiOrigin] ?? ""}${dialect.apiPrefix}`,
  uploads: `${urls[dialect.uploadOrigin] ?? ""}${dialect.uploadPrefix}`,
  storage: urls.storage ?? "",
});
