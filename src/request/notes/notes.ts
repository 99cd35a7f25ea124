import type { Names } from "../entries/names";
import type { Inputs } from "../inputs";
import { readNamed, unusable } from "./named-text";
import type { Reading } from "./text-file";

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
  { reading, names }: { readonly reading: Reading; readonly names: Names },
): Promise<NotesRead> {
  const [text, path] = [names.of("body"), names.of("body_path")];
  if (body_path === undefined) {
    // Elsewhere a dash means standard input; nobody publishes it as notes.
    const isDash = body?.trim() === "-";
    const dash = `${text} would publish “-” as the notes. For standard input write ${names.set("body_path", "-")}.`;
    return { notes: body, problems: isDash ? [dash] : [], notices: [] };
  }
  const notices = body === undefined ? [] : [`Both ${text} and ${path} are given; the notes come from ${path}.`];
  const read = await readNamed(path, body_path, reading);
  if ("problem" in read) return { notes: undefined, problems: [read.problem], notices };
  if (read.text.trim() !== "") return { notes: read.text, problems: [], notices };
  // What was to write into the pipe has most likely failed.
  const why = "gave nothing: did the command that writes it fail?";
  if (read.piped) return { notes: undefined, problems: [unusable(path, body_path, { ...reading, why })], notices };
  return { notes: read.text, problems: [], notices: [...notices, `The file of the notes, ${body_path}, is empty.`] };
}
