import { describe, expect, it } from "vitest";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";

import { FORGES } from "../src/forges";
import { help } from "../src/report/help";
import { COMMAND_OUTPUTS, OUTPUTS } from "../src/report/outputs";
import { OPTIONS } from "../src/request/commands/options";
import { COMMAND_NAMES, SPECS } from "../src/request/commands/specs";
import { GROUPS, INPUT_LIST, flagOf } from "../src/request/inputs";

interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: Readonly<Record<string, string>>;
}

const read = (path: string): string => readFileSync(resolve(path), "utf8");
const action = parse(read("action.yml")) as Action;
const SHOWN = INPUT_LIST.filter(([, input]) => input.internal !== true);

/** What a page says between two markers. */
function region(page: string, name: string): string {
  const [, text] = new RegExp(`<!-- ${name}:start[^\\n]*\\n([\\s\\S]*?)<!-- ${name}:end`).exec(read(page)) ?? [];
  if (text === undefined) throw new Error(`${page} has no region ${name}`);
  return text;
}

/** Cells of the rows of a table between two markers, without their backticks. */
function table(page: string, name: string): string[][] {
  return region(page, name)
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")))
    .map(([, first = "", ...more]) => [first.replaceAll("`", ""), ...more]);
}

describe("action.yml", () => {
  it("runs the bundle on node24", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/index.js" });
    expect(action.name).toBe("forge-release");
    expect(action.description.length).toBeLessThan(200);
  });

  it("has every input, in the order of the table", () => {
    const ofCommands = new Set<string>(Object.values(SPECS).flatMap(({ options }) => options));
    expect(Object.keys(action.inputs)).toEqual([
      ...INPUT_LIST.map(([name]) => name),
      ...["command", "args"],
      ...Object.keys(OPTIONS).filter((name) => ofCommands.has(name)),
    ]);
  });

  it("names every command", () => {
    for (const name of COMMAND_NAMES) expect(action.inputs.command?.description).toContain(name);
  });

  it.each(INPUT_LIST)("%s: says what it means, and what its default is", (name, input) => {
    const told = action.inputs[name];
    expect(told?.description).toContain(input.meaning);
    expect(told?.description).toContain(input.default ?? input.otherwise ?? "");
    for (const choice of input.choices ?? []) expect(told?.description).toContain(choice);
    expect(told?.required).toBe(false);
    // An empty value is one that was not given: the defaults are the program's, the same behind every door.
    expect(told?.default).toBe(name === "job_token" ? "${{ github.token }}" : "");
  });

  it("has every output, in the order of the table", () => {
    expect(Object.entries(action.outputs).map(([name, { description }]) => [name, description])).toEqual(
      Object.entries({ ...OUTPUTS, ...COMMAND_OUTPUTS }),
    );
  });
});

describe("--help", () => {
  it.each(SHOWN.map(([name]) => name))("has %s", (name) => {
    expect(help("1")).toMatch(new RegExp(`^ {2}${flagOf(name)}(?![a-z-])`, "m"));
  });
});

describe("README.md", () => {
  const first: readonly string[] = GROUPS.first.names;

  it("shows the eight that matter first", () => {
    expect(first).toEqual([
      "files",
      "tag_name",
      "name",
      "body_path",
      "generate_release_notes",
      "draft",
      "prerelease",
      "token",
    ]);
    expect(table("README.md", "first-inputs").map(([name]) => name)).toEqual(first);
  });

  it("names all others in a second table, but for what only a runner sets", () => {
    const told = [...region("README.md", "other-inputs").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
    expect([...first, ...told].sort()).toEqual(SHOWN.map(([name]) => name as string).sort());
  });

  it("has a row of at most five cells for each forge", () => {
    const rows = region("README.md", "forges")
      .split("\n")
      .filter((line) => line.startsWith("| ["));
    expect(rows.map((row) => /^\| \[(.*?)\]/.exec(row)?.[1])).toEqual(FORGES.map(({ title }) => title));
    for (const row of rows) expect(row.split("|").length - 2).toBeLessThanOrEqual(5);
  });
});

describe("the pages", () => {
  it.each(SHOWN)("docs/inputs.md, %s: says what it means, and what its default is", (name, input) => {
    const [row, ...more] = table("docs/inputs.md", "inputs").filter(([first]) => first === name);
    expect(more).toEqual([]);
    expect(row?.join(" ")).toContain(input.meaning);
    expect(row?.join(" ")).toContain(input.default ?? input.otherwise ?? "");
  });

  it("docs/outputs.md has every output", () => {
    expect(table("docs/outputs.md", "outputs").map(([name, meaning]) => [name, meaning])).toEqual(
      Object.entries({ ...OUTPUTS, ...COMMAND_OUTPUTS }),
    );
  });

  it("docs/forges.md has a column for each forge", () => {
    const [head = ""] = region("docs/forges.md", "abilities").split("\n");
    expect(head).toBe(`|  | ${FORGES.map(({ title }) => title).join(" | ")} |`);
  });
});

describe("the generated parts", () => {
  it("are those that `npm run docs` writes", () => {
    const tsx = resolve("node_modules/tsx/dist/cli.mjs");
    expect(() => execFileSync(process.execPath, [tsx, resolve("scripts/docs.ts"), "--check"])).not.toThrow();
  });
});

describe("package.json", () => {
  const pkg = JSON.parse(read("package.json")) as {
    bin: unknown;
    files: string[];
    engines: { node: string };
    dependencies?: unknown;
    type: string;
  };

  it("ships the bundle as the command, and nothing that has to be installed", () => {
    expect(pkg.bin).toEqual({ "forge-release": "dist/index.js" });
    expect(pkg.dependencies).toBeUndefined();
    expect(pkg.engines.node).toBe(">=20.18.1");
    expect(pkg.type).toBe("module");
  });

  it("names what is shipped, all of which is there", () => {
    expect(pkg.files).toContain("dist");
    expect(pkg.files.filter((path) => !existsSync(resolve(path)))).toEqual([]);
    for (const path of ["src", "__tests__", "sandbox", "node_modules"]) expect(pkg.files).not.toContain(path);
  });
});
