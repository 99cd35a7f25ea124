import { createSecretFinder } from "./finder";
import type { Range } from "./views";

/** Hides secrets in every text that leaves the program. */
export interface Redactor {
  /** Remembers a secret: from now on it is hidden, in every usual encoding and with invisible characters inside. */
  add(secret: string): void;
  /** The text without secrets, and without the credentials and signatures that addresses carry. */
  hide(text: string): string;
  /**
   * The same for a sentence of this program's own, such as a hint. A secret may be a word that the sentence uses anyway,
   * such as `wrong`: hiding it there would tell which word it is, to everybody who knows the sentence. What comes from
   * outside stands in quotation marks, in an address or beside signs that no sentence has, and is hidden all the same.
   */
  hideInOwn(sentence: string): string;
}

const HIDDEN = "***";
/** `https://user:password@host`. No scheme is longer, and a search without bounds takes ever longer in a long word. */
const USERINFO = /([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/"'<>]+@/gi;
/**
 * Query members that hold a credential or a signature, by the names that forges and object stores use. A value ends at
 * a backslash: in JSON it belongs to the quote behind it.
 */
const SIGNED =
  /([?&](?:access_token|private_token|job_token|token|upload_token|signature|sig|awsaccesskeyid|x-amz-[a-z-]+|x-obs-[a-z-]+|x-cos-[a-z-]+|q-[a-z-]+|credential|key)=)[^&\s"'<>\\]+/gi;

/** An empty redactor; short texts (under four characters) are never taken for a secret. */
export function createRedactor(): Redactor {
  const finder = createSecretFinder({ least: 4, cut: true });
  const without = (text: string, ranges: readonly Range[]): string => {
    let shown = "";
    let read = 0;
    for (const [start, end] of ranges) {
      shown += text.slice(read, start) + HIDDEN;
      read = end;
    }
    return (shown + text.slice(read)).replace(USERINFO, `$1${HIDDEN}@`).replace(SIGNED, `$1${HIDDEN}`);
  };
  return {
    add: finder.add,
    hide: (text) => without(text, finder.find(text)),
    hideInOwn(sentence) {
      const outside = [...sentence.matchAll(OUTSIDE)].map(({ index, 0: { length } }): Range => [index, index + length]);
      const isOutside = ([start, end]: Range): boolean => outside.some((one) => start < one[1] && one[0] < end);
      return without(
        sentence,
        finder.find(sentence).filter((range) => isOutside(range) || !isWordIn(sentence, range)),
      );
    },
  };
}

/** Quotations and addresses. */
const OUTSIDE = /“[^”]*(?:”|$)|"[^"]*(?:"|$)|[a-z][a-z0-9+.-]{0,30}:\/\/\S+/gi;
/** Letters of the longest word that a sentence uses. */
const LONGEST_WORD = 15;

/** Whether a stretch of a sentence is a plain word of it, or a part of one, and not of a name with other signs in it. */
function isWordIn(sentence: string, [start, end]: Range): boolean {
  if (end - start > LONGEST_WORD || !/^\p{L}+$/u.test(sentence.slice(start, end))) return false;
  const [before = ""] = /[\p{L}_-]*$/u.exec(sentence.slice(Math.max(0, start - LONGEST_WORD), start)) ?? [];
  const [behind = ""] = /^[\p{L}_-]*/u.exec(sentence.slice(end)) ?? [];
  const [left, right] = [sentence.charAt(start - before.length - 1), sentence.slice(end + behind.length)];
  return /^[\s(`\\]?$/.test(left) && /^[`),\\]*[.:;?!]?(?:[\s\\]|$)/.test(right);
}

/** An address fit for a message: origin and path, nothing else. */
export function withoutQuery(url: string | URL): string {
  const parsed = new URL(url);
  return parsed.origin + parsed.pathname;
}
