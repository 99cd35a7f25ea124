import stringWidth from "string-width";

/**
 * Columns of a terminal that a text takes at most. A letter of several signs (a family of emoji, a flag) is one picture
 * on some terminals and as many beside each other on others: the larger number counts.
 */
export function width(text: string): number {
  return letters(text).reduce((sum, letter) => sum + widthOf(letter), 0);
}

function widthOf(letter: string): number {
  const apart = [...letter].reduce((sum, sign) => sum + stringWidth(sign), 0);
  return Math.max(stringWidth(letter), apart);
}

function letters(text: string): string[] {
  // Most names are of one column a letter, and are measured at every draw.
  if (/^[\x20-\x7e]*$/.test(text)) return [...text];
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

/** A text of so many columns at most: what is too long loses its middle, because names differ at their ends. */
export function fitted(text: string, room: number, mark: string): string {
  if (width(text) <= room) return text;
  const rest = room - width(mark);
  if (rest <= 0) return taken(letters(text), room).join("");
  const all = letters(text);
  const end = taken(all.toReversed(), Math.ceil(rest / 2)).toReversed();
  const start = taken(all, rest - width(end.join("")));
  return `${start.join("")}${mark}${end.join("")}`;
}

function taken(all: readonly string[], room: number): string[] {
  let left = room;
  const found: string[] = [];
  for (const letter of all) {
    left -= widthOf(letter);
    if (left < 0) break;
    found.push(letter);
  }
  return found;
}

/** Filled up with blanks. */
export function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}
