import type { ForgeModule } from "../../forges/forge";
import { InputError } from "../problems";
import { badPath, refusePastedRoot, samePlace } from "./address";
import { areKin, isInVariable, publicHost } from "./hosts";
import type { Scene, Target } from "./target";

/** A server, and what told it. */
export interface ServerFound {
  readonly url: string;
  readonly by: string;
  /** An input named it, or the variable of the forge's own command line. */
  readonly named: boolean;
  readonly because: string;
}

/** Fills in what a server of a known kind leaves open: addresses and repository. @throws InputError */
export function complete(scene: Scene, module: ForgeModule, found: ServerFound): Target {
  const { pipeline, ci, options, env, forges } = scene;
  const serverUrl = found.url;
  const ownServer = isCiServer(scene, module, serverUrl);
  if (ownServer && options.apiUrl === undefined) refuseWrong(ci.wrong.apiUrl);
  const isCiApi = ownServer && new URL(serverUrl).protocol === new URL(ci.serverUrl ?? serverUrl).protocol;
  const apiUrl = options.apiUrl ?? (isCiApi ? ci.apiUrl : undefined) ?? module.apiUrl(serverUrl);
  const { repository, by } = repositoryOf(scene, module, { serverUrl, ownServer });
  if (found.by === "server_url" && !ownServer) refusePastedRoot("server_url", serverUrl, repository);
  const isPublic = areKin(publicHost(forges, serverUrl)?.module, module);
  const isRemote = isOfRemote(scene, { serverUrl, repository });
  const ownRepository =
    (ownServer && sameName(repository, ci.repository)) ||
    (isRemote && pipeline.remote !== undefined) ||
    isCiRepositoryElsewhere(scene, module, repository);
  const isCiRepository = ownServer && ownRepository;
  if (isCiRepository) refuseWrong(ci.wrong.repositoryId);
  return {
    kind: "known",
    module,
    serverUrl,
    apiUrl,
    repository,
    repositoryId: isCiRepository ? ci.repositoryId : undefined,
    serverVersion: ownServer ? pipeline.serverVersion : undefined,
    because: found.because,
    told: { server: found.by, repository: by },
    ownServer,
    ownRepository,
    checkedOut: ownRepository || (isRemote && pipeline.repository === undefined),
    trusted: found.named || ownServer || isPublic || isInVariable(module, env, serverUrl),
  };
}

/** Refuses to go on with a variable of the CI that holds something wrong, now that its value is needed. */
export function refuseWrong(problem: string | undefined): void {
  if (problem !== undefined) throw new InputError(problem);
}

/** Whether it is the server that runs the job: with its API, because that is where a token goes. */
function isCiServer({ ci, options: { apiUrl } }: Scene, module: ForgeModule, serverUrl: string): boolean {
  const isCiApi = apiUrl === undefined || samePlace(apiUrl, ci.apiUrl);
  return areKin(ci.module, module) && samePlace(serverUrl, ci.serverUrl) && isCiApi;
}

/** The CI tells its forge and repository, but not on which server they are: the one of that kind that was named. */
function isCiRepositoryElsewhere({ ci, pipeline }: Scene, module: ForgeModule, repository: string): boolean {
  const isUntold = pipeline.serverUrl === undefined && pipeline.apiUrl === undefined;
  return isUntold && areKin(ci.module, module) && sameName(repository, ci.repository);
}

function isOfRemote(
  { remote }: Scene,
  { serverUrl, repository }: { readonly serverUrl: string; readonly repository: string },
): boolean {
  if (remote === undefined || remote.alias !== undefined || !sameName(repository, remote.repository)) return false;
  const [a, b] = [new URL(serverUrl), new URL(remote.serverUrl)];
  return a.host === b.host && a.pathname === b.pathname;
}

/** Path of the repository, and what told it. */
function repositoryOf(
  { options, ci, pipeline, remote }: Scene,
  module: ForgeModule,
  { serverUrl, ownServer }: { readonly serverUrl: string; readonly ownServer: boolean },
): { readonly repository: string; readonly by: string } {
  if (options.path === undefined) refuseWrong(ci.wrong.repository);
  const atRemote = remote !== undefined && new URL(remote.serverUrl).host === new URL(serverUrl).host;
  const fallback = ownServer && !atRemote ? undefined : remote;
  const [repository = "", by = ""] =
    options.path !== undefined
      ? [options.path, "repository"]
      : ci.repository !== undefined
        ? [ci.repository, pipeline.told?.repository ?? pipeline.title]
        : [fallback?.repository, fallback?.words];
  const { form, words } = module.repository;
  if (repository === "")
    throw new InputError(`repository is not given, and nothing here tells it. Set repository: ${words}.`);
  const why = badPath(repository);
  if (why !== undefined) throw new InputError(`${by} holds a path of a repository ${why}. Set repository: ${words}.`);
  if (form.test(repository)) return { repository, by };
  throw new InputError(`${by} must have the form ${words} on ${module.title}, not “${repository}”.`);
}

function sameName(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
