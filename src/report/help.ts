import { type Say, inEnglish } from "../model/say";
import { OPTIONS } from "../request/commands/options";
import { COMMAND_NAMES, type CommandName, SPECS, type Spec } from "../request/commands/specs";
import { GROUPS, INPUTS, type Input, flagOf, isPublic } from "../request/inputs";

/** Text of `--help`: the inputs by group, each with its flag. */
export function help(version: string, say: Say = inEnglish): string {
  const groups = Object.values(GROUPS).map(({ title, names }) => {
    return [say(`${title}:`), ...names.map((name) => row(flagOf(name), INPUTS[name], say))].join("\n");
  });
  return [
    say(`forge-release ${version}: publishes a release of a tag, with its files, on any git forge.`),
    "",
    say("Usage: forge-release [publish] [flags] [files…]"),
    ...COMMAND_NAMES.map((name) => `       forge-release ${usageOf(name)}`),
    "",
    say("`forge-release COMMAND --help` shows the flags of a command."),
    "",
    say("Every input is a flag, an environment variable (INPUT_TAG_NAME, PLUGIN_TAG_NAME) and an input of the action."),
    "",
    groups.join("\n\n"),
    "",
    say("Further flags:"),
    flag("--token-env NAME", say(TOKEN_ENV)),
    flag("--json", say("print the outputs as JSON on standard output, and nothing else there")),
    flag("--quiet", say("print only the address of the release there; of the log only what went wrong")),
    ...shared(say),
    flag("--version", say("show the version")),
    "",
    say(
      "Exit codes: 0 published, planned, or nothing to do; 1 a forge refused or failed; 2 wrong inputs; 130, 143 stopped.",
    ),
    "",
  ].join("\n");
}

function flag(name: string, does: string): string {
  return `  ${name.padEnd(17)} ${does}`;
}

function shared(say: Say): string[] {
  return [flag("--debug", say("show requests and stacks, without secrets")), flag("--help, -h", say("show this page"))];
}

/** `list [flags]`, `view [TAG] [flags]` */
function usageOf(name: CommandName): string {
  return [name, SPECS[name].words, "[flags]"].filter((part) => part !== "").join(" ");
}

/** Text of `--help` for a command. */
export function commandHelp(name: CommandName, version: string, say: Say = inEnglish): string {
  const spec: Spec = SPECS[name];
  const options = spec.options.map((option) => row(flagOf(option), OPTIONS[option], say));
  const inputs = spec.shares.filter(isPublic).map((input) => row(flagOf(input), INPUTS[input], say));
  return [
    `forge-release ${version} ${name}: ${spec.does}`,
    "",
    say(`Usage: forge-release ${usageOf(name)}`),
    "",
    ...(options.length === 0 ? [] : [say("Flags:"), ...options, ""]),
    say("The same as for publish:"),
    ...inputs,
    ...(spec.shares.includes("token") ? [flag("--token-env NAME", say(TOKEN_ENV))] : []),
    ...shared(say),
    "",
    say(
      "Exit codes: 0 done, or nothing to do; 1 a forge refused, failed or has other content; 2 wrong inputs; 130, 143 stopped.",
    ),
    "",
  ].join("\n");
}

const TOKEN_ENV = "read the token from this variable, so that it is in no process list";

function row(name: string, input: Input, say: Say): string {
  const rest = (input.default ?? input.otherwise)?.replaceAll("`", "");
  const value = input.choices === undefined ? "" : ` (${input.choices.join(", ")})`;
  const otherwise = rest === undefined ? "" : ` ${say(`Default: ${rest}.`)}`;
  return `  ${name}${value}\n      ${input.meaning.replaceAll("`", "")}${otherwise}`;
}
