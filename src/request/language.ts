import type { Env } from "../ci/ci";
import type { Entries } from "./entries/entries";

/** Of errors, hints, warnings, notices, results, the summary and the last line. */
export type Language = "en" | "zh";

/**
 * The language to speak in, read before anything else, so that what is wrong with the inputs is told in it, too. A word
 * that is none of the input's is told by the parser. Variables in the order of POSIX: an empty one is as good as none.
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html
 */
export function languageOf({ given }: Pick<Entries, "given">, env: Env): Language {
  const asked = given.get("language")?.value.trim();
  if (asked === "en" || asked === "zh") return asked;
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== "") ?? "";
  const [, charset] = /\.([^@]*)/.exec(locale) ?? [];
  // What is said is UTF-8: a terminal for GBK would show something else.
  const isReadable = charset === undefined || /^utf-?8$/i.test(charset);
  return isReadable && /^zh(?![a-z])/i.test(locale) ? "zh" : "en";
}
