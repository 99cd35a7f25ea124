import { lstat } from "node:fs/promises";
import { resolve } from "node:path";
import type { DoorsRead } from "./doors";
import { commandMeant } from "./commands";
import { flagOf, isInputName } from "./inputs";
import { meantBy } from "./nearest";

/** A word that is a file only if such a file is there; else this is wrong with it. */
export interface Suspect {
  readonly word: string;
  readonly problem: string;
}

/** What else a word may have been meant to be. */
export function suspicion(word: string, first: boolean): string | undefined {
  const dashed = /^[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+(.+)$/s.exec(word)?.[1];
  if (dashed !== undefined) {
    const known = meantBy((dashed.split("=")[0] ?? "").replaceAll(/[^a-z]/gi, "_"));
    return `“${word}” begins with a dash that is no hyphen, as word processors write it${known === undefined ? "." : `: ${flagOf(known)}.`}`;
  }
  const [, name = ""] = /^([\w-]+)[=:]/.exec(word) ?? [];
  const own = name
    .replaceAll("-", "_")
    .toLowerCase()
    .replace(/^input_/, "");
  if (isInputName(own)) return `“${name}” is no file; did you mean ${flagOf(own)}?`;
  if (!first || !/^[a-z]+$/i.test(word)) return undefined;
  const near = commandMeant(word);
  return near === undefined ? undefined : `Unknown command “${word}”; did you mean ${near}?`;
}

/** Words that may have been meant for something else than a file: where no such file is there, that is what is wrong. */
export async function readSuspects(doors: DoorsRead, home: string): Promise<DoorsRead> {
  const folder = resolve(home, doors.given.get("working_directory")?.value.trim() ?? "");
  const missing: Suspect[] = [];
  for (const suspect of doors.suspects) if (!(await isThere(resolve(folder, suspect.word)))) missing.push(suspect);
  const files = doors.given.get("files");
  if (missing.length === 0 || files === undefined) return doors;
  const left = files.value.split("\n").filter((line) => missing.every(({ word }) => word !== line));
  const given = new Map([...doors.given].filter(([name]) => name !== "files"));
  if (left.length > 0) given.set("files", { ...files, value: left.join("\n") });
  return { ...doors, given, problems: [...doors.problems, ...missing.map(({ problem }) => problem)] };
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
