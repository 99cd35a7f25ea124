import type { InputName } from "../inputs";
import type { Entries, Given } from "./entries";
import { type State, addLines, readFlag } from "./flag";
import { type ForeignCommand, foreignCommand, retold } from "./foreign-command";
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
      at += readFlag({ word, next: argv[at + 1], isAlone: argv.length === 1 }, state);
      continue;
    }
    foreign ??= isFirst ? foreignCommand(word, argv[at + 1]) : undefined;
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
      const problem = foreign === undefined ? suspicion(word, isFirst) : undefined;
      if (problem !== undefined) state.suspects.push({ word, problem });
    }
    isFirst = false;
  }
  if (switches.has("help")) foreign = undefined;
  if (foreign !== undefined) state.problems.unshift(`${retold(foreign, given, files)}${namesake(foreign)}`);
  addLines(state, "files", { value: files.join("\n"), source: "the files on the command line", entry: "word" });
  const command = switches.has("help") ? "help" : switches.has("version") ? "version" : "publish";
  const prints = switches.has("json") ? "json" : switches.has("quiet") ? "url" : undefined;
  return {
    ...state,
    notices: [...state.notices],
    command,
    debug: switches.has("debug"),
    prints,
    isForeign: foreign !== undefined,
  };
}

/** A file may have the name of a command. */
function namesake({ typed, more }: ForeignCommand): string {
  return more > 0 ? "" : ` (a file of that name is written ./${typed})`;
}
