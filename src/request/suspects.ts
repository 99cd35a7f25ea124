import { lstat } from "node:fs/promises";
import { resolve } from "node:path";
import type { DoorsRead } from "./doors";
import type { Suspect } from "./flags";

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
