import { lstat } from "node:fs/promises";
import { resolve } from "node:path";
import { flagOf, isInputName } from "../inputs";
import { commandMeant } from "./commands";
import type { Entries } from "./entries";
import { meantBy } from "./nearest";

/** A word that is a file only if such a file is there; else this is wrong with it. */
export interface Suspect {
  readonly word: string;
  readonly problem: string;
}

/** What else a word may have been meant to be. */
export function suspicion(word: string, isFirst: boolean): string | undefined {
  const dashed = /^[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+(.+)$/s.exec(word)?.[1];
  if (dashed !== undefined) {
    const known = meantBy((dashed.split("=")[0] ?? "").replaceAll(/[^a-z]/gi, "_"));
    return `“${word}” begins with a dash that is no hyphen, as word processors write it${known === undefined ? "." : `: ${flagOf(known)}.`}`;
  }
  const [, name = ""] = /^([\w-]+)[=:]/.exec(word) ?? [];
  const input = name
    .replaceAll("-", "_")
    .toLowerCase()
    .replace(/^input_/, "");
  if (isInputName(input)) return `“${name}” is no file; did you mean ${flagOf(input)}?`;
  if (!isFirst || !/^[a-z]+$/i.test(word)) return undefined;
  const near = commandMeant(word);
  return near === undefined ? undefined : `Unknown command “${word}”; did you mean ${near}?`;
}

/** Words that may have been meant for something else than a file: where no such file is there, that is what is wrong. */
export async function checkSuspects(entries: Entries, home: string): Promise<Entries> {
  const folder = resolve(home, entries.given.get("working_directory")?.value.trim() ?? "");
  const isThere = await Promise.all(entries.suspects.map(({ word }) => exists(resolve(folder, word))));
  const missing = entries.suspects.filter((_, at) => isThere[at] !== true);
  const files = entries.given.get("files");
  if (missing.length === 0 || files === undefined) return entries;
  const left = files.value.split("\n").filter((line) => missing.every(({ word }) => word !== line));
  const given = new Map([...entries.given].filter(([name]) => name !== "files"));
  if (left.length > 0) given.set("files", { ...files, value: left.join("\n") });
  return { ...entries, given, problems: [...entries.problems, ...missing.map(({ problem }) => problem)] };
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
