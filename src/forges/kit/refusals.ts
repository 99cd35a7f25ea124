import { ConflictError, PublishError } from "../../errors";
import { type HttpError, isLimit, isObject, once, saidBy } from "../../http";

/** A refusal as the rules look at it. */
export interface Refusal {
  readonly status: number;
  /** The server's words in one line. */
  readonly said: string;
  /** `METHOD https://host/path`, without the query. */
  readonly request: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** A page for people: it comes from something in front of the API. */
  readonly page: boolean;
}

/** A refusal with a remedy; every member that is given has to fit. */
export interface Rule {
  readonly status?: number | readonly number[];
  readonly said?: RegExp;
  readonly request?: RegExp;
  readonly page?: boolean;
  /** What the members above cannot say. */
  readonly when?: (refusal: Refusal) => boolean;
  /** What to do about it; `undefined` where the server's words have to do. */
  readonly hint: string | ((refusal: Refusal) => string) | undefined;
  /** What is there is not what it was a moment ago: look again. */
  readonly conflict?: true;
}

/** Statuses with which servers refuse to make what is there already; they mean other things, too. */
export const MAYBE_THERE: readonly number[] = [400, 409, 422];

/** The release is there by now; which statuses say so differs by server. */
export const MADE = {
  request: /^POST .*\/releases$/,
  hint: "The release was created by somebody else at the same moment.",
  conflict: true,
} as const satisfies Rule;

/**
 * What servers say with 403 that no right of a token mends, English and Chinese; the first that fits. Without a remedy
 * the server's own words have to do.
 */
export const RESTRICTIONS: readonly Rule[] = [
  {
    status: 403,
    said: /archiv|归档|read[ -]?only|只读/i,
    hint: "The repository takes no changes as it is: unarchive it, or publish to another one.",
  },
  {
    status: 403,
    said: /protected|保护/i,
    hint: "The tag (or branch) is protected: push the tag with an account that may, or let this one create it.",
  },
  {
    status: 403,
    said: /white ?list|allow ?list|白名单|\bip\b/i,
    hint: "The server accepts requests from known addresses only: let its administrator add this runner's.",
  },
  {
    status: 403,
    said: /quota|exceed|limit|容量|配额|超出|超过|空间不足|too large|suspend|frozen|blocked|disabled|locked|banned|verif|实名|冻结|禁用|封禁|锁定|违规|审核|欠费|two.?factor|2fa|terms|协议/i,
    hint: undefined,
  },
];

/**
 * Turns refusals into what people read.
 *
 * @param rules the first that fits is told, so the narrow ones come first; what fits nothing gets no hint
 * @param words the server's words in the body of a refusal
 * @param limited what to do about a rate limit, beside running it again later
 */
export function createRefusals(
  rules: readonly Rule[],
  { words = wordsOf, limited = "" }: { readonly words?: (body: unknown) => string; readonly limited?: string } = {},
): (doing: string, error: HttpError) => PublishError | undefined {
  return (doing, error) => {
    const { status, request, headers, body } = error;
    const said = words(body);
    const trouble = {
      what: `Failed ${doing}.`,
      said: `${request} answered ${status}: ${once(status, said)}`,
      cause: error,
    };
    if (isLimit(error)) {
      const what = `Failed ${doing}: the server limits the rate of requests.`;
      const hint = `Run it again later: what is done already is not done again. ${limited}`.trim();
      return new PublishError({ ...trouble, what, hint });
    }
    const page = typeof body === "string" && /^\s*</.test(body);
    const refusal = { status, said, request, headers, body, page };
    const rule = rules.find((one) => fits(one, refusal));
    if (rule === undefined) return undefined;
    const hint = typeof rule.hint === "function" ? rule.hint(refusal) : rule.hint;
    return new (rule.conflict === true ? ConflictError : PublishError)({ ...trouble, hint });
  };
}

function fits({ status, said, request, page, when }: Rule, refusal: Refusal): boolean {
  return (
    (status === undefined || [status].flat().includes(refusal.status)) &&
    (said === undefined || said.test(refusal.said)) &&
    (request === undefined || request.test(refusal.request)) &&
    (page === undefined || page === refusal.page) &&
    (when === undefined || when(refusal))
  );
}

/** All words of an answer in one line, under whatever names and in whatever shape forges put them. */
export function wordsOf(body: unknown): string {
  if (!isObject(body)) return saidBy(body);
  const { message, messages, error, errors, error_description, error_message } = body;
  const members = [message, messages, error, errors, error_description, error_message].filter(
    (one) => one !== undefined,
  );
  return saidBy(members.length === 0 ? body : members.flatMap(flat).join("; "));
}

function flat(value: unknown): string[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap(flat);
  if (!isObject(value)) return [typeof value === "string" ? value : JSON.stringify(value)];
  return Object.entries(value).flatMap(([field, inner]) => flat(inner).map((one) => `${field} ${one}`));
}
