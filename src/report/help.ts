import { GROUPS, INPUTS, type Input, type InputName, flagOf } from "../request/inputs";

/** Text of `--help`: the inputs by group, each with its flag. */
export function help(version: string): string {
  const groups = Object.values(GROUPS).map(({ title, names }) => {
    return [`${title}:`, ...names.map((name) => row(name, INPUTS[name]))].join("\n");
  });
  return [
    `forge-release ${version}: publishes a release of a tag, with its files, on any git forge.`,
    "",
    "Usage: forge-release [publish] [flags] [files…]",
    "",
    "Every input is a flag, an environment variable (INPUT_TAG_NAME, PLUGIN_TAG_NAME) and an input of the action.",
    "",
    groups.join("\n\n"),
    "",
    "Further flags:",
    "  --token-env NAME  read the token from this variable, so that it is in no process list",
    "  --debug           show requests and stacks, without secrets",
    "  --help, -h        show this page",
    "  --version         show the version",
    "",
    "Exit codes: 0 published, planned, or nothing to do; 1 a forge refused or failed; 2 wrong inputs; 130, 143 stopped.",
    "",
  ].join("\n");
}

function row(name: InputName, input: Input): string {
  const rest = input.default ?? input.otherwise;
  const value = input.choices === undefined ? "" : ` (${input.choices.join(", ")})`;
  return `  ${flagOf(name)}${value}\n      ${input.meaning.replaceAll("`", "")}${rest === undefined ? "" : ` Default: ${rest.replaceAll("`", "")}.`}`;
}
