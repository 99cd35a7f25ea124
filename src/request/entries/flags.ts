import type { InputName } from "../inputs";
import type { Entries, Given } from "./entries";
import { type State, addLines, readFlag } from "./flag";
import { type ForeignCommand, commandRetold, foreignCommand, retold } from "./foreign-command";
import { refusalOf, suspicion } from "./words";

type FlagsRead = Pick<
  Entries,
  "given" | "problems" | "notices" | "warnings" | "command" | "debug" | "prints" | "tokenEnv" | "suspects" | "isForeign"
>;

/** Reads the command line: flags, words that are files, commands. Behind `--` all words are files. */
export function readFlags(argv: readonly string[]): FlagsRead {
  const [given, switches] = [new Map<InputName, Given>(), new Set<string>()];
  const state: State = {
    ...{ given, switches, suspects: [], problems: [], warnings: [] },
    ...{ notices: new Set<string>(), tokenEnv: undefined },
  };
  const files: string[] = [];
  let foreign: ForeignCommand | undefined;
  let isFirst = true;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    if (word === "--") {
      files.push(...argv.slice(at + 1));
      break;
    }
    if (/^-./s.test(word)) {
      at += readFlag({ word: asMeant(word, argv, foreign), next: argv[at + 1], isAlone: argv.length === 1 }, state);
      continue;
    }
    const other = isFirst ? foreignCommand(word, argv[at + 1]) : undefined;
    if (other !== undefined && other.here !== "publish" && !argv.includes("--help")) {
      const problem = commandRetold(other, [...argv.slice(0, at), ...argv.slice(at + 1 + other.more)]);
      if (other.isReserved) return { ...nothing(state), problems: [problem], isForeign: true };
      state.suspects.push({ word, problem, isAll: true });
    }
    foreign ??= other?.here === "publish" ? other : undefined;
    if (isFirst && foreign !== undefined) {
      at += foreign.more;
      isFirst = false;
      continue;
    }
    const refusal = isFirst ? refusalOf(word) : undefined;
    if (refusal !== undefined) {
      state.problems.push(`${refusal} For a file of that name write ./${word}.`);
      // What follows belongs to that command.
      break;
    }
    if (isFirst && word === "help") switches.add("help");
    else if (!isFirst || word !== "publish") {
      files.push(word);
      const problem = foreign === undefined && other === undefined ? suspicion(word, isFirst) : undefined;
      if (problem !== undefined) state.suspects.push({ word, problem });
    }
    isFirst = false;
  }
  if (switches.has("help")) foreign = undefined;
  if (foreign !== undefined) state.problems.unshift(retold(foreign, given, files));
  addLines(state, "files", { value: files.join("\n"), source: "the files on the command line", entry: "word" });
  const command = switches.has("help") ? "help" : switches.has("version") ? "version" : "publish";
  const prints = switches.has("json") ? "json" : switches.has("quiet") ? "url" : undefined;
  return {
    ...state,
    // The line to copy says it all.
    notices: foreign === undefined ? [...state.notices] : [],
    command,
    debug: switches.has("debug"),
    prints,
    isForeign: foreign !== undefined,
  };
}

/** What was read of a line of which nothing counts. */
function nothing(state: State): Omit<FlagsRead, "problems" | "isForeign"> {
  return { ...state, notices: [], suspects: [], command: "publish", debug: false, prints: undefined };
}

/** Flags that only glab has. */
const OF_GLAB =
  /^(?:-N|-a|-r|-T|--ref|--name|--milestone|--assets-links|--tag-message|--package-name|--use-package-registry|--released-at)(?:=|$)/;

/** `-n` is what gh calls the notes, and what glab calls the title: the other flags tell which tool it is. */
function asMeant(word: string, argv: readonly string[], foreign: ForeignCommand | undefined): string {
  if (foreign === undefined || !/^-n(?:=|$)/.test(word)) return word;
  return word.replace("-n", argv.some((one) => OF_GLAB.test(one)) ? "--name" : "--body");
}
