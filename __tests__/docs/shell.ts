import { existsSync, readFileSync } from "node:fs";
import { OPTIONS } from "../../src/request/commands/options";
import { type Called, readCalled } from "../../src/request/commands/line";
import { SPECS, type Spec } from "../../src/request/commands/specs";
import { strayInputs } from "../../src/request/commands/stray-inputs";
import { readEntries } from "../../src/request/entries/entries";
import { parseInputs, readValue } from "../../src/request/parse";

const { version, scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
  version: string;
  scripts: Record<string, string>;
};

/**
 * The simple commands of a script, as words without their quotes: variables stay as they are written, comments and
 * redirections are left out, and the patterns of a `case` are commands of their own.
 */
export function commandsIn(script: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let quote = "";
  const end = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < script.length; at += 1) {
    const sign = script[at] ?? "";
    if (quote !== "") {
      if (sign === quote) quote = "";
      else word = `${word ?? ""}${sign}`;
    } else if (sign === "\\") {
      at += 1;
      if (script[at] !== "\n") word = `${word ?? ""}${script[at] ?? ""}`;
    } else if (sign === "'" || sign === '"') {
      quote = sign;
      word ??= "";
    } else if (sign === "#" && word === undefined) {
      while (at + 1 < script.length && script[at + 1] !== "\n") at += 1;
    } else if (/[ \t]/.test(sign)) end();
    else if (/[\n;&|()]/.test(sign)) {
      end();
      commands.push([]);
    } else word = `${word ?? ""}${sign}`;
  }
  end();
  return commands.map(plain).filter((words) => words.length > 0);
}

/** Without assignments and keywords before it, and without redirections. */
function plain(words: readonly string[]): string[] {
  const kept = words.filter((word, at) => !/^\d*[<>]/.test(word) && !/^\d*(>>?|<)$/.test(words[at - 1] ?? ""));
  const first = kept.findIndex((word) => !/^(\w+=|(if|then|else|do|while|!|exec)$)/.test(word));
  return first < 0 ? [] : kept.slice(first);
}

/** The words behind this program's name, where a command runs it; `undefined` where it runs something else. */
export function oursIn([program = "", ...words]: readonly string[]): readonly string[] | undefined {
  if (program === "forge-release") return words;
  if (program === "node" && /(^|\/)dist\/index\.js$/.test(words[0] ?? "")) return words.slice(1);
  if (program !== "npx") return undefined;
  const named = words.findIndex((word) => word.startsWith("forge-release"));
  return named < 0 ? undefined : words.slice(named + 1);
}

/** What the program itself says of a command line, without running it. */
export function lineProblems(argv: readonly string[]): string[] {
  const called = readCalled(argv, {});
  if (called !== undefined) return commandProblems(called);
  const entries = readEntries(argv, {});
  return [...entries.problems, ...parseInputs(entries).problems];
}

function commandProblems({ name, words, options, shared, problems }: Called): string[] {
  const spec: Spec = SPECS[name];
  const entries = readEntries(shared, {});
  const found = [...problems, ...entries.problems, ...strayInputs(name, entries.given)];
  for (const [option, given] of options) readValue(OPTIONS[option], given, found);
  if (words.length < spec.least || words.length > spec.most) found.push(`${name} does not take ${words.length} words.`);
  return [...found, ...parseInputs(entries).problems];
}

/** What else a page may run. */
const OTHERS = new Set([
  "git",
  "export",
  "cd",
  "cat",
  "echo",
  "make",
  "mkdir",
  "test",
  "case",
  "in",
  "esac",
  "sha256sum",
  "shasum",
]);

/** What is wrong with a command of a page: an unknown flag, a version that is not this one, a script that is not there. */
export function problemsOf(words: readonly string[]): string[] {
  const argv = oursIn(words);
  const [program = "", second = "", ...rest] = words;
  if (argv !== undefined) {
    const named = words.find((word) => word.startsWith("forge-release@"));
    const pinned = program !== "npx" || (second === "--yes" && named === `forge-release@${version}`);
    return [...(pinned ? [] : [`npx runs no version, or another than ${version}`]), ...lineProblems(argv)];
  }
  if (program === "npm") return npmProblems(second, rest);
  if (program === "npx") return [];
  return OTHERS.has(program) || /[*|]/.test(program) ? [] : [`nobody knows the command ${program}`];
}

function npmProblems(second: string, rest: readonly string[]): string[] {
  const [script, ...paths] = second === "run" ? rest : [second, ...rest];
  const flagged = paths.findIndex((word) => word === "--");
  const tested = script === "test" ? paths.slice(flagged + 1).filter((word) => !word.startsWith("-")) : [];
  const absent = tested.filter(
    (path) => !existsSync(path) && !existsSync(`__tests__/${path}`) && !existsSync(`__tests__/${path}.test.ts`),
  );
  if (absent.length > 0) return [`there are no tests ${absent.join(", ")}`];
  const known = ["ci", "cit", "i", "audit", "view"].includes(second) || scripts[script ?? ""] !== undefined;
  return known ? [] : [`package.json has no script ${script ?? ""}`];
}
