import { AUTOMATIC_TOKENS } from "../ci";
import { ADDRESS_VARIABLES, SECRET_VARIABLES } from "../ci/secret-variables";
import type { ForgeModule } from "../forges/forge";
import { findSecret } from "../http";
import type { DoorsRead, Env } from "./doors";
import type { InputName, Inputs } from "./inputs";
import type { Names } from "./names";
import type { Gathered } from "./prepare";

/** Something that must not go out, and where it is from, as people would call that. */
export interface Secret {
  readonly value: string;
  readonly from: string;
  /** It is no token of a pipeline, which is for the CI to mask as well. */
  readonly ownOnly?: boolean;
}

/** Hides secrets from now on. */
export function hideSecrets(
  secrets: readonly Secret[],
  by: { readonly mask: (secret: string) => void; readonly hide: (secret: string) => void },
): void {
  for (const { value, ownOnly } of secrets) (ownOnly === true ? by.hide : by.mask)(value);
}

/** Everything that is known to be secret in this run: tokens of inputs and variables, and what stands in addresses. */
export function secretsOf(at: {
  readonly doors: Pick<DoorsRead, "tokenEnv" | "names">;
  readonly inputs: Pick<Inputs, "token" | "job_token">;
  readonly env: Env;
  readonly forges: readonly ForgeModule[];
  /** Addresses of the repository that is built. */
  readonly remotes: readonly (string | undefined)[];
}): Secret[] {
  const { doors, inputs, env, forges } = at;
  const own = forges.flatMap(({ tokenVariables }) => [...tokenVariables(true), ...tokenVariables(false)]);
  const known = [...own, ...AUTOMATIC_TOKENS, ...SECRET_VARIABLES, "INPUT_TOKEN", "PLUGIN_TOKEN", "INPUT_REPO_TOKEN"];
  const named = doors.tokenEnv === undefined ? [] : [doors.tokenEnv];
  const found = [
    { value: inputs.token ?? "", from: doors.names.of("token") },
    ...[...named, ...known].map((name) => ({ value: env[name] ?? "", from: name })),
    { value: inputs.job_token ?? "", from: "the runner's own token" },
    ...Object.entries(env).flatMap(([name, value = ""]) => (isToken(name, value) ? [{ value, from: name }] : [])),
    ...ADDRESS_VARIABLES.flatMap((name) => inAddress(env[name] ?? "", name)),
    ...at.remotes.flatMap((url) => inAddress(url ?? "", "the address of the remote")),
  ].map((secret): Secret => ({ ...secret, value: secret.value.trim() }));
  const first = new Map<string, Secret>();
  for (const secret of found) if (secret.value !== "" && !first.has(secret.value)) first.set(secret.value, secret);
  return [...first.values()];
}

/** Other variables count by their name only if what is in them looks like a token: a word of a test may not. */
function isToken(name: string, value: string): boolean {
  return /(^|_)TOKEN$/i.test(name) && /^(?=.*\d)[\x21-\x7e]{20,}$/.test(value.trim());
}

/** The password of an address, or the user where there is none: forges take a token there, too. */
function inAddress(address: string, from: string): Secret[] {
  const text = address.includes("://") ? address : `http://${address}`;
  if (!address.includes("@") || !URL.canParse(text)) return [];
  const { username, password } = new URL(text);
  const value = password === "" ? username : password;
  return value === "" || value === "git"
    ? []
    : [...new Set([value, decoded(value)])].map((one) => ({ value: one, from, ownOnly: true }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A sentence for each input through which a secret would go out; it names the input and never the secret. */
export function leaks(at: {
  readonly inputs: Inputs;
  readonly gathered: Pick<Gathered, "tag" | "notes" | "files" | "links">;
  readonly names: Names;
  readonly secrets: readonly Secret[];
}): string[] {
  const { names, secrets } = at;
  const values = secrets.map(({ value }) => value);
  return outgoing(at).flatMap(([input, text]) => {
    if (text === "" || !findSecret(text, values)) return [];
    const from = secrets.find(({ value }) => findSecret(text, [value]))?.from ?? "a variable";
    return [
      `${names.of(input)} would publish a secret: the value of ${from}, as it is or encoded. Take it out, and replace that secret if it has been seen.`,
    ];
  });
}

/** All text that a forge is given, by the input that it comes from. */
function outgoing({ inputs, gathered }: Parameters<typeof leaks>[0]): readonly (readonly [InputName, string])[] {
  const { files, links, notes, tag } = gathered;
  const texts: readonly (readonly [InputName, string | undefined])[] = [
    ["tag_name", tag],
    ["name", inputs.name],
    [inputs.body_path === undefined ? "body" : "body_path", notes],
    ["tag_message", inputs.tag_message],
    ["target_commitish", inputs.target_commitish],
    ["previous_tag", inputs.previous_tag],
    ["discussion_category_name", inputs.discussion_category_name],
    ["milestones", inputs.milestones.join("\n")],
    ["links", [...inputs.links, ...links.map(({ name, url }) => `${name}\n${url}`)].join("\n")],
    ["package_name", inputs.package_name],
    ["repository", inputs.repository],
    ["server_url", inputs.server_url],
    ["api_url", inputs.api_url],
    ["release_id", inputs.release_id],
    ["files", files.map(({ name, label }) => `${name}\n${label}`).join("\n")],
  ];
  return texts.map(([input, text = ""]) => [input, text] as const);
}
