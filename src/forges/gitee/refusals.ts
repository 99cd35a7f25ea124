import { PublishError } from "../../errors";
import { type HttpError, isLimit, isObject, saidBy } from "../../http";
import { restriction } from "../../model/refusal-words";

/** How a token gets the right to publish: said when it is missing or refused. */
export const PERMISSION =
  "Make a personal access token (Settings > 私人令牌) with the scope `projects`, as a user with write access to the repository, and give it as token or GITEE_TOKEN. A variable of Gitee Go may not begin with GITEE_: call it RELEASE_TOKEN and add --token-env RELEASE_TOKEN.";

interface Refusal {
  readonly status: number;
  readonly said: string;
  /** The answer is a page for people: it comes from something in front of the API. */
  readonly page: boolean;
  /** The request was to make a release. */
  readonly creates: boolean;
}

const TOO_LARGE =
  "gitee.com takes files of up to 100 MiB; a server of its own has its administrator's limit, and so has a proxy before it. Split or compress the file, or leave it out with oversized_files: skip where the limit is known.";

/** Refusals with a remedy, the narrow ones first: the first that fits is told. */
const CATALOGUE: readonly { readonly when: (refusal: Refusal) => boolean; readonly hint: string }[] = [
  { when: ({ status }) => status === 413, hint: TOO_LARGE },
  {
    when: ({ page, status }) => page && status === 404,
    hint: "There is a web page at this address, and no API: check server_url; where the API has another root than /api/v5 below it, set api_url.",
  },
  {
    when: ({ page, status }) => page && status < 500,
    hint: "This is a page of the firewall (or a proxy) before the server, not an answer of its API: it took the request for an attack, or does not know this runner's address. Run it again later or from another network; on a server of your own let its administrator allow the API.",
  },
  {
    when: ({ said }) => /总容量|quota/i.test(said),
    hint: "All attachments of a repository share a quota (gitee.com: 1 GB for free users): delete old releases' files, or ask for more room.",
  },
  {
    when: ({ said }) => /附件数量|too many/i.test(said),
    hint: "The release has as many files as the server takes: pack some of them together.",
  },
  { when: ({ said }) => /超过限制|文件过大|too (large|big)|exceed/i.test(said), hint: TOO_LARGE },
  {
    when: ({ status, said }) => status === 401 && /登录失效|expire/i.test(said),
    hint: "The token has expired: make a new one with the scope `projects`.",
  },
  {
    when: ({ status }) => status === 401,
    hint: "The token is wrong or was deleted. It is sent in the header Authorization only; a private server too old to read that header is not supported.",
  },
  { when: ({ status }) => status === 403, hint: PERMISSION },
  {
    when: ({ status }) => status === 404,
    hint: `Gitee says 404 in three cases: owner or repository is wrong (their paths as in the address, not the names that are shown), the token may not see it, or it lacks the scope. Check repository. ${PERMISSION}`,
  },
  {
    when: ({ said }) => said.includes("创建标签失败"),
    hint: "The tag does not exist and could not be made: target_commitish has to be a branch or a full commit SHA of this repository that was pushed there (a mirror may lag behind), and the repository must not be empty. Push the tag first.",
  },
  {
    when: ({ status, creates }) => creates && [400, 409, 422].includes(status),
    hint: "No release of this tag can be seen. Either the server refuses a field (its words say which), or target_commitish is no branch or full commit SHA there, or the tag has a release that this token may not see.",
  },
];

/** What Gitee said no with, and what to do about it. */
export function refusal(doing: string, error: HttpError): PublishError | undefined {
  const said = wordsOf(error.body);
  const trouble = {
    what: `Failed ${doing}.`,
    said: `${error.request} answered ${error.status}: ${said}`,
    cause: error,
  };
  // A proxy wants a password of its own: nothing that a forge knows of.
  if (error.status === 407) return undefined;
  if (isLimit(error)) {
    return new PublishError({
      ...trouble,
      what: `Failed ${doing}: the server limits the rate of requests.`,
      hint: "Run it again later: what is already uploaded is not sent again.",
    });
  }
  const page = typeof error.body === "string" && /^\s*</.test(error.body);
  const other = error.status === 403 && !page ? restriction(said) : undefined;
  if (other !== undefined) return new PublishError({ ...trouble, hint: other.hint });
  const creates = /^POST .*\/releases$/.test(error.request);
  const known = CATALOGUE.find(({ when }) => when({ status: error.status, said, page, creates }));
  return known === undefined ? undefined : new PublishError({ ...trouble, hint: known.hint });
}

/** Statuses that are reported for a tag that has a release already, and for other things, too: look again. */
export function mayBeTaken({ status }: HttpError): boolean {
  return [400, 409, 422].includes(status);
}

/** Whether the words themselves say that it is there. */
export function saysTaken({ body }: HttpError): boolean {
  return /已存在|已经存在|已被|重复|already|has been taken/i.test(wordsOf(body));
}

/** All words of an answer in one line: `message` as text or by field, `messages`, `error` with its description. */
function wordsOf(body: unknown): string {
  if (!isObject(body)) return saidBy(body);
  const { message, messages, error, error_description } = body;
  const told = [message, messages, error, error_description].flatMap(flat);
  return told.length === 0 ? saidBy(body) : saidBy(told.join("; "));
}

function flat(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(flat);
  if (!isObject(value)) return [typeof value === "string" ? value : JSON.stringify(value)];
  return Object.entries(value).flatMap(([field, inner]) => flat(inner).map((one) => `${field} ${one}`));
}
