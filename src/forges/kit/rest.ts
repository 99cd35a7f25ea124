import { ConflictError, PublishError } from "../../errors";
import { type Answer, type Api, type Call, type Decoder, HttpError, pagesOf } from "../../http";
import type { Release, ReleaseChange } from "../../model/release";

/** A request that only reads. */
export type Read = Pick<Call, "doing" | "at" | "query" | "headers" | "signal">;

/** Statuses of what is not there, or not open to this token. */
export const CLOSED: readonly number[] = [401, 403, 404];

/** How a server divides its lists into pages, counted from 1. */
export interface Paging {
  /** Query parameters of a page. */
  query(page: number): Readonly<Record<string, string | number>>;
  /**
   * Whether another page follows, or the address of that page where the server names it.
   *
   * @param page.seen entries of all pages so far; `rows` those of this one
   */
  next(page: {
    readonly answer: Answer;
    readonly rows: number;
    readonly seen: number;
    readonly page: number;
  }): boolean | string;
  /** Addresses of pages behind the first that its answer lets one tell. Each is read only where `next` names it. */
  following?(first: Answer): readonly string[];
}

/** What a list that answers 404 is: an error, or empty; without this it is a refusal. */
type Missing = () => Error | undefined;

/** An `Api` with the outcomes that every REST forge has. */
export interface Rest extends Api {
  /** What is there; any other status than 200 is a refusal. */
  get<T>(decoder: Decoder<T>, call: Read): Promise<T>;
  /** What may be there: `undefined` for 404, or for the given statuses. */
  find<T>(decoder: Decoder<T>, call: Read & { readonly absent?: readonly number[] }): Promise<T | undefined>;
  /** A list, page by page. */
  pages<T>(decoder: Decoder<readonly T[]>, call: Read, missing?: Missing): AsyncGenerator<readonly T[]>;
  /** A whole list; its pages at once, where the first tells how many there are. */
  all<T>(decoder: Decoder<readonly T[]>, call: Read, missing?: Missing): Promise<readonly T[]>;
  /** One try to make something. @throws HttpError for a refusal, as the server gave it. */
  post<T>(decoder: Decoder<T>, call: Omit<Call, "method" | "accept">): Promise<T>;
  /**
   * A change, whose 404 means that the release went away, or that a right is missing: only the first is a conflict.
   *
   * @param call.absent statuses that mean it, if not 404 alone
   * @param reread reads the release again
   * @throws ConflictError when it is gone.
   */
  change(
    call: Omit<Call, "accept"> & { readonly absent?: readonly number[] },
    release: Release,
    reread: () => Promise<unknown>,
  ): Promise<Answer>;
  /** A deletion; what is gone already is fine. */
  remove(call: Pick<Call, "doing" | "at">): Promise<void>;
  /** An answer with an accepted status that turns out to be a refusal, in people's words. */
  refused(doing: string, answer: Answer): PublishError;
}

/** @param api the server; `paging` how it divides its lists */
export function createRest(api: Api, paging: Paging): Rest {
  const refused = (doing: string, answer: Answer): PublishError =>
    api.refusal(doing, new HttpError({ ...answer, body: answer.body() }));

  /** Answers to pages that were asked for before they are read; none is waited for that nobody reads. */
  function ahead(first: Answer, call: Call): ReadonlyMap<string, Promise<Answer>> {
    const begun = (paging.following?.(first) ?? []).map((at) => [at, api.call({ ...call, at, query: {} })] as const);
    // A failure is told when its page is read.
    for (const [, answer] of begun) answer.catch(() => undefined);
    return new Map(begun);
  }

  async function* pages<T>(decoder: Decoder<readonly T[]>, call: Read, missing?: Missing, whole = false) {
    const list = pagesOf(call.doing);
    let seen = 0;
    let next: Call = { ...call, method: "GET", accept: missing === undefined ? [200] : [200, 404] };
    let begun: ReadonlyMap<string, Promise<Answer>> = new Map();
    for (const page of list.numbers()) {
      const query = next.at === call.at ? { ...paging.query(page), ...call.query } : {};
      const answer = await (begun.get(next.at) ?? api.call({ ...next, query }));
      if (whole && page === 1 && answer.status === 200) begun = ahead(answer, next);
      if (answer.status === 404) {
        const error = missing?.();
        if (error === undefined) return;
        throw error;
      }
      const rows = list.took(api.decode(decoder, answer), answer);
      yield rows;
      seen += rows.length;
      const more = paging.next({ answer, rows: rows.length, seen, page });
      if (more === false) return;
      if (typeof more === "string") next = { ...next, at: more };
    }
  }

  return {
    ...api,
    refused,
    pages: (decoder, call, missing) => pages(decoder, call, missing),
    get: (decoder, call) => api.read(decoder, { ...call, method: "GET", accept: [200] }),
    async find(decoder, { absent = [404], ...call }) {
      const answer = await api.call({ ...call, method: "GET", accept: [200, ...absent] });
      return answer.status === 200 ? api.decode(decoder, answer) : undefined;
    },
    async all<T>(decoder: Decoder<readonly T[]>, call: Read, missing?: Missing) {
      const rows: T[] = [];
      for await (const page of pages(decoder, call, missing, true)) rows.push(...page);
      return rows;
    },
    async post(decoder, call) {
      return api.decode(decoder, await api.once({ ...call, method: "POST", accept: [200, 201] }));
    },
    async change({ absent = [404], ...call }, release, reread) {
      const answer = await api.call({ ...call, accept: [200, 201, 204, ...absent] });
      if (!absent.includes(answer.status)) return answer;
      if ((await reread()) === undefined) throw gone(release);
      throw refused(call.doing, answer);
    },
    async remove(call) {
      await api.call({ ...call, method: "DELETE", accept: [200, 202, 204, 404] });
    },
  };
}

/** The first entry of a list that is looked for; no page behind it is asked for. */
export async function firstOf<T>(
  pages: AsyncIterable<readonly T[]>,
  isIt: (one: T) => boolean,
): Promise<T | undefined> {
  for await (const page of pages) {
    const found = page.find(isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a change of a release is called in messages. */
export function changing(release: Release, change: ReleaseChange): string {
  const publishes = release.draft && change.draft === false;
  return `${publishes ? "publishing" : "updating"} the release ${change.tag ?? release.tag}`;
}

/** A release that was there a moment ago. */
export function gone({ id, tag }: Pick<Release, "id" | "tag">): ConflictError {
  const which = String(id) === tag ? `The release of ${tag}` : `The release ${id} of ${tag}`;
  return new ConflictError({ what: `${which} is not there any more.` });
}

/** What a look at a release found. @throws ConflictError when it is gone. */
export function orGone<T>(release: Release, found: T | undefined): T {
  if (found === undefined) throw gone(release);
  return found;
}

/** The refusal that an error tells of; `undefined` for an error of another kind. */
export function refusalOf(error: unknown): HttpError | undefined {
  const refusal = error instanceof PublishError ? error.cause : error;
  return refusal instanceof HttpError ? refusal : undefined;
}

/** Status of that refusal. */
export const statusOf = (error: unknown): number | undefined => refusalOf(error)?.status;

/** Headers that hold a token; none for a stranger, who has none. */
export function carrying(token: string, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return token === "" ? {} : headers;
}

/** A path of which every segment is encoded and the slashes stay. */
export function segments(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
