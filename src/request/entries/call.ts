import type { Env } from "../../ci/ci";
import { COMMAND_NAMES } from "../commands/specs";

/** The program as lines that are offered begin. */
const BARE = "forge-release";
const OFFERED = new RegExp(`(?<![\\w/@.-])${BARE}(?= (?:--[a-z]|(?:${COMMAND_NAMES.join("|")})(?![\\w/.-])))`, "g");

/** How the program was called: by npx (or `npm exec`), which leaves no command of its name behind, or by its name. */
export function callOf(env: Env, version: string): string {
  return env.npm_lifecycle_event === "npx" && env.npm_command === "exec" ? `npx --yes ${BARE}@${version}` : BARE;
}

/** A message whose lines to copy begin as the program was called. */
export function asCalled(text: string, call: string): string {
  return call === BARE ? text : text.replace(OFFERED, call);
}
