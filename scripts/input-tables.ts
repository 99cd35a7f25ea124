import { GROUPS, INPUTS, type Input } from "../src/request/inputs";

type Group = keyof typeof GROUPS;

/** The groups behind the first one, in the order in which they are read. */
const OTHERS = ["where", "release", "files", "several", "how"] as const satisfies readonly Group[];

/** Inputs of one group: name, default, meaning. */
export function inputTable(group: Group): string {
  const rows = GROUPS[group].names.map((name) => {
    const { meaning, choices, ...input }: Input = INPUTS[name];
    const fallback = input.default === undefined ? (input.otherwise ?? "") : `\`${input.default}\``;
    const words = choices === undefined ? "" : ` (${choices.map((choice) => `\`${choice}\``).join(", ")})`;
    return `| \`${name}\` | ${fallback} | ${cell(meaning)}${words} |`;
  });
  return `| input | default | meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
}

/** Every group under a heading of its own. */
export function allInputs(): string {
  return ["first" as const, ...OTHERS]
    .map((group) => `\n## ${group === "first" ? "The first eight" : GROUPS[group].title}\n\n${inputTable(group)}`)
    .join("");
}

/** The names of all inputs behind the first ones, a row for each group. */
export function otherInputs(): string {
  const rows = OTHERS.map((group) => {
    const { title, names } = GROUPS[group];
    const anchor = title.toLowerCase().replaceAll(",", "").replaceAll(" ", "-");
    return `| [${title}](docs/inputs.md#${anchor}) | ${names.map((name) => `\`${name}\``).join(", ")} |`;
  });
  return `| about | inputs |\n|---|---|\n${rows.join("\n")}\n`;
}

export function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
