import { type HttpError, isObject } from "../../http";
import type { PublishError } from "../../errors";
import { MADE, type Rule, createRefusals } from "../kit/refusals";
import { PERSONAL } from "./permission";

const ASSETS = /\/releases\/\d+\/assets(\/\d+)?$/;
/** Servers say with many a status 500 nothing at all. */
const NOTHING = /^\(an empty answer\)$/;
const PROTECTED =
  "The tag is protected in the repository's settings: push it as somebody who may, or put the token's user on its list.";
const SWITCHED_OFF = "A server says so as well where releases are switched off in the repository's settings.";

/**
 * Refusals with a remedy, the narrow ones first. Statuses count first, because texts differ by version.
 *
 * @param automatic the token is the job's own
 */
const rulesFor = (automatic: boolean): readonly Rule[] => [
  // Whatever the text says ("Release is has no Tag"), it means that there is one already.
  { ...MADE, status: 409 },
  {
    status: 401,
    hint: automatic
      ? "The server does not know the job's own token, which ends with its job, or took it for none."
      : "The server does not know this token, or it has expired.",
  },
  {
    status: 413,
    said: /quota/i,
    hint: "The space that the server grants this owner is used up: delete old files or releases, or ask its administrators for more. The same command goes on from here.",
  },
  {
    status: 413,
    page: true,
    hint: "A proxy in front of the server lets only smaller requests pass (nginx: client_max_body_size, 1 MiB if nothing is set). Ask for a higher limit, or split or compress the file.",
  },
  {
    status: 413,
    hint: "The server does not accept files of this size ([attachment] MAX_SIZE, [repository.release] FILE_MAX_SIZE). Ask for a higher limit, or split or compress the file.",
  },
  {
    page: true,
    when: ({ status }) => status < 500,
    hint: "This page is not the forge's own: something before it (a proxy, a firewall, a sign-in) refused. Check server_url and api_url, which end in the server's root and in /api/v1.",
  },
  { status: 403, said: /required scope/i, hint: "The token lacks a scope: make one with write:repository." },
  {
    status: 403,
    said: /specific read permission/i,
    hint: "Releases are switched off in the repository's settings, or the token's user may not see them.",
  },
  {
    status: 403,
    said: /permission to write|admin write|collaborator/i,
    hint: automatic
      ? "The job's own token may not write here: the job runs for a fork, or its permissions only read (`permissions: { contents: write }` counts where the server honours it). Else give token an access token with the scope write:repository."
      : PERSONAL,
  },
  {
    status: 404,
    said: /target.*not found|not found.*target/i,
    hint: "The commit or branch that the tag is to be made on is not on the server: push it first, or push the tag itself.",
  },
  {
    status: 404,
    said: /not enabled/i,
    hint: "The server does not accept files at all ([attachment] ENABLED = false): ask its administrators.",
  },
  {
    status: 404,
    when: ({ body }) => !isObject(body),
    hint: "This is not an answer of the forge's API: check server_url and api_url, which end in the server's root and in /api/v1.",
  },
  {
    status: 404,
    hint: automatic
      ? `Check repository: a job's own token sees no other repository than its own, and the server says 404 for what a token may not see. ${SWITCHED_OFF}`
      : `Check repository, server_url and the token: the server says 404 for what a token may not see. ${SWITCHED_OFF}`,
  },
  {
    status: 400,
    request: ASSETS,
    said: /external/i,
    hint: "The server does not accept a link to this address: give one that begins with https:// or http://.",
  },
  {
    status: [400, 422],
    request: ASSETS,
    said: /\b(type|extension)\b/i,
    hint: "The server's settings decide which files a release may hold ([repository.release] ALLOWED_TYPES), by extension or content. Ask for this type, or pack the file into one that is allowed.",
  },
  { status: 422, said: /protected/i, hint: PROTECTED },
  { status: 405, said: /protected/i, request: /\/tags$/, hint: PROTECTED },
  { status: 422, said: /\bempty\b/i, hint: "Push a commit first: an empty repository cannot have a release." },
  { status: 423, hint: "The repository is archived: take it out of the archive first." },
  {
    status: 500,
    request: /^(PATCH|POST) .*\/releases(\/\d+)?$/,
    said: NOTHING,
    hint: "The server does not say why. As a rule the tag could not be made: it is protected (then the user counts who made the draft), its commit is not in the repository, its name is not allowed, or the repository is archived. Push the tag first, or choose another commit; a draft with its files is kept, and the same command finishes it.",
  },
  {
    status: 500,
    request: /^POST .*\/releases\/\d+\/assets$/,
    said: NOTHING,
    hint: "The server does not say why. As a rule its disk is full, or the file's name is longer than 255 characters. What is already uploaded is not sent again.",
  },
];

/** What the server refused, and what to do about it. */
export const refusals = (automatic: boolean): ((doing: string, error: HttpError) => PublishError | undefined) =>
  createRefusals(rulesFor(automatic), {
    limited: "The server itself has no such limit; ask who runs the proxy in front of it.",
  });
