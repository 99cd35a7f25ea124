import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EXAMPLE_NAMES } from "../src/ci/pipeline-files";
import { COMMAND_OUTPUTS, OUTPUTS } from "../src/report/outputs";
import { OPTIONS } from "../src/request/commands/options";
import { COMMAND_INPUTS, COMMAND_NAMES, SPECS } from "../src/request/commands/specs";
import { INPUT_LIST, type Input } from "../src/request/inputs";
import { optionsOf, everyCommandsFlags, publishOptions } from "./command-docs";
import { commandTable } from "./command-table";
import { withExamples } from "./examples";
import { abilityTable, forgeTable } from "./forge-table";
import { JOB_INPUTS, PUBLISH_INPUTS, type TemplateInput } from "./gitlab-inputs";
import { gitlabTemplate } from "./gitlab-template";
import { allInputs, cell, inputTable, otherInputs } from "./input-tables";
import { exampleInChinese } from "./zh/examples";
import { inChinese } from "./zh/tables";

interface Marked {
  readonly file: string;
  readonly regions: Readonly<Record<string, string>>;
}

/**
 * Writes what is said of inputs and outputs from their tables into action.yml and the documents, between markers, the
 * GitLab template whole, and this version wherever the package is run by `npx`. `npm run docs -- --check` only says
 * whether they agree.
 */
const MARKED: readonly Marked[] = [
  { file: "action.yml", regions: { inputs: actionInputs(), outputs: actionOutputs() } },
  {
    file: "README.md",
    regions: { forges: forgeTable(), "first-inputs": inputTable("first"), "other-inputs": otherInputs() },
  },
  { file: "docs/forges.md", regions: { abilities: abilityTable() } },
  { file: "docs/inputs.md", regions: { inputs: allInputs() } },
  { file: "docs/outputs.md", regions: { outputs: outputTable() } },
  { file: "docs/commands/README.md", regions: { "command-table": commandTable(), flags: everyCommandsFlags() } },
  { file: "docs/commands/publish.md", regions: { options: publishOptions() } },
  ...COMMAND_NAMES.map((name) => ({ file: `docs/commands/${name}.md`, regions: { options: optionsOf(name) } })),
  {
    file: "docs/gitlab.md",
    regions: { "job-inputs": templateTable(JOB_INPUTS), "publish-inputs": templateTable(PUBLISH_INPUTS) },
  },
];

/** Pages that are there in Chinese, with the same regions. */
const CHINESE: Readonly<Record<string, string>> = {
  "README.md": "README.zh-CN.md",
  "docs/forges.md": "docs/zh/forges.md",
  "docs/inputs.md": "docs/zh/inputs.md",
  "docs/outputs.md": "docs/zh/outputs.md",
};

/** One text, for `include: remote` and `project`, and where GitLab looks for a component. */
const GITLAB_TEMPLATES = ["gitlab-ci-template.yml", "templates/forge-release/template.yml"];

/** What people paste: a version that is not named is whatever the registry has on the night of the release. */
const PASTED = [
  ...readdirSync(".").filter((name) => /^README.*\.md$/.test(name)),
  ...filesBelow("docs").filter((name) => name.endsWith(".md")),
  ...filesBelow("examples"),
];

const EMBEDDED = "src/ci/pipeline-files/texts.ts";

const check = process.argv.includes("--check");
const stale = [
  ...MARKED.flatMap((page) => [page, ...chineseOf(page)]).map(({ file, regions }) => {
    const before = readFileSync(file, "utf8");
    const fillIn = (text: string, [name, content]: [string, string]): string => fill(text, { file, name, content });
    return put(file, { before, after: Object.entries(regions).reduce(fillIn, before) });
  }),
  ...GITLAB_TEMPLATES.map((file) =>
    put(file, { before: existsSync(file) ? readFileSync(file, "utf8") : "", after: gitlabTemplate(version()) }),
  ),
  put(EMBEDDED, { before: existsSync(EMBEDDED) ? readFileSync(EMBEDDED, "utf8") : "", after: embedded() }),
  ...PASTED.map((file) => {
    const before = readFileSync(file, "utf8");
    return put(file, { before, after: pinned(file.endsWith(".md") ? withExamples(before, shownOn(file)) : before) });
  }),
];
if (check && stale.includes(true)) {
  console.error("The documents differ from the tables in src: run `npm run docs`.");
  process.exitCode = 1;
}

/** How a page shows a file of `examples/`. */
function shownOn(file: string): ((text: string) => string) | undefined {
  return /^README\.zh|^docs\/zh\//.test(file) ? exampleInChinese : undefined;
}

function chineseOf({ file, regions }: Marked): Marked[] {
  const on = CHINESE[file];
  if (on === undefined) return [];
  const tables = Object.entries(regions).map(([name, table]) => [name, inChinese(table, { of: file, on })]);
  return [{ file: on, regions: Object.fromEntries(tables) as Marked["regions"] }];
}

/** The examples that `init` writes, so that the bundle needs none beside it. */
function embedded(): string {
  const texts = EXAMPLE_NAMES.map(
    (name) => `  ${JSON.stringify(name)}:\n    ${JSON.stringify(pinned(readFileSync(`examples/${name}`, "utf8")))},\n`,
  );
  return [
    "/** Texts of examples/, written by `npm run docs`. */",
    "// prettier-ignore",
    `export const TEXTS: Readonly<Record<string, string>> = {\n${texts.join("")}};\n`,
  ].join("\n");
}

/** @returns whether the file was another one */
function put(file: string, { before, after }: { before: string; after: string }): boolean {
  if (before === after) return false;
  if (!check) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
  }
  return true;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .sort();
}

function pinned(text: string): string {
  return text.replace(/\bnpx (?:(?:--yes|-y) )?forge-release(?:@[\w.-]+)?/g, `npx --yes forge-release@${version()}`);
}

function version(): string {
  return (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
}

/** Replaces what stands between `start` and `end` markers of a region, in YAML comments or in Markdown ones. */
function fill(text: string, { file, name, content }: { file: string; name: string; content: string }): string {
  const region = new RegExp(`((?:# |<!-- )${name}:start[^\\n]*\\n)[\\s\\S]*?((?:\\n *)?(?:# |<!-- )${name}:end)`);
  if (!region.test(text)) throw new Error(`${file} has no region ${name}`);
  return text.replace(region, (_, start: string, end: string) => `${start}${content}\n${end.trimStart()}`);
}

function actionInputs(): string {
  const ofCommands = Object.entries<Input>({ ...COMMAND_INPUTS, ...commandOptions() });
  return [...INPUT_LIST, ...ofCommands]
    .map(([name, input]) => {
      const fallback = name === "job_token" ? "${{ github.token }}" : "";
      return [
        `  ${name}:`,
        `    description: ${JSON.stringify(sentence(input))}`,
        "    required: false",
        `    default: ${JSON.stringify(fallback)}`,
      ].join("\n");
    })
    .join("\n");
}

/** Options of commands, each with the commands that have it. */
function commandOptions(): Record<string, Input> {
  return Object.fromEntries(
    Object.entries<Input>(OPTIONS).flatMap(([option, input]) => {
      const names = COMMAND_NAMES.filter((name) => SPECS[name].options.some((one) => one === option));
      return names.length === 0 ? [] : [[option, { ...input, meaning: `Of ${names.join(", ")}: ${input.meaning}` }]];
    }),
  );
}

function actionOutputs(): string {
  return Object.entries({ ...OUTPUTS, ...COMMAND_OUTPUTS })
    .map(([name, meaning]) => `  ${name}:\n    description: ${JSON.stringify(meaning)}`)
    .join("\n");
}

function sentence({ meaning, choices, ...input }: Input): string {
  const words = choices === undefined ? "" : ` One of: ${choices.join(", ")}.`;
  const rest = input.default ?? input.otherwise;
  return `${meaning}${words}${rest === undefined ? "" : ` Default: ${rest}.`}`;
}

function templateTable(inputs: readonly TemplateInput[]): string {
  const rows = inputs.map(({ name, type, description, options, otherwise, ...input }) => {
    const written = Array.isArray(input.default) || input.default === "" ? "" : `\`${String(input.default)}\``;
    const words = options === undefined ? "" : ` (${options.map((option) => `\`${option}\``).join(", ")})`;
    return `| \`${name}\` | ${type} | ${otherwise ?? written} | ${cell(description)}${words} |`;
  });
  return `| input | type | default | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

function outputTable(): string {
  const rows = Object.entries({ ...OUTPUTS, ...COMMAND_OUTPUTS }).map(
    ([name, meaning]) => `| \`${name}\` | ${cell(meaning)} |`,
  );
  return `| output | value |\n|---|---|\n${rows.join("\n")}\n`;
}
