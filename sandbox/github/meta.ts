import { json } from "../kernel/answers";
import { notFound } from "./answers";
import { repositoryJson } from "./repository-json";
import type { PlainRoute, RepositoryHandler, RepositoryRoute } from "./state";

const getRepository: RepositoryHandler = (call) => json(200, repositoryJson(call));

/** 404 means off, or no permission to know (reference 5, row 10). */
const getImmutableReleases: RepositoryHandler = (call) =>
  call.repo.rules.immutableReleases && call.token?.administration
    ? json(200, { enabled: true, enforced_by_owner: false })
    : notFound();

export const settingRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "", need: "read", handler: getRepository },
  {
    method: "GET",
    path: "/immutable-releases",
    need: "read",
    handler: getImmutableReleases,
    exists: (dialect) => dialect.immutableReleases,
  },
];

export const plainRoutes: readonly PlainRoute[] = [
  {
    method: "GET",
    path: "/meta",
    handler: ({ world: { dialect } }) =>
      dialect.fullApi
        ? json(200, {
            verifiable_password_authentication: dialect.version !== undefined,
            ...(dialect.version && { installed_version: dialect.version }),
          })
        : notFound(),
  },
  {
    method: "GET",
    path: "/versions",
    handler: ({ world: { dialect } }) =>
      dialect.apiVersions && !dialect.version ? json(200, ["2022-11-28"]) : notFound(),
  },
];
