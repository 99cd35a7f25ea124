import { AUTOMATIC_TOKENS } from "../ci";
import { ADDRESS_VARIABLES, SECRET_VARIABLES } from "../ci/variables";
import { findSecret } from "../http";
import { decoded } from "../model/address";
import type { Context } from "./context";
import type { Gathered } from "./gather";
import type { InputName } from "./inputs";
import { InputError } from "./problems";

/** Something that must not go out, and where it is from, as people would call that. */
export interface Secret {
  readonly value: string;
  readonly from: string;
  /** It is no token of a pipeline, which is for the CI to mask as well. */
  readonly ownOnly?: boolean;
}

/** Everything that is known to be secret in this run: tokens of inputs and variables, and what stands in addresses. */
export function secretsOf(
  at: Pick<Context, "entries" | "inputs" | "env" | "forges" | "pipeline" | "origin"> & {
    /** Variables that hold tokens of targets. */
    readonly tokenVariables?: readonly string[] | undefined;
  },
): Secret[] {
  const { entries, inputs, env, forges, pipeline, origin, tokenVariables = [] } = at;
  const own = forges.flatMap(({ tokenVariables }) => [...tokenVariables(true), ...tokenVariables(false)]);
  const known = [...own, ...AUTOMATIC_TOKENS, ...SECRET_VARIABLES, "INPUT_TOKEN", "PLUGIN_TOKEN", "INPUT_REPO_TOKEN"];
  const named = [...(entries.tokenEnv === undefined ? [] : [entries.tokenEnv]), ...tokenVariables];
  const found: Secret[] = [
    { value: inputs.token ?? "", from: entries.names.of("token") },
    ...[...named, ...known].map((name) => ({ value: env[name] ?? "", from: name })),
    { value: inputs.job_token ?? "", from: "the runner's own token" },
    ...Object.entries(env).flatMap(([name, value = ""]) => (isToken(name, value) ? [{ value, from: name }] : [])),
    ...ADDRESS_VARIABLES.flatMap((name) => inAddress(env[name], name)),
    ...[pipeline.remote?.url, origin].flatMap((url) => inAddress(url, "the address of the remote")),
  ];
  const first = new Map<string, Secret>();
  for (const secret of found) {
    const value = secret.value.trim();
    if (value !== "" && !first.has(value)) first.set(value, { ...secret, value });
  }
  return [...first.values()];
}

/** Other variables count by their name only if what is in them looks like a token: a word of a test may not. */
function isToken(name: string, value: string): boolean {
  return /(^|_)TOKEN$/i.test(name) && /^(?=.*\d)[\x21-\x7e]{20,}$/.test(value.trim());
}

/** The password of an address, or the user where there is none: forges take a token there, too. */
function inAddress(address = "", from: string): Secret[] {
  const text = address.includes("://") ? address : `http://${address}`;
  if (!address.includes("@") || !URL.canParse(text)) return [];
  const { username, password } = new URL(text);
  const value = password === "" ? username : password;
  if (value === "" || value === "git") return [];
  return [...new Set([value, decoded(value)])].map((one) => ({ value: one, from, ownOnly: true }));
}

interface Leaking extends Pick<Context, "entries" | "inputs"> {
  readonly gathered: Pick<Gathered, "tag" | "notes" | "changelog" | "files" | "links">;
  readonly secrets: readonly Secret[];
}

/** A sentence for each input through which a secret would go out; it names the input and never the secret. */
export function leaks(at: Leaking): string[] {
  const { entries, secrets } = at;
  const values = secrets.map(({ value }) => value);
  return outgoing(at).flatMap(([input, text = ""]) => {
    if (text === "" || !findSecret(text, values)) return [];
    const from = secrets.find(({ value }) => findSecret(text, [value]))?.from ?? "a variable";
    return [
      `${entries.names.of(input)} would publish a secret: the value of ${from}, as it is or encoded. Take it out, and replace that secret if it has been seen.`,
    ];
  });
}

/** Inputs whose text a forge is given as it is. */
const AS_IT_IS = [
  ...(["name", "tag_message", "target_commitish", "previous_tag", "discussion_category_name", "package_name"] as const),
  ...(["notes_config", "checksums"] as const),
  ...(["repository", "server_url", "api_url", "release_id"] as const),
] satisfies InputName[];

/** All text that a forge is given, by the input that it comes from. */
function outgoing({ inputs, gathered }: Leaking): readonly (readonly [InputName, string | undefined])[] {
  const { files, links, notes, changelog, tag } = gathered;
  return [
    ["tag_name", tag],
    [inputs.body_path === undefined ? "body" : "body_path", notes],
    ["changelog_path", sectionOf(changelog, tag)],
    ...AS_IT_IS.map((name) => [name, inputs[name]] as const),
    ["milestones", inputs.milestones.join("\n")],
    ["labels", inputs.labels.join("\n")],
    ["links", [...inputs.links, ...links.map(({ name, url }) => `${name}\n${url}`)].join("\n")],
    ["files", files.map(({ name, label }) => `${name}\n${label ?? ""}`).join("\n")],
  ];
}

/** What goes out of a changelog; all of it, where the tag is not known yet. */
function sectionOf(changelog: Gathered["changelog"], tag: string | undefined): string | undefined {
  try {
    return tag === undefined ? changelog?.content : changelog?.section(tag).text;
  } catch (error) {
    // It has no such section, which is said elsewhere.
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Which secret stands in a text, by the name of what holds it; the secrets are gathered when it is first asked. */
export function secretFinder(at: Parameters<typeof secretsOf>[0]): (text: string) => string | undefined {
  let secrets: readonly Secret[] | undefined;
  return (text) => {
    secrets ??= secretsOf(at);
    return secrets.find(({ value }) => findSecret(text, [value]))?.from;
  };
}
