import { ConflictError, PublishError } from "../../errors";
import { type HttpError, attemptDecode, either, loose, number, record, saidBy, text } from "../../http";
import { restriction } from "../../model/refusal-words";

/** Two shapes of one answer: a message, or a code of its own with its words. */
const RefusalWire = record({
  message: loose(text, ""),
  error_code: loose(either(number, text)),
  error_message: loose(text, ""),
});

/**
 * The status that counts: a code inside the body goes before the HTTP status, which is 400 for many of them, and 200 for
 * some.
 */
export function codeOf(status: number, body: unknown): number {
  const told = attemptDecode(RefusalWire, body)?.error_code;
  if (told === undefined) return status;
  const code = Number(told);
  if (code >= 400 && code < 600) return code;
  return code === 0 || code === 200 || status >= 400 ? status : 400;
}

/** The server's words, whatever the shape of its answer. */
export function wordsOf(body: unknown): string {
  const read = attemptDecode(RefusalWire, body);
  return saidBy([read?.error_message, read?.message].find((words) => (words ?? "") !== "") ?? body);
}

/** What a token needs: said when one is missing or refused. */
export const permissionFor = (inPipeline: boolean): string =>
  `Use a personal access token of somebody who may write the repository (GITCODE_TOKEN or token)${inPipeline ? "; in a pipeline its own ATOMGIT_TOKEN with `permissions: repository: write`" : ""}.`;

const SLASH =
  "This server does not take a tag with a slash in its addresses: a release of such a tag gets no files and no changes. Use a tag without one.";

interface Refusal {
  readonly code: number;
  readonly said: string;
  readonly request: string;
  readonly isPage: boolean;
}

/** Refusals with a remedy, the narrow ones first: the first that fits is told. */
const CATALOGUE: readonly {
  readonly when: (refusal: Refusal) => boolean;
  readonly hint: string | ((automatic: boolean) => string);
}[] = [
  {
    when: ({ code }) => code === 401,
    hint: "The token is wrong or has expired.",
  },
  {
    when: ({ code }) => code === 418,
    hint: "The server takes the request for suspicious, and was not asked again. Is there something in the name, the notes or a file name that a firewall could stumble over? Otherwise run it again later.",
  },
  {
    when: ({ code, isPage }) => isPage && code >= 400 && code < 500 && code !== 404,
    hint: "The answer is a web page and not one of the API: it comes from a firewall or a proxy before the server.",
  },
  {
    when: ({ code }) => code === 403,
    hint: (automatic) =>
      `${permissionFor(automatic)}${automatic ? " In a merge request from a fork the pipeline's token only reads. Where the pipeline's token may not publish, give one of your own." : ""}`,
  },
  {
    when: ({ code, request }) => [400, 404].includes(code) && /%2f[^/]*(\/|$)/i.test(afterReleases(request)),
    hint: SLASH,
  },
  {
    when: ({ code }) => code === 404,
    hint: (automatic) =>
      `GitCode says 404 for what a token may not see as well: check repository, api_url and token. ${permissionFor(automatic)}`,
  },
  {
    when: ({ code, said }) => [400, 422].includes(code) && /target_commitish|refs/.test(said),
    hint: "target_commitish has to be a branch or a full commit SHA of this repository; an empty repository has none.",
  },
  {
    when: ({ code }) => code === 405,
    hint: "The server does not offer this. Is api_url the root of version 5 of the API (…/api/v5)?",
  },
  { when: ({ code }) => code === 413, hint: "A proxy or the server takes no request of this size." },
];

/** What stands behind `/releases` in an address: the tag, and no group of the owner. */
function afterReleases(request: string): string {
  return request.slice(request.lastIndexOf("/releases/") + 1);
}

/** What GitCode said no with, and what to do about it. A release that is there already is a conflict: look again. */
export function refusal(doing: string, error: HttpError, automatic: boolean): PublishError | undefined {
  const said = `${error.request} answered ${error.status}: ${wordsOf(error.body)}`;
  const trouble = { what: `Failed ${doing}.`, said, cause: error };
  // A proxy wants a password of its own: nothing that a forge knows of.
  if (error.status === 407) return undefined;
  if (error.status === 429) {
    return new PublishError({
      ...trouble,
      what: `Failed ${doing}: the server limits the rate of requests.`,
      hint: "Run it again later: what is already uploaded is not sent again. A user has 50 requests a minute and 4000 an hour, all jobs together.",
    });
  }
  if (error.status === 409 && /^POST .*\/releases$/.test(error.request))
    return new ConflictError({ ...trouble, hint: "The release was made by somebody else at the same moment." });
  const isPage = typeof error.body === "string" && /^\s*<(!doctype|html)/i.test(error.body);
  const other = error.status === 403 && !isPage ? restriction(wordsOf(error.body)) : undefined;
  if (other !== undefined) return new PublishError({ ...trouble, hint: other.hint });
  const known = CATALOGUE.find(({ when }) => when({ code: error.status, said, request: error.request, isPage }));
  if (known === undefined) return undefined;
  return new PublishError({ ...trouble, hint: typeof known.hint === "string" ? known.hint : known.hint(automatic) });
}
