import { PublishError } from "../errors";

/** A hundred thousand entries where a page has a hundred: more than any repository has, and few enough to come to an end. */
const MOST_PAGES = 1000;

/**
 * Numbers of the pages of a list, from 1 on. A server decides where its list ends; this is where patience does.
 *
 * @throws PublishError after the last one.
 */
export function* pageNumbers(doing: string): Generator<number> {
  for (let page = 1; page <= MOST_PAGES; page++) yield page;
  throw new PublishError({
    what: `Gave up ${doing}: the server's list does not end.`,
    said: `It went on after ${MOST_PAGES} pages.`,
    hint: "Is there a proxy before the server that answers every page with the same one? Check server_url and api_url.",
  });
}
