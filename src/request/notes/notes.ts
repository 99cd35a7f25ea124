import type { Names } from "../entries/names";
import type { Inputs } from "../inputs";
import { nearText } from "./near-text";
import { type Reading, readTextFile } from "./text-file";

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
  const [where, looked] = body_path === "-" ? ["standard input", ""] : [body_path, ` (looked for in ${reading.base})`];
  const refuse = (why: string, hint?: string): NotesRead => ({
    notes: undefined,
    notices,
    problems: [[`${path}: ${where} ${why}${looked}.`, hint].filter((part) => part !== undefined).join(" ")],
  });
  const read = await readTextFile(body_path, reading);
  if ("refused" in read) return refuse(read.refused, await nearText(body_path, reading));
  if (read.text.trim() !== "") return { notes: read.text, problems: [], notices };
  // What was to write into the pipe has most likely failed.
  if (read.piped) return refuse("gave nothing: did the command that writes it fail?");
  return { notes: read.text, problems: [], notices: [...notices, `The file of the notes, ${body_path}, is empty.`] };
}
