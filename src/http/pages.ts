import { PublishError } from "../errors";
import type { Answer } from "./answer";

/** A hundred thousand entries where a page has a hundred: more than any repository has, and few enough to come to an end. */
const MOST_PAGES = 1000;
const MEBIBYTE = 1024 * 1024;
/** Bytes of all answers: two thousand releases with a hundred files each, and more than that of the usual kind. */
const MOST_BYTES = 512 * MEBIBYTE;
/** Bytes of memory that what was read of them may take, as `weightOf` has it. */
const MOST_KEPT = 48 * MEBIBYTE;

/** The pages of one list, from 1 on. A server decides where its list ends; this is where patience and memory do. */
export interface Paging {
  /** @throws PublishError after the last one. */
  numbers(): Generator<number>;
  /**
   * Counts a page. What is read of it should be no more than is needed: all of it may be kept.
   *
   * @throws PublishError when the list has become too large.
   */
  took<T>(entries: readonly T[], answer?: Pick<Answer, "size">): readonly T[];
}

export function pagesOf(doing: string): Paging {
  let [pages, bytes, kept] = [0, 0, 0];
  const giveUp = (said: string): PublishError =>
    new PublishError({
      what: `Gave up ${doing}: the server's list does not end.`,
      said,
      hint: "Is there a proxy before the server that answers every page with the same one? Check server_url and api_url.",
    });
  return {
    *numbers() {
      for (let page = 1; page <= MOST_PAGES; page++) yield page;
      throw giveUp(`It went on after ${MOST_PAGES} pages.`);
    },
    took(entries, answer) {
      pages++;
      bytes += answer?.size ?? 0;
      kept += weightOf(entries);
      if (kept > MOST_KEPT || bytes > MOST_BYTES)
        throw giveUp(`Its first ${pages} pages hold ${Math.round(Math.max(kept, bytes) / MEBIBYTE)} MiB.`);
      return entries;
    },
  };
}

/** About as many bytes as a value takes in memory. */
function weightOf(value: unknown): number {
  if (typeof value === "string") return 16 + 2 * value.length;
  if (typeof value !== "object" || value === null) return 8;
  let weight = 32;
  for (const member of Object.values(value)) weight += 8 + weightOf(member);
  return weight;
}
