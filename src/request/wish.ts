import type { ForgeModule } from "../forges/forge";
import { withoutSlash } from "../model/address";
import { readAddress, same, webOf } from "./addresses";
import { familyOf, publicHost } from "./hosts";
import type { Inputs } from "./inputs";
import type { Own } from "./own";
import { type RepositoryRead, readRepository } from "./repository";

/** What the inputs say of the target. */
export interface Wish {
  readonly module: ForgeModule | undefined;
  /** The server that an input names, and which input that is. */
  readonly server: { readonly url: string; readonly by: "server_url" | "api_url" | "repository" } | undefined;
  readonly apiUrl: string | undefined;
  /** Path of the repository. */
  readonly path: string | undefined;
}

export interface Wishing {
  readonly inputs: Pick<Inputs, "forge" | "server_url" | "api_url" | "repository">;
  readonly forges: readonly ForgeModule[];
  readonly own: Own;
  /** Servers that are known besides: the remote's. */
  readonly known: readonly string[];
}

/** Reads the inputs that name a target; what contradicts itself is a problem. */
export function readWish(at: Wishing): Wish | { readonly problems: readonly string[] } {
  const { inputs, forges } = at;
  const module = forges.find(({ id }) => id === inputs.forge?.toLowerCase());
  const server = inputs.server_url === undefined ? undefined : readAddress("server_url", inputs.server_url);
  const api = inputs.api_url === undefined ? undefined : readAddress("api_url", inputs.api_url);
  const known = [
    at.own.serverUrl,
    ...at.known,
    server !== undefined && "url" in server ? server.url : undefined,
  ].filter((url) => url !== undefined);
  const isKnown = (host: string): boolean =>
    publicHost(forges, `https://${host}`) !== undefined || known.some((url) => new URL(url).host === host);
  const repository = inputs.repository === undefined ? undefined : readRepository(inputs.repository, isKnown);
  const problems = [
    ...(inputs.forge !== undefined && module === undefined
      ? [`forge must be one of ${forges.map(({ id }) => id).join(", ")}, not “${inputs.forge}”.`]
      : []),
    ...[server, api, repository].flatMap((read) => (read !== undefined && "problem" in read ? [read.problem] : [])),
  ];
  if (problems.length > 0) return { problems };
  const read = {
    module,
    server: server !== undefined && "url" in server ? server.url : undefined,
    api: api !== undefined && "url" in api ? api.url : undefined,
    repository: repository !== undefined && "path" in repository ? repository : undefined,
  };
  const found = [...pasted(read.server, forges), ...contradictions(read, forges)];
  return found.length > 0 ? { problems: found } : agreed(read, { ...at, known });
}

interface Read {
  readonly module: ForgeModule | undefined;
  readonly server: string | undefined;
  readonly api: string | undefined;
  readonly repository: RepositoryRead | undefined;
}

function agreed({ module, server, api, repository }: Read, at: Wishing): Wish {
  const { own, forges, known } = at;
  const host = repository?.server === undefined ? undefined : anchored(repository, known);
  const isOwnApi = api !== undefined && server === undefined && same(api, own.apiUrl) && own.serverUrl !== undefined;
  const web = (url: string): string => publicHost(forges, url)?.serverUrl ?? url;
  const named =
    server !== undefined
      ? { url: web(server), by: "server_url" as const }
      : host !== undefined
        ? { url: web(host.url), by: "repository" as const }
        : isOwnApi
          ? { url: own.serverUrl, by: "api_url" as const }
          : api !== undefined
            ? { url: webOf(api), by: "api_url" as const }
            : undefined;
  return { module, server: named, apiUrl: api, path: host?.path ?? repository?.path };
}

/** The server of a repository's address: where a known one lives below a path, that path is not the repository's. */
function anchored({ server = "", path, ssh }: RepositoryRead, known: readonly string[]): { url: string; path: string } {
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
  if (server === undefined) return [];
  const known = publicHost(forges, server);
  if (known === undefined || new URL(server).pathname === "/") return [];
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
  const known = publicHost(forges, at)?.module;
  const other = (one: ForgeModule | undefined): boolean =>
    one !== undefined && known !== undefined && familyOf(one) !== familyOf(known);
  const against = (what: string): string[] => [
    `repository is on ${host(at)}, but ${what}: only one of them can be meant.`,
  ];
  if (server !== undefined && host(server) !== host(at)) return against(`server_url is ${server}`);
  if (other(module)) return against(`the input forge is ${module?.id ?? ""}`);
  const apiHost = api === undefined ? undefined : publicHost(forges, api)?.module;
  return other(apiHost) || (apiHost !== undefined && known === undefined) ? against(`api_url is ${api ?? ""}`) : [];
}
