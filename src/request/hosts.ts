import type { Env } from "../ci/ci";
import type { ForgeModule } from "../forges/forge";
import { type AddressRead, readAddress } from "./addresses";

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

/** The server that a forge's own command line is told by a variable: a host, or an address. */
export function hostTold(module: ForgeModule, env: Env): (AddressRead & { readonly variable: string }) | undefined {
  const variable = module.hostVariable;
  const text = variable === undefined ? undefined : env[variable]?.trim();
  if (variable === undefined || text === undefined || text === "") return undefined;
  return { ...readAddress(variable, text.includes("://") ? text : `https://${text}`), variable };
}

/** Whether that variable names a server: its host and port, over https where it does not say otherwise. */
export function isHostTold(module: ForgeModule, env: Env, serverUrl: string): boolean {
  const told = hostTold(module, env);
  return told !== undefined && "url" in told && new URL(told.url).host === new URL(serverUrl).host;
}
