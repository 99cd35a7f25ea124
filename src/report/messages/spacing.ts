/** A piece of a Chinese sentence: its own words, or a value that was filled in. */
export interface Piece {
  readonly text: string;
  readonly isValue: boolean;
}

const HAN = /[\u3400-\u9fff]/;
/** Signs of Chinese sentences, which take no blank beside them. */
const SIGN = /[\u3000-\u303f\uff00-\uffef“”‘’…—]/;
const ENDS = /[。！？；，：]/;

/**
 * Puts a sentence together as Chinese is written: a blank between its words and a Latin value, none beside a value in
 * Chinese, one full stop where two would meet. No value loses or gains a sign.
 */
export function join(pieces: readonly Piece[]): string {
  let text = "";
  let before: Piece | undefined;
  for (const piece of pieces) {
    if (piece.text === "") continue;
    text = before === undefined ? piece.text : glue(text, before, piece);
    before = piece;
  }
  return text;
}

function glue(text: string, before: Piece, piece: Piece): string {
  const [end, start] = [text.at(-1) ?? "", piece.text.charAt(0)];
  // A value that is Chinese itself stands closer than the Latin one that the catalogue's blank is for.
  if (piece.isValue && end === " " && (SIGN.test(start) || HAN.test(start)) && HAN.test(text.at(-2) ?? ""))
    return text.slice(0, -1) + piece.text;
  if (before.isValue && start === " " && (SIGN.test(end) || HAN.test(end)) && HAN.test(piece.text.charAt(1)))
    return text + piece.text.slice(1);
  if (before.isValue && ENDS.test(end) && ENDS.test(start)) return text + piece.text.slice(1);
  const isBlankLacking =
    (HAN.test(end) && isLatin(start) && !/[.,;:!?)\]}]/.test(start)) || (isLatin(end) && HAN.test(start));
  return isBlankLacking ? `${text} ${piece.text}` : text + piece.text;
}

function isLatin(sign: string): boolean {
  return /[\x21-\x7e]/.test(sign);
}
