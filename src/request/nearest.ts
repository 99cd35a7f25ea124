import { ALIASES } from "./aliases";
import { INPUT_LIST, type InputName, isInputName } from "./inputs";

/** The known name that is nearest to an unknown one, for "did you mean"; `undefined` when none is near. */
export function nearest(unknown: string, known: readonly string[]): string | undefined {
  const wanted = plain(unknown);
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const distance = edits(wanted, plain(name));
    if (best === undefined || distance < best.distance) best = { name, distance };
  }
  return best !== undefined && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.name : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Words of other tools' flags that no spelling leads to. */
const OTHER_WORDS: Readonly<Record<string, InputName>> = {
  title: "name",
  notes: "body",
  notes_file: "body_path",
  target: "target_commitish",
  latest: "make_latest",
  generate_notes: "generate_release_notes",
  notes_start_tag: "previous_tag",
  clobber: "overwrite_files",
};

/** The end of a message about an unknown name: which input was meant, as `shown` writes it. */
export function meant(name: string, shown: (known: InputName) => string): string {
  const near =
    ALIASES[name] ??
    OTHER_WORDS[name] ??
    nearest(
      name,
      INPUT_LIST.filter(([, input]) => input.internal !== true).map(([known]) => known),
    );
  return near !== undefined && isInputName(near) ? `; did you mean ${shown(near)}?` : ".";
}
