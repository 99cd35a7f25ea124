import type { Env } from "../../ci/ci";
import { COMMAND_NAMES } from "../commands/specs";
import type { Entries } from "./entries";
import { flagOf } from "../inputs";
import { quoted } from "./names";

/** The program as lines that are offered begin. */
const BARE = "forge-release";
const OFFERED = new RegExp(`(?<![\\w/@.-])${BARE}(?= (?:--[a-z]|(?:${COMMAND_NAMES.join("|")})(?![\\w/.-])))`, "g");
/** A line that is about the repository at hand. */
const HERE = new RegExp(`\`${BARE} (?:list|view)(?=\`)`, "g");
/** What says which repository that is. */
const PLACE = ["forge", "server_url", "api_url", "repository"] as const;

/** How the program was called. */
export interface Call {
  readonly program: string;
  /** Flags of the repository and its token, as they were given; what variables say is there the next time as well. */
  readonly place: string;
}

/** By npx (or `npm exec`), which leaves no command of its name behind, or by its name. */
export function callOf(at: {
  readonly entries: Pick<Entries, "given" | "tokenEnv" | "tokenEnvBy">;
  readonly env: Env;
  readonly version: string;
}): Call {
  const { entries, env, version } = at;
  const { given, tokenEnv, tokenEnvBy } = entries;
  const flags = PLACE.flatMap((name) => {
    const one = given.get(name);
    return one?.entry === "flag" ? [` ${flagOf(name)} ${quoted(one.value)}`] : [];
  });
  const token = tokenEnv === undefined || tokenEnvBy !== undefined ? [] : [` --token-env ${tokenEnv}`];
  const isNpx = env.npm_lifecycle_event === "npx" && env.npm_command === "exec";
  return { program: isNpx ? `npx --yes ${BARE}@${version}` : BARE, place: [...flags, ...token].join("") };
}

/** A message whose lines to copy begin as the program was called, and are about the same repository. */
export function asCalled(text: string, { program, place }: Call): string {
  const placed = place === "" ? text : text.replace(HERE, (line) => line + place);
  return program === BARE ? placed : placed.replace(OFFERED, program);
}
