import { type HttpError, attemptDecode, either, loose, number, record, saidBy, text } from "../../http";
import { MADE, RESTRICTIONS, type Rule, createRefusals } from "../kit/refusals";
import { PERMISSION } from "./permission";

const RefusalWire = record({ errcode: loose(either(number, text)), errmsg: text });

/** Which status means that the tag has a release is not documented. */
const RULES: readonly Rule[] = [
  ...RESTRICTIONS,
  { ...MADE, status: 409 },
  { ...MADE, said: /already[ _]exist|has already|已存在/i },
  { status: 401, hint: "The token is wrong or has expired; CNB_TOKEN ends with its pipeline." },
  { status: 403, hint: PERMISSION },
  {
    status: 406,
    hint: "CNB answers only what is asked for as application/vnd.cnb.api+json: a proxy on the way changes the Accept header.",
  },
  {
    status: 413,
    hint: "The file is larger than this server accepts: split or compress it, or leave it out.",
  },
  {
    said: /(empty|initiali[sz]e).*repository|repository.*(empty|initiali[sz]e)/i,
    hint: "Push a commit first: an empty repository cannot have a release.",
  },
  {
    said: /target_commitish/i,
    hint: "target_commitish has to be a branch or a full commit SHA of this repository. Push the commit first, or push the tag.",
  },
  {
    said: /asset_name|asset name/i,
    hint: "The server does not accept this file name. Give another one with `path => name`.",
  },
  {
    status: 404,
    when: ({ body }) => attemptDecode(RefusalWire, body) === undefined,
    hint: "This is not an answer of CNB's API, whose address is not that of the web pages: set api_url to it.",
  },
  {
    status: 404,
    hint: `CNB says 404 for a private repository that the token may not see as well: check repository (group/repo, all groups) and token. ${PERMISSION}`,
  },
];

export const refusals = createRefusals(RULES, { words, limited: "Fewer jobs at once have more room." });

/** Whether a confirmation came too late, or was made before: the upload begins again with a new address. */
export function isInvalidToken({ status, body }: HttpError): boolean {
  return [400, 401, 403].includes(status) && /invalid[ _-]?token/i.test(words(body));
}

/** `errmsg` of the API; the text of a page or of the storage's XML, which has no such member. */
function words(body: unknown): string {
  const read = attemptDecode(RefusalWire, body);
  if (read === undefined) return saidBy(body);
  return saidBy(read.errcode === undefined ? read.errmsg : `${read.errmsg} (${read.errcode})`);
}
