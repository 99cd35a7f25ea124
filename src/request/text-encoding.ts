import { isUtf8 } from "node:buffer";

/** Text, or in what form its bytes are, when that is none that is read. */
export type Decoded = { readonly text: string } | { readonly encoding: string };

/** Reads UTF-8, with or without a mark at its start, and UTF-16 with one; everything else is named, not guessed at. */
export function decodeText(bytes: Buffer): Decoded {
  const other = signatureOf(bytes);
  if (other !== undefined) return { encoding: other };
  const start = bytes.subarray(0, 4).toString("hex");
  const marked = MARKS.find(({ mark }) => start.startsWith(mark));
  if (marked !== undefined) return marked.read(bytes.subarray(marked.mark.length / 2));
  if (bytes.includes(0)) return { encoding: looksWide(bytes) ?? "binary data, with NUL bytes in it" };
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { encoding: legacyOf(bytes) };
}

interface Marked {
  /** Hexadecimal digits. */
  readonly mark: string;
  readonly read: (rest: Buffer) => Decoded;
}

/** The byte order marks, the longer ones before those that they begin with. https://www.unicode.org/faq/utf_bom.html */
const MARKS: readonly Marked[] = [
  { mark: "efbbbf", read: (rest) => marked8(rest) },
  { mark: "fffe0000", read: () => ({ encoding: "UTF-32" }) },
  { mark: "0000feff", read: () => ({ encoding: "UTF-32" }) },
  { mark: "fffe", read: (rest) => wide(rest, "UTF-16 LE") },
  { mark: "feff", read: (rest) => wide(swapped(rest), "UTF-16 BE") },
];

function marked8(rest: Buffer): Decoded {
  if (rest.includes(0)) return { encoding: "binary data, with NUL bytes in it" };
  return isUtf8(rest) ? { text: rest.toString("utf8") } : { encoding: "UTF-8 by its mark, but broken" };
}

function wide(rest: Buffer, name: string): Decoded {
  const text = rest.toString("utf16le");
  if (rest.length % 2 !== 0 || /\p{Surrogate}/u.test(text)) return { encoding: `${name} by its mark, but broken` };
  return text.includes("\0") ? { encoding: "binary data, with NUL characters in it" } : { text };
}

function swapped(bytes: Buffer): Buffer {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return Buffer.concat([even.swap16(), bytes.subarray(even.length)]);
}

/** How files begin that people give by mistake. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ["504b0304", "a zip archive (docx, jar and xlsx are some, too)"],
  ["504b0506", "an empty zip archive"],
  ["1f8b", "gzip"],
  ["fd377a585a00", "xz"],
  ["28b52ffd", "zstd"],
  ["425a68", "bzip2"],
  ["377abcaf271c", "a 7z archive"],
  ["25504446", "a PDF"],
  ["89504e47", "a PNG image"],
  ["7f454c46", "an ELF program"],
  ["d0cf11e0", "a document of old Office programs"],
];

function signatureOf(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 8).toString("hex");
  // A text may begin with the letters of one: only what is no text besides is taken for it.
  const binary = bytes.includes(0) || !isUtf8(bytes);
  return binary ? SIGNATURES.find(([hex]) => start.startsWith(hex))?.[1] : undefined;
}

/** UTF-16 without a mark has its zeros on one side, as far as its text is Western. */
function looksWide(bytes: Buffer): string | undefined {
  const sides = [0, 0];
  const some = bytes.subarray(0, 4096);
  some.forEach((byte, at) => {
    if (byte === 0) sides[at % 2] = (sides[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = sides;
  const clear = (a: number, b: number): boolean => a > 2 && a > some.length / 8 && b < a / 8;
  if (clear(odd, even)) return "UTF-16 LE without its byte order mark";
  return clear(even, odd) ? "UTF-16 BE without its byte order mark" : undefined;
}

/** Chinese in GBK comes in pairs of bytes above 0xA0; a Western letter stands alone between ASCII ones. */
function legacyOf(bytes: Buffer): string {
  let [pairs, single] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const [byte = 0, next = 0] = [bytes[at], bytes[at + 1]];
    if (byte < 0x80) continue;
    if (byte >= 0xa1 && byte <= 0xf7 && next >= 0xa1) {
      pairs += 1;
      at += 1;
    } else single += 1;
  }
  if (pairs > single * 4) return "not UTF-8; it looks like GBK (GB 18030)";
  return single > pairs * 4
    ? "not UTF-8; it looks like Latin-1 (Windows-1252) or another encoding of one byte a letter"
    : "not UTF-8, but another encoding such as GBK, Big5, Shift_JIS or Latin-1";
}
