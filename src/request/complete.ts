import type { ForgeModule } from "../forges/forge";
import { pastedRoot, same } from "./addresses";
import { familyOf, isHostTold, publicHost } from "./hosts";
import { badPath } from "./repository";
import type { Located, Scene } from "./target";

/** A server of a known kind, and what told it. */
export interface ServerFound {
  readonly because: string;
  readonly server: string;
  readonly by: string;
  /** An input named it, or the variable of the forge's own command line. */
  readonly named: boolean;
}

/** Fills in what the kind of forge leaves open: addresses and repository. */
export function complete(scene: Scene, module: ForgeModule, found: ServerFound): Located {
  const { pipeline, own, wish, env, forges } = scene;
  const serverUrl = found.server;
  const isOwn = isOwnServer(scene, module, serverUrl);
  const isOwnApi = isOwn && new URL(serverUrl).protocol === new URL(own.serverUrl ?? serverUrl).protocol;
  if (isOwn && wish.apiUrl === undefined && own.wrong.apiUrl !== undefined) return { problems: [own.wrong.apiUrl] };
  const apiUrl = wish.apiUrl ?? (isOwnApi ? own.apiUrl : undefined) ?? module.apiUrl(serverUrl);
  const path = pathOf(scene, module, { serverUrl, isOwn });
  if ("problems" in path) return path;
  const { repository } = path;
  const pasted = found.by === "server_url" && !isOwn ? pastedRoot("server_url", serverUrl, repository) : [];
  if (pasted.length > 0) return { problems: pasted };
  const kin = publicHost(forges, serverUrl)?.module;
  const isPublic = kin !== undefined && familyOf(kin) === familyOf(module);
  const isRemote = isOfRemote(scene, { serverUrl, repository });
  const ownRepository =
    (isOwn && sameName(repository, own.repository)) ||
    (isRemote && pipeline.remote !== undefined) ||
    isUntoldOwn(scene, module, repository);
  if (isOwn && ownRepository && own.wrong.repositoryId !== undefined) return { problems: [own.wrong.repositoryId] };
  return {
    target: {
      module,
      serverUrl,
      apiUrl,
      repository,
      repositoryId: isOwn && ownRepository ? own.repositoryId : undefined,
      serverVersion: isOwn ? pipeline.serverVersion : undefined,
      because: found.because,
      told: { server: found.by, repository: path.by },
      ownServer: isOwn,
      ownRepository,
      checkedOut: ownRepository || (isRemote && pipeline.repository === undefined),
      trusted: found.named || isOwn || isPublic || isHostTold(module, env, serverUrl),
    },
  };
}

/** Whether it is the server that runs the job: with its API, because that is where a token goes. */
function isOwnServer({ own, wish }: Scene, module: ForgeModule, serverUrl: string): boolean {
  const isKin = own.module !== undefined && familyOf(own.module) === familyOf(module);
  return isKin && same(serverUrl, own.serverUrl) && (wish.apiUrl === undefined || same(wish.apiUrl, own.apiUrl));
}

/** The CI tells its forge and repository, but not on which server they are: the one of that kind that was named. */
function isUntoldOwn({ own, pipeline }: Scene, module: ForgeModule, repository: string): boolean {
  const isUntold = pipeline.serverUrl === undefined && pipeline.apiUrl === undefined && own.module !== undefined;
  return isUntold && familyOf(own.module) === familyOf(module) && sameName(repository, own.repository);
}

function isOfRemote({ remote }: Scene, at: { readonly serverUrl: string; readonly repository: string }): boolean {
  if (remote === undefined || remote.alias !== undefined || !sameName(at.repository, remote.repository)) return false;
  const [a, b] = [new URL(at.serverUrl), new URL(remote.serverUrl)];
  return a.host === b.host && a.pathname === b.pathname;
}

/** Path of the repository, and what told it. */
function pathOf(
  { wish, own, pipeline, remote }: Scene,
  module: ForgeModule,
  at: { readonly serverUrl: string; readonly isOwn: boolean },
): { readonly repository: string; readonly by: string } | { readonly problems: readonly string[] } {
  const atRemote = remote !== undefined && new URL(remote.serverUrl).host === new URL(at.serverUrl).host;
  const fallback = at.isOwn && !atRemote ? undefined : remote;
  if (wish.path === undefined && own.wrong.repository !== undefined) return { problems: [own.wrong.repository] };
  const [repository = "", by = ""] =
    wish.path !== undefined
      ? [wish.path, "repository"]
      : own.repository !== undefined
        ? [own.repository, pipeline.told?.repository ?? pipeline.title]
        : [fallback?.repository, fallback?.words];
  const { form, words } = module.repository;
  if (repository === "")
    return { problems: [`repository is not given, and nothing here tells it. Set repository: ${words}.`] };
  const why = badPath(repository);
  if (why !== undefined) return { problems: [`${by} holds a path of a repository ${why}. Set repository: ${words}.`] };
  if (form.test(repository)) return { repository, by };
  return { problems: [`${by} must have the form ${words} on ${module.title}, not “${repository}”.`] };
}

function sameName(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
