/** Lists and objects inside each other: no forge comes near it, and whatever walks through a value is safe with it. */
const DEEPEST = 200;

/** Values: more than the largest answer has that a forge gives, and as much as memory can hold without trouble. */
const MOST_VALUES = 750_000;

/**
 * Members of one object: a hundred times as many as any forge gives. The table of names of a large object is made anew each
 * time it has doubled, and takes several times as much memory as the same names in many objects.
 */
const MOST_MEMBERS = 10_000;

/** Where the count of a list begins, so that it never reaches that. */
const ANY = -MOST_VALUES;

/** Why a text, in UTF-8, is not parsed as JSON, whatever it says; `undefined` where nothing is in the way. */
export function whyNotParsed(text: Uint8Array): string | undefined {
  let values = 1;
  /** Members so far of what is around a place, and of what is around that. */
  let members = ANY;
  const outer: number[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text[at] ?? 0) {
      case QUOTE:
        at = endOfText(text, at);
        break;
      case LIST:
      case OBJECT:
        values++;
        if (outer.push(members) > DEEPEST) return "is nested too deeply";
        members = text[at] === OBJECT ? 1 : ANY;
        break;
      case END_OF_LIST:
      case END_OF_OBJECT:
        members = outer.pop() ?? ANY;
        break;
      case COMMA:
        values++;
        if (++members > MOST_MEMBERS) return "holds too much";
        break;
    }
    if (values > MOST_VALUES) return "holds too much";
  }
  return undefined;
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c] as const;
const [LIST, END_OF_LIST, OBJECT, END_OF_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d] as const;

/** Bytes of a text that are looked at one by one: most texts are shorter, and in a longer one its end is found faster. */
const NEAR = 32;

function endOfText(text: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    for (const near = Math.min(text.length, at + NEAR); at < near; at++) {
      const byte = text[at];
      if (byte === QUOTE) return at;
      if (byte === BACKSLASH) at++;
    }
    const quote = text.indexOf(QUOTE, at);
    if (quote < 0) return text.length;
    let escapes = quote;
    while (escapes > at && text[escapes - 1] === BACKSLASH) escapes--;
    if ((quote - escapes) % 2 === 0) return quote;
    at = quote + 1;
  }
  return text.length;
}
