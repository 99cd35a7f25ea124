import { describe, expect, it } from "vitest";
import { transpileModule } from "typescript";
import { parse } from "yaml";
import { PLAYED } from "../../scripts/command-pages/scene";
import { type Block, PAGES, blocksOf, read, spansOf } from "./pages";
import { commandsIn, oursIn, problemsOf } from "./shell";
import { yamlProblems } from "./yaml";

/** What is wrong with a block, by its language. A language without a line here is wrong itself. */
const RULES: Readonly<Record<string, (text: string) => string[]>> = {
  yaml: yamlProblems,
  sh: (text) => commandsIn(text).flatMap(problemsOf),
  console: (text) => [...text.matchAll(/^\$ (.*)$/gm)].flatMap(([, line = ""]) => commandsIn(line)).flatMap(problemsOf),
  json: (text) => (JSON.parse(text) === undefined ? ["no JSON"] : []),
  dotenv: (text) => text.split("\n").filter((line) => line !== "" && !/^[A-Z_][A-Z0-9_]*=\S*$/.test(line)),
  ts: (text) =>
    (transpileModule(text, { reportDiagnostics: true }).diagnostics ?? []).map(({ messageText }) =>
      JSON.stringify(messageText),
    ),
  groovy: groovyProblems,
  // What a program prints or a person writes: nothing in it is to be pasted into a shell.
  text: (text) =>
    commandsIn(text)
      .filter((words) => oursIn(words) !== undefined)
      .map((words) => words.join(" ")),
};

/** A Jenkinsfile: what it opens it closes, and its shell runs what is there. */
function groovyProblems(text: string): string[] {
  const scripts = [...text.matchAll(/\bsh ('''|')([\s\S]*?)\1/g)].map(([, , script = ""]) => script);
  const rest = text.replace(/'''[\s\S]*?'''|'[^'\n]*'|\/\/.*$/gm, "");
  const count = (sign: string): number => rest.split(sign).length;
  return [
    ...scripts
      .flatMap(commandsIn)
      .filter((words) => oursIn(words) !== undefined)
      .flatMap(problemsOf),
    ...(["{}", "()", "[]"] as const)
      .filter(([open = "", close = ""]) => count(open) !== count(close))
      .map((pair) => `${pair} do not match`),
  ];
}

/** What stood there before: a file of another tool, of which only the form can be wrong. */
const isForeign = ({ page, text }: Block): boolean =>
  page.startsWith("docs/coming-from/") && !text.includes("forge-release");
const form = (text: string): string[] => (parse(text, { strict: true }) === undefined ? ["nothing in it"] : []);

/** What is run as it stands, errors and all: `commands.test.ts`. */
const isPlayed = ({ page, language }: Block): boolean => PLAYED.includes(page) && language === "console";

function problemsIn(block: Block): string[] {
  if (isPlayed(block)) return [];
  const { page, line, language, text } = block;
  const rule = isForeign(block) ? { yaml: form, sh: () => [] }[language] : RULES[language];
  const at = (problem: string): string => `${page}:${line}: ${problem}`;
  if (rule === undefined) return [at(`a block of the language “${language}”, which no rule knows`)];
  try {
    return rule(text).map(at);
  } catch (error) {
    return [at(error instanceof Error ? error.message : String(error))];
  }
}

describe("blocks of code", () => {
  it.each(PAGES)("%s", (page) => {
    expect(blocksOf(page).flatMap(problemsIn)).toEqual([]);
  });

  it("are found wherever people put them", () => {
    const text = "- one\n  ```sh\n  make\n  ```\n\n~~~~yaml\nfiles: |\n  ```\n~~~~\n";
    expect(blocksOf("x.md", text).map((block) => [block.line, block.language, block.text])).toEqual([
      [2, "sh", "make\n"],
      [6, "yaml", "files: |\n  ```\n"],
    ]);
    expect(() => blocksOf("x.md", "```sh\nmake\n")).toThrow("x.md:1 opens a block that does not end.");
  });
});

describe("command lines in the text", () => {
  it.each(PAGES)("%s has no flag that is not there", (page) => {
    const ours = spansOf(page)
      .flatMap(commandsIn)
      .filter((words) => /^(npx|forge-release)$/.test(words[0] ?? "") && oursIn(words) !== undefined);
    const flags = ours.flatMap(problemsOf).filter((problem) => /flag|npx|is no input|planned/i.test(problem));
    expect(flags).toEqual([]);
  });

  it.each(PAGES)("%s names this version wherever it is run by npx", (page) => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const named = [...read(page).matchAll(/npx (?:--yes |-y )?forge-release(@[\w.-]+)?/g)];
    expect(named.filter(([, at]) => at !== `@${version}`).map(([text]) => text)).toEqual([]);
  });
});

describe("what is wrong with a block", () => {
  const step = (inputs: string): string => `- uses: forge-release/forge-release@v0\n  with: { ${inputs} }\n`;
  it.each([
    ["an input that is not there", "yaml", step("flies: dist/*"), "flies is no input"],
    ["a choice that is none", "yaml", step("prerelease: maybe"), "prerelease cannot be maybe"],
    [
      "a branch in place of a version",
      "yaml",
      step("files: a").replace("@v0", "@main"),
      "neither a version nor a commit",
    ],
    ["a member that workflows do not have", "yaml", `- run: make\n  wiht: {}\n`, "wiht"],
    [
      "an event that GitHub does not have",
      "yaml",
      "on: tag\njobs: { a: { runs-on: x, steps: [{ run: make }] } }\n",
      "tag",
    ],
    ["two members of one name", "yaml", "files: a\nfiles: b\n", "unique"],
    ["an unknown kind of file", "yaml", "one: 1\n", "no kind of file"],
    [
      "a list as a text",
      "yaml",
      'include:\n  - remote: https://x/forge-release.yml\n    inputs: { files: "a" }\n',
      "files cannot be",
    ],
    [
      "an input that the template does not have",
      "yaml",
      "include:\n  - remote: https://x/forge-release.yml\n    inputs: { token: a }\n",
      "no input token",
    ],
    ["a flag in a job of GitLab", "yaml", "a:\n  script: [npx --yes forge-release@0.1.0 --filse a]\n", "--filse"],
    ["an unknown flag", "sh", "npx --yes forge-release@0.1.0 --tga v1\n", "--tga"],
    ["a flag without its value", "sh", "node dist/index.js --tag-name\n", "needs a value"],
    ["a flag of another command", "sh", "forge-release list --yes\n", "--yes"],
    ["a word too many", "sh", "forge-release list v1\n", "does not take 1 words"],
    ["an old version", "sh", "npx --yes forge-release@0.0.9 a\n", "no version, or another"],
    ["npx that asks", "sh", "npx forge-release a\n", "no version, or another"],
    ["behind a pipe and a variable", "sh", "make && TOKEN=x forge-release --filse a >log\n", "--filse"],
    ["over two lines", "sh", "forge-release \\\n  --filse a\n", "--filse"],
    ["a script that is not there", "sh", "npm run dmeo\n", "no script dmeo"],
    ["a program that nobody knows", "sh", "hub release\n", "nobody knows the command hub"],
    ["a console", "console", "$ forge-release list --filse\nTAG\n", "--filse"],
    ["broken JSON", "json", "{", "JSON"],
    ["a line that is no variable", "dotenv", "RELEASE_URL: x\n", "RELEASE_URL: x"],
    ["TypeScript", "ts", "const a = ;", "Expression expected"],
    ["a brace too many", "groovy", "pipeline { stages { }\n", "do not match"],
    ["a flag in a Jenkinsfile", "groovy", "sh 'npx --yes forge-release@0.1.0 --filse a'\n", "--filse"],
    ["a command in what is only shown", "text", "forge-release list\n", "forge-release list"],
    ["a language that no rule knows", "perl", "print", "no rule knows"],
  ])("%s", (_, language, text, told) => {
    expect(problemsIn({ page: "x.md", line: 1, language, text }).join("\n")).toContain(told);
  });
});
