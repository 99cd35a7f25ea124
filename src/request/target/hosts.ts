import type { Env } from "../../ci/ci";
import type { ForgeModule } from "../../forges/forge";
import { attempt } from "../problems";
import { readAddress } from "./address";

/** Whether two kinds of forges speak one API, so that a server of one is one of the other. */
export function areKin(a: ForgeModule | undefined, b: ForgeModule | undefined): boolean {
  return a !== undefined && b !== undefined && familyOf(a) === familyOf(b);
}

export function familyOf({ id, family }: ForgeModule): string {
  return family ?? id;
}

/** A known public host, and its web root. */
export interface PublicHost {
  readonly module: ForgeModule;
  readonly serverUrl: string;
}

/** What a known public host belongs to. People and remotes name some of them in several ways. */
export function publicHost(forges: readonly ForgeModule[], address: string): PublicHost | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, origin, port } = new URL(address);
  const name = hostname.toLowerCase().replace(/^(www|ssh|altssh)\./, "");
  const module = forges.find(({ hosts }) => hosts.includes(name));
  if (module === undefined) return undefined;
  const web = name.replace(/^api\./, "");
  if (port !== "" || (name === hostname && web === name)) return { module, serverUrl: origin };
  return { module, serverUrl: `https://${module.hosts.includes(web) ? web : name}` };
}

/** The server that a forge's own command line is told by a variable, which holds a host or an address. @throws InputError */
export function serverInVariable(
  { hostVariable = "" }: ForgeModule,
  env: Env,
): { readonly url: string; readonly by: string } | undefined {
  const text = env[hostVariable]?.trim() ?? "";
  if (text === "") return undefined;
  return { url: readAddress(hostVariable, text.includes("://") ? text : `https://${text}`), by: hostVariable };
}

/** Whether that variable names a server: its host and port, over https where it does not say otherwise. */
export function isInVariable(module: ForgeModule, env: Env, serverUrl: string): boolean {
  const named = attempt([], () => serverInVariable(module, env));
  return named !== undefined && new URL(named.url).host === new URL(serverUrl).host;
}
