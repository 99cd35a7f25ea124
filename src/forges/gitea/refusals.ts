import { ConflictError, PublishError } from "../../errors";
import { type HttpError, attemptDecode, either, isLimit, list, optional, record, saidBy, text } from "../../http";

/** `errors` is absent, null or a list; there are no codes. */
const RefusalWire = record({ message: optional(text, ""), errors: optional(either(list(text), list(record({}))), []) });

interface Refusal {
  readonly status: number;
  readonly method: string;
  /** Path of the API, without query. */
  readonly path: string;
  /** The server's words in one line; empty where it said nothing. */
  readonly words: string;
  /** Not the forge's own answer but a page of something in front of it. */
  readonly page: boolean;
}

/** The most frequent remedy. */
export const PERMISSION =
  "Give token an access token with the scope write:repository, of a user who may write to the repository. In Actions the job's own token does for the job's own repository, with `permissions: { contents: write }` where the server honours it.";

const RELEASE = /\/releases(\/\d+)?$/;
const ASSETS = /\/releases\/\d+\/assets(\/\d+)?$/;

/** Refusals with a remedy, the narrow ones first: the first that fits is told. Statuses count, texts differ by version. */
const CATALOGUE: readonly { readonly when: (refusal: Refusal) => boolean; readonly hint: string }[] = [
  {
    when: ({ status }) => status === 401,
    hint: "The token is wrong, has expired, or was taken for none. Check the secret behind the token input; a job's own token ends with its job.",
  },
  {
    when: ({ status, words }) => status === 413 && /quota/i.test(words),
    hint: "The space that the server grants this owner is used up: delete old files or releases, or ask its administrators for more. The same command goes on from here.",
  },
  {
    when: ({ status, page }) => status === 413 && page,
    hint: "A proxy in front of the server lets only smaller requests pass (nginx: client_max_body_size, 1 MiB if nothing is set). Ask for a higher limit, or split or compress the file.",
  },
  {
    when: ({ status }) => status === 413,
    hint: "The server takes no file of this size ([attachment] MAX_SIZE, [repository.release] FILE_MAX_SIZE). Ask for a higher limit, or split or compress the file.",
  },
  {
    when: ({ page, status }) => page && status < 500,
    hint: "This page is not the forge's own: something before it (a proxy, a firewall, a sign-in) refused. Check server_url and api_url, which end in the server's root and in /api/v1.",
  },
  {
    when: ({ status, words }) => status === 403 && /required scope/i.test(words),
    hint: "The token lacks a scope: make one with write:repository.",
  },
  {
    when: ({ status, words }) => status === 403 && /specific read permission/i.test(words),
    hint: "Releases are switched off in the repository's settings, or the token may not see them: it needs the right to write releases (contents).",
  },
  {
    when: ({ status }) => status === 403,
    hint: `The token may not write here: its user has no such right, or the job runs for a fork or with permissions that only read. ${PERMISSION}`,
  },
  {
    when: ({ status, words }) => status === 404 && /target/i.test(words) && /not found/i.test(words),
    hint: "target_commitish has to be a branch, a tag or a commit that the server has: push it first.",
  },
  {
    when: ({ status, words }) => status === 404 && /not enabled/i.test(words),
    hint: "The server takes no files at all ([attachment] ENABLED = false): ask its administrators.",
  },
  {
    when: ({ status }) => status === 404 || status === 405,
    hint: `The server says 404 for what a token may not see as well: check repository, server_url and token. A job's own token sees no other repository than its own. ${PERMISSION}`,
  },
  {
    when: ({ status, path }) => status === 400 && ASSETS.test(path),
    hint: "The server's settings decide which files a release may hold ([repository.release] ALLOWED_TYPES), by extension or content. Ask for this type, or pack the file into one that is allowed.",
  },
  {
    when: ({ status, words }) => status === 422 && /protected/i.test(words),
    hint: "The tag is protected in the repository's settings: push it as somebody who may, or put the token's user on its list.",
  },
  {
    when: ({ status, words }) => status === 422 && /empty/i.test(words),
    hint: "Push a commit first: an empty repository cannot have a release.",
  },
  {
    when: ({ status, path }) => status === 422 && ASSETS.test(path),
    hint: "The server's settings allow no file of this extension ([repository.release] ALLOWED_TYPES).",
  },
  {
    when: ({ status }) => status === 423,
    hint: "The repository is archived: take it out of the archive first.",
  },
  {
    when: ({ status, path, words }) => status === 500 && words === "" && RELEASE.test(path),
    hint: "The server does not say why. As a rule the tag could not be made: it is protected, target_commitish is not in the repository, its name is not allowed, or the repository is archived. Push the tag first, or set another target; a draft with its files is kept, and the same command finishes it.",
  },
  {
    when: ({ status, path, words }) => status === 500 && words === "" && ASSETS.test(path),
    hint: "The server does not say why. As a rule its disk is full, or the file's name is longer than 255 characters. What is already uploaded is not sent again.",
  },
];

/** What the server said no with, and what to do about it. A tag that has a release already is a conflict: look again. */
export function refusal(doing: string, error: HttpError): PublishError | undefined {
  const read = readRefusal(error);
  const said = `${error.request} answered ${error.status}: ${read.words === "" ? "(nothing)" : read.words}`;
  if (isLimit(error)) {
    return new PublishError({
      what: `Failed ${doing}: the rate of requests is limited.`,
      said,
      hint: "Run it again later: what is already uploaded is not sent again. The server itself has no such limit; ask who runs the proxy in front of it.",
      cause: error,
    });
  }
  const trouble = { what: `Failed ${doing}.`, said, cause: error };
  // Whatever the text says ("Release is has no Tag"), it means that there is one already.
  if (read.status === 409)
    return new ConflictError({ ...trouble, hint: "The release was made by somebody else at the same moment." });
  const known = CATALOGUE.find(({ when }) => when(read));
  return known === undefined ? undefined : new PublishError({ ...trouble, hint: known.hint });
}

function readRefusal({ status, body, request }: HttpError): Refusal {
  const [method = "", url = ""] = request.split(" ");
  const parsed = attemptDecode(RefusalWire, body);
  const entries: readonly unknown[] = parsed?.errors ?? [];
  const details = entries.filter((entry): entry is string => typeof entry === "string");
  const told = parsed === undefined ? [] : [parsed.message, ...details];
  const words = parsed === undefined ? body : told.filter((part) => part !== "").join("; ");
  return {
    status,
    method,
    path: URL.canParse(url) ? new URL(url).pathname : url,
    words: words === "" ? "" : saidBy(words),
    page: typeof body === "string" && /<(!doctype|html|head|title|body)\b/i.test(body),
  };
}
