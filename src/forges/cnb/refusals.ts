import { PublishError } from "../../errors";
import { type HttpError, attemptDecode, either, isLimit, loose, number, record, saidBy, text } from "../../http";
import { restriction } from "../../model/refusal-words";

const RefusalWire = record({ errcode: loose(either(number, text)), errmsg: text });

/** How to give a token the right to publish. */
export const PERMISSION =
  "Give the token write access to the repository's code: the scope repo-code (named repo-contents in newer lists) with read and write. CNB_TOKEN of a pipeline has it, except in a pipeline of a pull request, where it only reads.";

interface Refusal {
  readonly status: number;
  readonly said: string;
  /** Not in the API's own shape. */
  readonly page: boolean;
}

/** Refusals with a remedy, the narrow ones first: the first that fits is told. */
const CATALOGUE: readonly { readonly when: (refusal: Refusal) => boolean; readonly hint: string }[] = [
  {
    when: ({ status }) => status === 401,
    hint: "The token is wrong or has expired; CNB_TOKEN ends with its pipeline.",
  },
  { when: ({ status }) => status === 403, hint: PERMISSION },
  {
    when: ({ status }) => status === 406,
    hint: "CNB answers only what is asked for as application/vnd.cnb.api+json: a proxy on the way changes the Accept header.",
  },
  {
    when: ({ status }) => status === 413,
    hint: "The file is larger than this server takes: split or compress it, or leave it out.",
  },
  {
    when: ({ said }) => /empty|initiali[sz]e/i.test(said) && /repository/i.test(said),
    hint: "Push a commit first: an empty repository cannot have a release.",
  },
  {
    when: ({ said }) => /target_commitish/i.test(said),
    hint: "target_commitish has to be a branch or a full commit SHA of this repository. Push the commit first, or push the tag.",
  },
  {
    when: ({ said }) => /asset_name|asset name/i.test(said),
    hint: "The server does not take this file name. Give another one with `path => name`.",
  },
  {
    when: ({ status, page }) => status === 404 && page,
    hint: "This is no answer of CNB's API, which has an address of its own beside the web's: set api_url to it.",
  },
  {
    when: ({ status }) => status === 404,
    hint: `CNB says 404 for a private repository that the token may not see as well: check repository (group/repo, all groups) and token. ${PERMISSION}`,
  },
];

/** What CNB said no with, and what to do about it. */
export function refusal(doing: string, error: HttpError): PublishError | undefined {
  const { status } = error;
  const words = wordsOf(error);
  const page = attemptDecode(RefusalWire, error.body) === undefined;
  const said = `${error.request} answered ${status}: ${words}`;
  // A proxy wants a password of its own: nothing that a forge knows of.
  if (status === 407) return undefined;
  if (isLimit(error)) {
    return new PublishError({
      what: `Failed ${doing}: the server limits the rate of requests.`,
      said,
      hint: "Run it again later: what is already uploaded is not sent again. Fewer jobs at once have more room.",
      cause: error,
    });
  }
  const other = status === 403 ? restriction(words) : undefined;
  const known = other ?? CATALOGUE.find(({ when }) => when({ status, page, said: words }));
  return known === undefined
    ? undefined
    : new PublishError({ what: `Failed ${doing}.`, said, hint: known.hint, cause: error });
}

/** Whether a creation was refused because the tag has a release. */
export function saysTaken(error: HttpError): boolean {
  return error.status === 409 || /already[ _]exist|has already|已存在/i.test(wordsOf(error));
}

/** Whether a confirmation came too late, or was made before: the upload begins again with a new address. */
export function isInvalidToken(error: HttpError): boolean {
  return [400, 401, 403].includes(error.status) && /invalid[ _-]?token/i.test(wordsOf(error));
}

/** `errmsg` of the API; the text of a page or of the storage's XML, which has no such member. */
function wordsOf({ body }: HttpError): string {
  const read = attemptDecode(RefusalWire, body);
  if (read === undefined) return saidBy(body);
  return read.errcode === undefined ? saidBy(read.errmsg) : saidBy(`${read.errmsg} (${read.errcode})`);
}
