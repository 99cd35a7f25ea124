import { withoutSlash } from "../model/address";
import type { Env } from "./ci";

/** Variables and nothing else: what every object has beside its own members (`constructor`) is none of them. */
export function onlyVariables(env: Env): Env {
  const own = { ...env };
  Object.setPrototypeOf(own, null);
  return own;
}

/** A variable without the white space around it; `undefined` where nothing is in it. */
export function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? undefined : trimmed;
}

/** The first of some variables in which something is, and its name. */
export function firstOf(
  env: Env,
  variables: readonly string[],
): { readonly url: string; readonly variable: string } | undefined {
  for (const variable of variables) {
    const url = filled(env[variable]);
    if (url !== undefined) return { url, variable };
  }
  return undefined;
}

/** An address without a slash at its end. */
export function root(url: string | undefined): string | undefined {
  const address = filled(url);
  return address === undefined ? undefined : withoutSlash(address);
}

/** The tag of `refs/tags/…`; a ref of another kind has none. */
export function tagOf(ref: string | undefined): string | undefined {
  return /^refs\/tags\/(.+)$/.exec(filled(ref) ?? "")?.[1];
}

/** Names of branches and merge refs without what stands before them in full; each once. */
export function branchNames(...names: readonly (string | undefined)[]): string[] {
  const short = names.map((name) => filled(name)?.replace(/^refs\/(heads\/)?/, ""));
  return [...new Set(short.filter((name) => name !== undefined))];
}

/** A commit of zeros stands for what is gone. */
export function isGone(commit: string | undefined): boolean {
  return /^0+$/.test(filled(commit) ?? "");
}
