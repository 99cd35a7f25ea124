import { isVariableName } from "../entries/variable-name";
import type { Context } from "../context";
import type { Given } from "../entries/entries";
import { namesOf } from "../entries/names";
import { settingOf } from "../entries/variables";
import { type Gathered, gather } from "../gather";
import { type InputName, type Inputs, isInputName } from "../inputs";
import { BOOLEAN, parseInputs } from "../parse";
import { attempt } from "../problems";
import { originOf } from "../target/told";
import { serverOf, readTargetAddress } from "./address";
import { type Key, type TargetLine, readLines } from "./lines";

/** A target as it was asked for: the same request as of all others, but for what its line says. */
export interface AskedTarget {
  /** As its user wrote it; it holds no credentials. */
  readonly address: string;
  /** Its failure fails nothing else. */
  readonly optional: boolean;
  /** The request, with this target's own inputs. */
  readonly context: Context;
  /** The variable that its line names for its token. */
  readonly tokenEnv: string | undefined;
}

export interface TargetsRead {
  readonly targets: readonly AskedTarget[];
  readonly problems: readonly string[];
}

/** Inputs that say what the lines say. */
const INSTEAD = ["forge", "repository", "server_url", "api_url", "token", "release_id"] as const;

/** Reads the input `targets`. Nothing is sent. */
export function readTargets(context: Context): TargetsRead {
  const { entries, inputs } = context;
  const problems = INSTEAD.filter((name) => inputs[name] !== undefined).map(
    (name) => `${entries.names.of(name)} cannot stand beside targets: ${instead(name)}`,
  );
  if (entries.tokenEnv !== undefined) problems.push(`--token-env cannot stand beside targets: ${instead("token")}`);
  const lines = readLines(inputs.targets);
  problems.push(...lines.problems);
  if (lines.targets.length === 0) problems.push("targets names no target.");
  const targets = lines.targets.flatMap(
    (line, at) => attempt(problems, () => readTarget(line, context, at === 0)) ?? [],
  );
  problems.push(...targets.flatMap((target) => target.problems), ...twice(targets));
  return { targets, problems };
}

function instead(name: (typeof INSTEAD)[number]): string {
  if (name === "token")
    return "each target takes the token of its forge's own variable, or of the one that its line names (token_env=NAME).";
  return name === "repository" || name === "server_url"
    ? "each line begins with the address of its repository."
    : `say it in the line of the target (${name}=…).`;
}

/** @throws InputError for an address that is none */
function readTarget(
  line: TargetLine,
  context: Context,
  isFirst: boolean,
): AskedTarget & { readonly problems: readonly string[] } {
  const { number, words } = line;
  const start = `targets, line ${number}`;
  const { forges } = context;
  const address = readTargetAddress(start, line.address);
  const tokenEnv = words.get("token_env");
  const problems = wrongVariable(tokenEnv, start);
  const known = problems.length === 0 ? tokenEnv : undefined;
  const given = new Map(context.entries.given);
  const say = (name: InputName, value: string, source = `${name} (${start})`): unknown =>
    given.set(name, { value, source, entry: "environment" } satisfies Given);
  given.delete("targets");
  for (const [key, value] of words) if (isInputName(key)) say(key, settingOf(key, value));
  // Said of all, it is said of those that can link: the first one has nothing to link to.
  if (isFirst && !words.has("oversized_files") && context.inputs.oversized_files === "link")
    say("oversized_files", "fail");
  if (address !== undefined) {
    const said = { forge: words.get("forge"), apiUrl: words.get("api_url") };
    const server = serverOf(address, { ...said, forges });
    say("repository", address, `the address of ${start}`);
    if (server !== undefined) say("server_url", server, `the server of ${start}`);
  }
  const { inputs, problems: unread } = parseInputs({ given });
  // What is wrong with an input of all targets is told once, and not for each of them.
  problems.push(...unread.filter((problem) => !context.problems.includes(problem)));
  if (isFirst && inputs.oversized_files === "link")
    problems.push(
      `${start}: oversized_files cannot be link for the first target, which is the one that the others link to. Use fail or skip.`,
    );
  const optional = words.get("optional")?.trim() ?? "false";
  if (!BOOLEAN.test(optional)) problems.push(`${start}: optional must be true or false, not “${optional}”.`);
  // The place of inputs that were not given is that of all.
  const names = { ...namesOf(given, context.entries.names.place), set: context.entries.names.set };
  const origin = originOf({ pipeline: context.pipeline, inputs, checkout: context.checkout });
  return {
    address: address ?? ".",
    optional: /^true$/i.test(optional),
    tokenEnv: known,
    context: {
      ...context,
      entries: { given, names, tokenEnv: known, tokenEnvBy: `${start}, token_env` },
      inputs,
      problems: [],
      origin,
    },
    problems,
  };
}

/** What stands there may be the token itself, or an expression that was not filled in. */
function wrongVariable(name: string | undefined, start: string): string[] {
  if (name === undefined || isVariableName(name)) return [];
  return [`${start}: token_env must be the name of a variable, not a token or an expression.`];
}

/** The same line twice is one too many; two names of one repository are found when their servers are known. */
function twice(targets: readonly AskedTarget[]): string[] {
  const addresses = targets.map(({ address }) => address.toLowerCase());
  const again = targets.filter(({ address }, at) => addresses.indexOf(address.toLowerCase()) !== at);
  return [...new Set(again.map(({ address }) => `targets names ${address} twice.`))];
}

/** Inputs of a target that leave alone what is read from the disk. */
const APART: readonly Key[] = [
  ...(["forge", "api_url", "token_env", "optional", "name", "draft", "prerelease", "body_mode"] as const),
  ...(["generate_release_notes", "previous_tag", "target_commitish", "verify_tag", "allow_tag_mismatch"] as const),
  ...(["make_latest", "discussion_category_name", "tag_message", "milestones", "package_name"] as const),
  ...(["release_id", "on_unsupported", "overwrite_files", "oversized_files"] as const),
];

/** What is to be released to a target: the same as to all others, unless its line says something of files or notes. */
export async function gatherFor({ context }: AskedTarget, shared: Gathered, all: Inputs): Promise<Gathered> {
  const { inputs } = context;
  const differs = [...context.entries.given.keys()].filter(
    (name) => name !== "repository" && name !== "server_url" && inputs[name] !== all[name],
  );
  const own = differs.filter((name) => JSON.stringify(inputs[name]) !== JSON.stringify(all[name]));
  if (own.every((name) => APART.includes(name))) return shared;
  const hasNotes = (["body", "body_path", "changelog_path"] as const).some((name) => own.includes(name));
  // Standard input is there once.
  const without = { ...inputs, body: undefined, body_path: undefined, changelog_path: undefined };
  const found = await gather(hasNotes ? context : { ...context, inputs: without });
  const news = (key: "problems" | "warnings" | "notices"): readonly string[] =>
    found[key].filter((line) => !shared[key].includes(line));
  return {
    ...found,
    ...(hasNotes ? {} : { notes: shared.notes, changelog: shared.changelog }),
    problems: news("problems"),
    warnings: news("warnings"),
    notices: news("notices"),
  };
}
