import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Inputs } from "./inputs";

/** The given notes, and what is wrong with them. */
export interface NotesRead {
  /** `undefined` when none were given. */
  readonly notes: string | undefined;
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** Reads `body_path`, which wins over `body`. A file that is not there is a problem, never empty notes. */
export async function readNotes(
  { body, body_path }: Pick<Inputs, "body" | "body_path">,
  base: string,
): Promise<NotesRead> {
  if (body_path === undefined) return { notes: body, problems: [], notices: [] };
  const notices = body === undefined ? [] : ["Both body and body_path are given; the notes come from body_path."];
  try {
    const notes = (await readFile(resolve(base, body_path), "utf8")).replace(/^\uFEFF/, "");
    return {
      notes,
      problems: [],
      notices: notes.trim() === "" ? [...notices, `The file of the notes, ${body_path}, is empty.`] : notices,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      notes: undefined,
      notices,
      problems: [`The file of the notes, ${body_path}, cannot be read in ${base}: ${why}.`],
    };
  }
}
