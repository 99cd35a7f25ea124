import { isUtf8 } from "node:buffer";

/** Text, or in what form its bytes are, when that is none that is read. */
export type Decoded = { readonly text: string } | { readonly encoding: string };

const BINARY = { encoding: "binary data, with NUL bytes in it" };

/** Reads UTF-8, with or without a mark at its start, and UTF-16 with one; everything else is named, not guessed at. */
export function decodeText(bytes: Buffer): Decoded {
  const start = bytes.subarray(0, 8).toString("hex");
  // A text may begin with the letters of an archive: only what is no text besides is taken for one.
  const isText = !bytes.includes(0) && isUtf8(bytes);
  const signature = SIGNATURES.find(([hex]) => start.startsWith(hex));
  if (!isText && signature !== undefined) return { encoding: signature[1] };
  const marked = MARKS.find(([mark]) => start.startsWith(mark));
  if (marked !== undefined) return marked[1](bytes.subarray(marked[0].length / 2));
  if (bytes.includes(0)) return wideWithoutMark(bytes) ?? BINARY;
  return isText ? { text: bytes.toString("utf8") } : { encoding: legacyOf(bytes) };
}

/**
 * The byte order marks in hexadecimal, the longer ones before those that they begin with; and how what follows is read.
 * https://www.unicode.org/faq/utf_bom.html
 */
const MARKS: readonly (readonly [string, (rest: Buffer) => Decoded])[] = [
  ["efbbbf", (rest) => markedUtf8(rest)],
  ["fffe0000", () => ({ encoding: "UTF-32" })],
  ["0000feff", () => ({ encoding: "UTF-32" })],
  ["fffe", (rest) => wide(rest, "UTF-16 LE")],
  ["feff", (rest) => wide(swapped(rest), "UTF-16 BE")],
];

function markedUtf8(rest: Buffer): Decoded {
  if (rest.includes(0)) return BINARY;
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

/** UTF-16 without a mark has its zeros on one side, as far as its text is Western. */
function wideWithoutMark(bytes: Buffer): Decoded | undefined {
  const some = bytes.subarray(0, 4096);
  const zeros = (side: number): number => some.filter((byte, at) => byte === 0 && at % 2 === side).length;
  const [even, odd] = [zeros(0), zeros(1)];
  const isClear = (a: number, b: number): boolean => a > 2 && a > some.length / 8 && b < a / 8;
  if (isClear(odd, even)) return { encoding: "UTF-16 LE without its byte order mark" };
  return isClear(even, odd) ? { encoding: "UTF-16 BE without its byte order mark" } : undefined;
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
