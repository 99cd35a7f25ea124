import { PublishError } from "../../errors";
import { type HttpError, isLimit, isObject, saidBy } from "../../http";
import { restriction } from "../../model/refusal-words";

/** How a token gets the right to publish. */
export const PERMISSION =
  "Set TGIT_TOKEN to the private token of an account with write access to the project (role Developer or higher). 工蜂 hands out no token by itself: in BK-CI map a credential to the variable.";

interface Refusal {
  readonly status: number;
  /** The request was an upload. */
  readonly upload: boolean;
  /** The request was to make or change a release. */
  readonly release: boolean;
}

/** Refusals with a remedy, the narrow ones first: the first that fits is told. None depends on the server's words. */
const CATALOGUE: readonly { readonly when: (refusal: Refusal) => boolean; readonly hint: string }[] = [
  {
    when: ({ status }) => status === 401,
    hint: "The token is wrong, has expired or was reset. It has to be a private token of an account; OAuth and job tokens are not taken.",
  },
  {
    when: ({ status }) => status === 403,
    hint: `${PERMISSION} A protected tag needs the right to create it, and an archived project takes no changes.`,
  },
  {
    when: ({ status }) => status === 404,
    hint: `工蜂 says 404 for what a token may not see, too: check repository (the full path group/…/name, or the project's number), server_url and the token's account. ${PERMISSION} A proxy that decodes %2F breaks paths: set repository to the number.`,
  },
  {
    when: ({ status }) => status === 405,
    hint: "Is the address right, and is it a 工蜂? Releases have their own API there, below /api/v3: check server_url and api_url.",
  },
  {
    when: ({ status }) => status === 413,
    hint: "The file is larger than the server, or a proxy before it, takes: 200 MB on the public one. Compress or split it, or leave it out.",
  },
  {
    when: ({ status, upload }) => upload && [400, 422].includes(status),
    hint: "An attachment may have 200 MB at most; a server may also refuse an empty file, or a kind of file. Leave it out, or pack it.",
  },
  {
    when: ({ status, release }) => release && [400, 409, 422].includes(status),
    hint: "Where the tag does not exist, target_commitish has to be a branch, a tag or the whole SHA of a commit of this project, and the tag's name one that git takes. Or push the tag first.",
  },
  {
    when: ({ status }) => status >= 500,
    hint: "The server has trouble of its own. Run it again: what is already uploaded is not sent again.",
  },
];

/** What the server said no with, and what to do about it. */
export function refusal(doing: string, error: HttpError): PublishError | undefined {
  const { status, request } = error;
  const said = `${request} answered ${status}: ${wordsOf(error.body)}`;
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
  const read: Refusal = {
    status,
    upload: /^POST .*\/attachments$/.test(request),
    release: /^(POST .*\/releases|PUT .*\/releases\/[^/]+)$/.test(request),
  };
  const other = status === 403 ? restriction(wordsOf(error.body)) : undefined;
  const known = other ?? CATALOGUE.find(({ when }) => when(read));
  if (known === undefined) return undefined;
  return new PublishError({ what: `Failed ${doing}.`, said, hint: known.hint, cause: error });
}

/** Statuses for what is there already; which one a server takes is not documented, nor are its words. */
export function isTaken({ status }: HttpError): boolean {
  return status === 400 || status === 409 || status === 422;
}

/** The words under `message` or `error`, whatever shape they have there; of a page its text. */
function wordsOf(body: unknown): string {
  return saidBy(isObject(body) ? (body.message ?? body.error ?? body) : body);
}
