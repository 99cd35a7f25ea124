import type { Env } from "../ci/ci";
import type { ForgeModule } from "../forges/forge";
import { familyOf } from "./hosts";
import { shown } from "./addresses";
import type { Scene } from "./target";

/** What was looked at where nothing tells the forge, and what seems to be meant. */
export function nothingFound({ forges, env, pipeline }: Scene): string {
  const { remote } = pipeline;
  const unread =
    remote === undefined ? "" : ` ${remote.variable} holds “${shown(remote.url)}”, which leads to no web server.`;
  const looked = "Looked at: forge, server_url, api_url, the variables of the known pipelines, the git remote origin.";
  return `It is not known which forge to publish to. ${looked}${unread} ${advice(forges, env)}`;
}

/** Forges of which a token lies ready, one of each family; those are what is meant. */
function advice(forges: readonly ForgeModule[], env: Env): string {
  const ready = forges.flatMap((module) => {
    const names = module.tokenVariables(false);
    const place = names.findIndex((name) => (env[name] ?? "").trim() !== "");
    return place < 0 ? [] : [{ module, place, name: names[place] ?? "" }];
  });
  const meant = ready.filter(
    ({ module, place }) => !ready.some((other) => familyOf(other.module) === familyOf(module) && other.place < place),
  );
  const own = ", and server_url for a server of your own.";
  const [only, ...more] = meant;
  if (only === undefined) return `Set forge (${forges.map(({ id }) => id).join(", ")})${own}`;
  if (more.length === 0) return `${only.name} is set, so set forge: ${only.module.id}${own}`;
  const names = meant.map(({ name, module }) => `${module.id} (${name})`).join(" or ");
  return `Set forge to one of those that a token is set for, ${names}${own}`;
}
