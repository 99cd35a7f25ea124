import { OPTIONS } from "../request/commands/options";
import { COMMAND_NAMES, type CommandName, SPECS, type Spec } from "../request/commands/specs";
import { GROUPS, INPUTS, type Input, flagOf, isPublic } from "../request/inputs";

/** Text of `--help`: the inputs by group, each with its flag. */
export function help(version: string): string {
  const groups = Object.values(GROUPS).map(({ title, names }) => {
    return [`${title}:`, ...names.map((name) => row(flagOf(name), INPUTS[name]))].join("\n");
  });
  return [
    `forge-release ${version}: publishes a release of a tag, with its files, on any git forge.`,
    "",
    "Usage: forge-release [publish] [flags] [files…]",
    ...COMMAND_NAMES.map((name) => `       forge-release ${usageOf(name)}`),
    "",
    "`forge-release COMMAND --help` shows the flags of a command.",
    "",
    "Every input is a flag, an environment variable (INPUT_TAG_NAME, PLUGIN_TAG_NAME) and an input of the action.",
    "",
    groups.join("\n\n"),
    "",
    "Further flags:",
    TOKEN_ENV,
    "  --json            print the outputs as JSON on standard output, and nothing else there",
    "  --quiet           print only the address of the release there; of the log only what went wrong",
    "  --debug           show requests and stacks, without secrets",
    "  --help, -h        show this page",
    "  --version         show the version",
    "",
    "Exit codes: 0 published, planned, or nothing to do; 1 a forge refused or failed; 2 wrong inputs; 130, 143 stopped.",
    "",
  ].join("\n");
}

/** `list [flags]`, `view [TAG] [flags]` */
function usageOf(name: CommandName): string {
  return [name, SPECS[name].words, "[flags]"].filter((part) => part !== "").join(" ");
}

/** Text of `--help` for a command. */
export function commandHelp(name: CommandName, version: string): string {
  const spec: Spec = SPECS[name];
  const options = spec.options.map((option) => row(`--${option.replaceAll("_", "-")}`, OPTIONS[option]));
  const shared = spec.shares.filter(isPublic).map((input) => row(flagOf(input), INPUTS[input]));
  return [
    `forge-release ${version} ${name}: ${spec.does}`,
    "",
    `Usage: forge-release ${usageOf(name)}`,
    "",
    ...(options.length === 0 ? [] : ["Flags:", ...options, ""]),
    "The same as for publish:",
    ...shared,
    ...(spec.shares.includes("token") ? [TOKEN_ENV] : []),
    "  --debug           show requests and stacks, without secrets",
    "  --help, -h        show this page",
    "",
    "Exit codes: 0 done, or nothing to do; 1 a forge refused, failed or has other content; 2 wrong inputs; 130, 143 stopped.",
    "",
  ].join("\n");
}

const TOKEN_ENV = "  --token-env NAME  read the token from this variable, so that it is in no process list";

function row(flag: string, input: Input): string {
  const rest = input.default ?? input.otherwise;
  const value = input.choices === undefined ? "" : ` (${input.choices.join(", ")})`;
  return `  ${flag}${value}\n      ${input.meaning.replaceAll("`", "")}${rest === undefined ? "" : ` Default: ${rest.replaceAll("`", "")}.`}`;
}
