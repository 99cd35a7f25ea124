/**
 * A name that a server takes and people can still read: every run of characters that it does not take becomes one dot,
 * together with the dots beside it, and none at the ends. What nothing is left of is called `default`.
 * `发布 1.0.zip` → `发布.1.0.zip`, or `1.0.zip` where only plain letters are taken.
 *
 * @param foreign matches one character that the server does not take
 */
export function readableName(name: string, foreign: RegExp): string {
  const isForeign = (character: string): boolean => foreign.test(character);
  const whole = [...name.normalize("NFC")]
    .map((character) => (isForeign(character) ? withoutMarks(character) : character))
    .join("");
  if (![...whole].some(isForeign)) return whole;
  let readable = "";
  for (const part of runs([...whole], (character) => character === "." || isForeign(character))) {
    const changes = part.characters.some(isForeign);
    if (!changes) readable += part.characters.join("");
    else if (part.inside || (part.first && part.characters[0] === ".")) readable += ".";
  }
  if (readable === "" || readable === ".") return "default";
  return readable.includes(".") || !name.includes(".") ? readable : `default.${readable}`;
}

/** `é` → `e`: where a letter goes, its plain one stays. */
function withoutMarks(letter: string): string {
  return letter.normalize("NFD").replace(/\p{Mn}/gu, "") || letter;
}

interface Run {
  readonly characters: string[];
  readonly first: boolean;
  readonly inside: boolean;
}

/** Cuts a text where it changes between characters that belong together and others. */
function runs(characters: readonly string[], joins: (character: string) => boolean): Run[] {
  const found: string[][] = [];
  for (const character of characters) {
    const last = found.at(-1);
    if (last !== undefined && joins(last[0] ?? "") === joins(character)) last.push(character);
    else found.push([character]);
  }
  return found.map((run, at) => ({ characters: run, first: at === 0, inside: at > 0 && at < found.length - 1 }));
}

/** Characters beside letters and digits of any script, `_`, `.` and `-`: what a careful server may find special. */
export const SPECIAL = /[^\p{L}\p{M}\p{N}_.-]/u;
/** The same where letters are only the plain ones. */
export const BEYOND_ASCII = /[^A-Za-z0-9_.-]/;
/** What no name of a file holds anywhere: what separates folders, and what nobody can see. */
export const IMPOSSIBLE = /[/\\\p{Cc}]/u;

/**
 * A text in the characters that a server takes, for what people do not read, and as earlier versions wrote names.
 * Whatever else it holds is written as `_z` + hexadecimal code points + `_`, and a `_` that would be read as the
 * beginning of one likewise: no two names become one. `my app.txt` → `my_z20_app.txt`.
 *
 * @param foreign matches one character that the server does not take
 */
export function escapeName(name: string, foreign: RegExp): string {
  let escaped = "";
  let run: string[] = [];
  const flush = (): void => {
    if (run.length > 0) escaped += `_z${run.join(".")}_`;
    run = [];
  };
  const characters = [...name];
  for (const [at, character] of characters.entries()) {
    const opens = character === "_" && /^z[0-9a-f-]/.test(`${characters[at + 1] ?? ""}${characters[at + 2] ?? ""}`);
    if (opens || foreign.test(character)) run.push((character.codePointAt(0) ?? 0).toString(16));
    else {
      flush();
      escaped += character;
    }
  }
  flush();
  return shortened(escaped);
}

/** Servers take names of 255 bytes; a package version gets a suffix. */
const LONGEST = 200;

function shortened(name: string): string {
  return name.length <= LONGEST ? name : `_z-${checksum(name)}_${name.slice(name.length - LONGEST)}`;
}

/** Tells long names apart that end alike; nothing depends on its strength. */
export function checksum(text: string): string {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 281_474_976_710_597;
  return sum.toString(36);
}

/** What temporary names begin with. */
export const TEMPORARY = "forge-release-tmp.";

/**
 * The name under which new content waits until it takes the place of an asset. The same for the same final name, so
 * that the next run finds what an interrupted one left behind, and in a form that no forge rewrites.
 */
export function temporaryName(storedName: string): string {
  if (storedName.length <= LONGEST) return `${TEMPORARY}${storedName}`;
  const tail = [...storedName].slice(-LONGEST).join("").replace(/^\.+/, "");
  return `${TEMPORARY}${checksum(storedName)}.${tail}`;
}
