import type { ForgeModule } from "../../forges/forge";
import { withoutSlash } from "../../model/address";
import { InputError, attempt } from "../problems";
import { type RepositoryRead, readAddress, readRepository, samePlace, webOf } from "./address";
import type { Scene } from "./target";
import { areKin, publicHost } from "./hosts";

/** What the inputs say of the target. */
export interface TargetOptions {
  readonly module: ForgeModule | undefined;
  /** The server that an input names, and which input that is. */
  readonly server: { readonly url: string; readonly by: "server_url" | "api_url" | "repository" } | undefined;
  readonly apiUrl: string | undefined;
  /** Path of the repository. */
  readonly path: string | undefined;
}

type Reading = Pick<Scene, "inputs" | "forges" | "ci" | "remote">;

/** The inputs, each read by itself. */
interface Read {
  readonly module: ForgeModule | undefined;
  readonly server: string | undefined;
  readonly api: string | undefined;
  readonly repository: RepositoryRead | undefined;
}

/** Reads the inputs that name a target. @throws InputError when one cannot be read, or they contradict each other. */
export function readOptions(at: Reading): TargetOptions {
  const { inputs, forges, ci, remote } = at;
  const problems: string[] = [];
  const module = forges.find(({ id }) => id === inputs.forge?.toLowerCase());
  if (inputs.forge !== undefined && module === undefined)
    problems.push(`forge must be one of ${forges.map(({ id }) => id).join(", ")}, not “${inputs.forge}”.`);
  const address = (name: "server_url" | "api_url"): string | undefined => {
    const text = inputs[name];
    return text === undefined ? undefined : attempt(problems, () => readAddress(name, text));
  };
  const [server, api] = [address("server_url"), address("api_url")];
  const known = [ci.serverUrl, remote?.alias === undefined ? remote?.serverUrl : undefined, server].filter(
    (url) => url !== undefined,
  );
  const isKnown = (host: string): boolean =>
    publicHost(forges, `https://${host}`) !== undefined || known.some((url) => new URL(url).host === host);
  const path = inputs.repository;
  const repository = path === undefined ? undefined : attempt(problems, () => readRepository(path, isKnown));
  const given = { module, server, api, repository };
  if (problems.length === 0) problems.push(...pasted(server, forges), ...contradictions(given, forges));
  if (problems.length > 0) throw new InputError(...problems);
  return together(given, { ...at, known });
}

function together(
  { module, server, api, repository }: Read,
  at: Reading & { readonly known: string[] },
): TargetOptions {
  const { ci, forges, known } = at;
  const host = repository?.server === undefined ? undefined : splitAddress(repository, repository.server, known);
  const web = (url: string): string => publicHost(forges, url)?.serverUrl ?? url;
  const options = { module, apiUrl: api, path: host?.path ?? repository?.path };
  if (server !== undefined) return { ...options, server: { url: web(server), by: "server_url" } };
  if (host !== undefined) return { ...options, server: { url: web(host.url), by: "repository" } };
  if (api === undefined) return { ...options, server: undefined };
  const isCiApi = samePlace(api, ci.apiUrl) && ci.serverUrl !== undefined;
  return { ...options, server: { url: isCiApi ? ci.serverUrl : webOf(api), by: "api_url" } };
}

/** Server and path of a repository's address: where a known server lives below a path, that is not the repository's. */
function splitAddress(
  { path, ssh }: RepositoryRead,
  server: string,
  known: readonly string[],
): { readonly url: string; readonly path: string } {
  const [a, whole] = [new URL(server), `/${path}/`.toLowerCase()];
  for (const url of known) {
    const b = new URL(url);
    const isHost = ssh ? a.hostname === b.hostname : a.host === b.host;
    const below = withoutSlash(b.pathname).toLowerCase();
    if (isHost && whole.startsWith(`${below}/`) && whole.length > below.length + 2)
      return { url: ssh ? url : `${a.origin}${url.slice(b.origin.length)}`, path: path.slice(below.length) };
  }
  return { url: server, path };
}

/** A public host has no path: what stands there was pasted. */
function pasted(server: string | undefined, forges: readonly ForgeModule[]): string[] {
  const known = server === undefined ? undefined : publicHost(forges, server);
  if (server === undefined || known === undefined || new URL(server).pathname === "/") return [];
  return [`server_url must be the web address of the server, ${known.serverUrl}, not “${server}”.`];
}

/** An address of a repository names a server, and so do other inputs. */
function contradictions({ module, server, api, repository }: Read, forges: readonly ForgeModule[]): string[] {
  if (repository?.alias !== undefined && server === undefined && api === undefined)
    return [
      `repository names “${repository.alias}”, which is no web server but an alias of an ssh configuration. Set server_url to the server that it stands for, or give repository as a path.`,
    ];
  const at = repository?.server;
  if (at === undefined) return [];
  const host = (url: string): string => new URL(publicHost(forges, url)?.serverUrl ?? url).hostname;
  const kind = (url = ""): ForgeModule | undefined => publicHost(forges, url)?.module;
  const isOther = (one: ForgeModule | undefined): boolean =>
    one !== undefined && kind(at) !== undefined && !areKin(one, kind(at));
  const against = (what: string): string[] => [
    `repository is on ${host(at)}, but ${what}: only one of them can be meant.`,
  ];
  if (server !== undefined && host(server) !== host(at)) return against(`server_url is ${server}`);
  if (isOther(module)) return against(`the input forge is ${module?.id ?? ""}`);
  const isOtherApi = isOther(kind(api)) || (kind(api) !== undefined && kind(at) === undefined);
  return isOtherApi ? against(`api_url is ${api ?? ""}`) : [];
}
