import { OPTIONS } from "../src/request/commands/options";
import { type CommandName, SPECS, type Spec } from "../src/request/commands/specs";
import { GROUPS, INPUTS, type Input, type InputName, flagOf, isPublic } from "../src/request/inputs";
import { cell } from "./input-tables";

/** What every command has that speaks to one forge: where it is, who asks, how patiently. */
const EVERYWHERE: readonly InputName[] = SPECS.list.shares;

const FURTHER = {
  token: "| `--token-env NAME` |  | Read the token from this variable, so that it is in no process list. |",
  debug: "| `--debug` | `false` | Show requests and stacks, without secrets. |",
  help: "| `--help`, `-h` |  | Show the flags of the command. |",
};

/** A command's usage and its options, of publish's inputs those that are not the same everywhere. */
export function optionsOf(name: CommandName): string {
  const spec: Spec = SPECS[name];
  const isPlaced = EVERYWHERE.every((input) => spec.shares.includes(input));
  const hasAll = spec.takesFiles === true;
  const shares = hasAll ? [] : spec.shares.filter((input) => !(isPlaced && EVERYWHERE.includes(input)));
  const rows = [
    ...spec.options.map((option) => row(`--${option.replaceAll("_", "-")}`, OPTIONS[option])),
    ...shares.filter(isPublic).map((input) => row(flagOf(input), INPUTS[input])),
  ];
  const rest = hasAll
    ? "Besides these, every flag and file of [publish](publish.md#options)."
    : isPlaced
      ? "Besides these, the [flags of every command](README.md#flags-of-every-command)."
      : "Besides these, `--debug` and `--help`.";
  const usage = ["forge-release", name, spec.words, "[flags]"].filter((part) => part !== "").join(" ");
  return `\n${[`Usage: \`${usage}\``, table(rows), rest].join("\n\n")}\n`;
}

/** Flags that every command has which speaks to a forge. */
export function everyCommandsFlags(): string {
  const rows = EVERYWHERE.filter(isPublic).map((input) => row(flagOf(input), INPUTS[input]));
  return `${table([...rows, FURTHER.token, FURTHER.debug, FURTHER.help])}\n`;
}

/** The first inputs of publish as flags, and what only a command line has. */
export function publishOptions(): string {
  const rows = [
    ...GROUPS.first.names.map((input) => row(flagOf(input), INPUTS[input])),
    FURTHER.token,
    row("--json", {
      ...OPTIONS.json,
      meaning: "Print the outputs as JSON on standard output, and nothing else there.",
    }),
    "| `--quiet` | `false` | Print only the address of the release there; of the log only what went wrong. |",
    FURTHER.debug,
    "| `--version` |  | Show the version. |",
  ];
  return `\nUsage: \`forge-release [publish] [flags] [files…]\`\n\n${table(rows)}\n`;
}

function table(rows: readonly string[]): string {
  return ["| flag | default | meaning |", "|---|---|---|", ...rows].join("\n");
}

function row(flag: string, { meaning, choices, ...input }: Input): string {
  const fallback = input.default === undefined ? (input.otherwise ?? "") : `\`${input.default}\``;
  const words = choices === undefined ? "" : ` (${choices.map((choice) => `\`${choice}\``).join(", ")})`;
  return `| \`${flag}\` | ${fallback} | ${linked(cell(meaning))}${words} |`;
}

/** Pages that a meaning names lead there. */
function linked(meaning: string): string {
  return meaning.replace(/`?docs\/([\w-]+\.md)`?/g, "[$1](../$1)");
}
