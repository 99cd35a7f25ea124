import { OPTIONS } from "../src/request/commands/options";
import { COMMAND_NAMES, type CommandName, SPECS, type Spec } from "../src/request/commands/specs";
import { type Input, flagOf, isPublic } from "../src/request/inputs";
import { exampleOf } from "./command-examples";

/** A section for each command: what it does, its usage, its options, what it shares with publish, an example. */
export function commandSections(): string {
  return COMMAND_NAMES.map((name) => `\n${section(name)}\n`).join("");
}

function section(name: CommandName): string {
  const example = exampleOf(name);
  const spec: Spec = SPECS[name];
  const usage = ["forge-release", name, spec.words, "[flags]"].filter((part) => part !== "").join(" ");
  const shared = spec.shares.filter(isPublic).map((input) => `\`${flagOf(input)}\``);
  const options = spec.options.map((option) => row(`--${option.replaceAll("_", "-")}`, OPTIONS[option]));
  return [
    `## ${name}`,
    spec.does,
    `Usage: \`${usage}\``,
    ...(options.length === 0 ? [] : [["| flag | default | meaning |", "|---|---|---|", ...options].join("\n")]),
    ...(shared.length === 0 ? [] : [`The same as for publish: ${shared.join(", ")}, \`--token-env\`.`]),
    ...(example === undefined ? [] : [example]),
  ].join("\n\n");
}

function row(flag: string, { meaning, ...input }: Input): string {
  const fallback = input.default === undefined ? (input.otherwise ?? "") : `\`${input.default}\``;
  return `| \`${flag}\` | ${fallback} | ${meaning.replaceAll("|", "\\|")} |`;
}
