/** A refusal as the table below looks at it. */
export interface Refusal {
  readonly status: number;
  readonly method: string;
  /** Path of the API, without query. */
  readonly path: string;
  /** The server's words in one line; empty where it said nothing. */
  readonly words: string;
  /** Not the forge's own answer but a page of something in front of it. */
  readonly page: boolean;
  /** Of the shape that the forge's API answers in. */
  readonly ours: boolean;
}

const PERSONAL =
  "Give token an access token with the scope write:repository, of a user who may write to the repository.";

/** The most frequent remedy; of workflows only inside of one. */
export const permissionFor = (inWorkflow: boolean): string =>
  inWorkflow
    ? `${PERSONAL} In Actions the job's own token does for the job's own repository, with \`permissions: { contents: write }\` where the server honours it.`
    : PERSONAL;

export const RELEASE = /\/releases(\/\d+)?$/;
const ASSETS = /\/releases\/\d+\/assets(\/\d+)?$/;

/** Words that depend on whether it is the job's own token that was refused. */
interface Words {
  readonly own: string;
  readonly others: string;
}

const RIGHT: Words = {
  own: "The job's own token may not write here: the job runs for a fork, or its permissions only read (`permissions: { contents: write }` counts where the server honours it). Else give token an access token with the scope write:repository.",
  others: PERSONAL,
};

const PROTECTED =
  "The tag is protected in the repository's settings: push it as somebody who may, or put the token's user on its list.";
const TYPES =
  "The server's settings decide which files a release may hold ([repository.release] ALLOWED_TYPES), by extension or content. Ask for this type, or pack the file into one that is allowed.";
const SWITCHED_OFF = "A server says so as well where releases are switched off in the repository's settings.";

/**
 * Refusals with a remedy, the narrow ones first: the first that fits is told, and what fits nothing gets none. Statuses
 * count first, because texts differ by version.
 */
export const CATALOGUE: readonly { readonly when: (refusal: Refusal) => boolean; readonly hint: string | Words }[] = [
  {
    when: ({ status }) => status === 401,
    hint: {
      own: "The server does not know the job's own token, which ends with its job, or took it for none.",
      others: "The server does not know this token, or it has expired.",
    },
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
    hint: "Releases are switched off in the repository's settings, or the token's user may not see them.",
  },
  {
    when: ({ status, words }) => status === 403 && /permission to write|admin write|collaborator/i.test(words),
    hint: RIGHT,
  },
  {
    when: ({ status, words }) => status === 404 && /target/i.test(words) && /not found/i.test(words),
    hint: "The commit or branch that the tag is to be made on is not on the server: push it first, or push the tag itself.",
  },
  {
    when: ({ status, words }) => status === 404 && /not enabled/i.test(words),
    hint: "The server takes no files at all ([attachment] ENABLED = false): ask its administrators.",
  },
  {
    when: ({ status, ours }) => status === 404 && !ours,
    hint: "This is not an answer of the forge's API: check server_url and api_url, which end in the server's root and in /api/v1.",
  },
  {
    when: ({ status }) => status === 404,
    hint: {
      own: `Check repository: a job's own token sees no other repository than its own, and the server says 404 for what a token may not see. ${SWITCHED_OFF}`,
      others: `Check repository, server_url and the token: the server says 404 for what a token may not see. ${SWITCHED_OFF}`,
    },
  },
  {
    when: ({ status, path, words }) => status === 400 && ASSETS.test(path) && /external/i.test(words),
    hint: "The server takes no link to this address: give one that begins with https:// or http://.",
  },
  {
    when: ({ status, path, words }) =>
      (status === 400 || status === 422) && ASSETS.test(path) && /\b(type|extension)\b/i.test(words),
    hint: TYPES,
  },
  {
    when: ({ status, path, words }) =>
      (status === 422 || (status === 405 && path.endsWith("/tags"))) && /protected/i.test(words),
    hint: PROTECTED,
  },
  {
    when: ({ status, words }) => status === 422 && /\bempty\b/i.test(words),
    hint: "Push a commit first: an empty repository cannot have a release.",
  },
  {
    when: ({ status }) => status === 423,
    hint: "The repository is archived: take it out of the archive first.",
  },
  {
    when: ({ status, method, path, words }) =>
      status === 500 && words === "" && RELEASE.test(path) && (method === "PATCH" || method === "POST"),
    hint: "The server does not say why. As a rule the tag could not be made: it is protected (then the user counts who made the draft), its commit is not in the repository, its name is not allowed, or the repository is archived. Push the tag first, or choose another commit; a draft with its files is kept, and the same command finishes it.",
  },
  {
    when: ({ status, method, path, words }) => status === 500 && words === "" && ASSETS.test(path) && method === "POST",
    hint: "The server does not say why. As a rule its disk is full, or the file's name is longer than 255 characters. What is already uploaded is not sent again.",
  },
];
