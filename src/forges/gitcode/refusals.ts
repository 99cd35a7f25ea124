import { type HttpError, saidBy } from "../../http";
import { MADE, MAYBE_THERE, RESTRICTIONS, type Rule, createRefusals } from "../kit/refusals";
import { permissionFor } from "./permission";

/** Refusals with a remedy, the narrow ones first. */
const rules = (automatic: boolean): readonly Rule[] => [
  { ...MADE, status: 409 },
  { status: 401, hint: "The token is wrong or has expired." },
  {
    status: 418,
    hint: "The server considers the request suspicious, so it was not sent again. Is there something in the name, the notes or a file name that a firewall may object to? Otherwise run it again later.",
  },
  {
    page: true,
    when: ({ status }) => status < 500 && status !== 404,
    hint: "The answer is a web page and not one of the API: it comes from a firewall or a proxy before the server.",
  },
  ...RESTRICTIONS,
  {
    status: 403,
    hint: `${permissionFor(automatic)}${automatic ? " In a merge request from a fork the pipeline's token only reads. Where the pipeline's token may not publish, give a personal one." : ""}`,
  },
  {
    status: [400, 404],
    // In the tag, and not in a group of the owner.
    when: ({ request }) => /%2f/i.test(request.slice(request.lastIndexOf("/releases/"))),
    hint: "This server does not accept a tag with a slash in its addresses: a release of such a tag cannot get files or be changed. Use a tag without one.",
  },
  {
    status: 404,
    hint: `GitCode says 404 for what a token may not see as well: check repository, api_url and token. ${permissionFor(automatic)}`,
  },
  {
    status: MAYBE_THERE,
    said: /target_commitish|refs/,
    hint: "target_commitish has to be a branch or a full commit SHA of this repository; an empty repository has none.",
  },
  { status: 405, hint: "The server does not offer this. Is api_url the root of version 5 of the API (…/api/v5)?" },
  { status: 413, hint: "A proxy or the server does not accept requests of this size." },
];

/** What the object store says no with, in any case without the signature that some of its answers repeat. */
const STORAGE_RULES: readonly Rule[] = [
  {
    when: ({ status, said }) => status === 413 || said.startsWith("EntityTooLarge"),
    hint: "The object store does not accept files of this size: split it or compress it.",
  },
  {
    said: /SignatureDoesNotMatch|AccessDenied/,
    hint: "Is there a proxy between this job and the object store that changes requests? The address is good for one request as it stands.",
  },
  {
    when: ({ status }) => status >= 500,
    hint: "The object store had an internal error. Run it again: what is already uploaded is not sent again.",
  },
  { hint: undefined },
];

/** Code and message of the object store's answer, which is XML. */
export function storageWords(body: unknown): string {
  const text = typeof body === "string" ? body : "";
  const told = ["Code", "Message"].flatMap((name) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? []);
  if (told.length > 0) return told.join(": ");
  const said = saidBy(body);
  return saidBy(/signature/i.test(said) ? "" : said);
}

/** @param base root of the API: whatever is not below it is the object store */
export function refusals(base: string, automatic: boolean): ReturnType<typeof createRefusals> {
  const limited = "A user has 50 requests a minute and 4000 an hour, all jobs together.";
  const ofApi = createRefusals(rules(automatic), { limited });
  const ofStorage = createRefusals(STORAGE_RULES, { words: storageWords });
  return (doing, error: HttpError) => (error.request.includes(` ${base}/`) ? ofApi : ofStorage)(doing, error);
}
