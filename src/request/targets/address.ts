import type { ForgeModule } from "../../forges/forge";
import { withoutSlash, withoutSlashes } from "../../model/address";
import { InputError } from "../problems";
import { shown, webOf } from "../target/address";

/**
 * The web address of a repository at the beginning of a line; `undefined` for `.`, the pipeline's own.
 *
 * @param start what messages begin with
 * @throws InputError
 */
export function readTargetAddress(start: string, text: string): string | undefined {
  if (text === ".") return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (url.username !== "" || url.password !== ""))
    throw new InputError(
      `${start}: the address of ${url.host} holds a user or a password. Take it out, and name the variable that holds the token: token_env=NAME.`,
    );
  if (url === undefined || !/^https?:\/\/[^\s\\/]/i.test(text))
    throw new InputError(
      `${start}: “${shown(text)}” is no web address of a repository, such as https://gitee.com/me/app, and not the sign “.” for the pipeline's own.`,
    );
  if (url.search !== "" || url.hash !== "" || withoutSlashes(url.pathname) === "")
    throw new InputError(
      `${start}: “${shown(text)}” is not the address of a repository, which ends with its path (https://host/owner/repo).`,
    );
  return withoutSlash(text).replace(/\.git$/, "");
}

/**
 * The web root of the server, where the address alone does not tell it: one that lives below a path. It is known by the
 * address of its API, or by a kind of forge whose repositories are all two names deep.
 */
export function serverOf(
  address: string,
  said: {
    readonly forge: string | undefined;
    readonly apiUrl: string | undefined;
    readonly forges: readonly ForgeModule[];
  },
): string | undefined {
  const { origin, pathname } = new URL(address);
  const path = withoutSlashes(pathname);
  const { apiUrl = "" } = said;
  const root = URL.canParse(apiUrl) ? new URL(webOf(apiUrl)) : undefined;
  if (root !== undefined && root.pathname !== "/" && `${origin}/${path}/`.startsWith(`${withoutSlash(root.href)}/`))
    return withoutSlash(root.href);
  const module = said.forges.find(({ id }) => id === said.forge?.toLowerCase());
  const parts = path.split("/");
  if (module === undefined || module.repository.form.test(path) || parts.length < 3) return undefined;
  if (!module.repository.form.test(parts.slice(-2).join("/"))) return undefined;
  return `${origin}/${parts.slice(0, -2).join("/")}`;
}
