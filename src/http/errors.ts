import { PublishError } from "../errors";

/** An answer that is not what was asked for: any status outside the accepted ones. */
export class HttpError extends Error {
  override readonly name = "HttpError";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text where it is none. */
  readonly body: unknown;
  /** `GET https://host/path`, without the query. */
  readonly request: string;
  /** Where a redirect to another origin led, which is not given the credentials. */
  readonly strayed: string | undefined;

  constructor(answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly request: string;
    readonly strayed?: string | undefined;
  }) {
    super(`${answer.request} answered ${answer.status}`);
    this.status = answer.status;
    this.headers = answer.headers;
    this.body = answer.body;
    this.request = answer.request;
    this.strayed = answer.strayed;
  }
}

/** No answer came: no connection, a reset, a stall. Whether the server acted on the request is not known. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  readonly request: string;
  /** The system's word or ours for it (`ECONNRESET`, `CONNECT_TIMEOUT`, `STALLED`), for people and for tests. */
  readonly code: string;
  /** Worth another try. */
  readonly passing: boolean;
  /** Nothing has ever answered at this address in this run: more likely a wrong one than one that is busy. */
  readonly first: boolean;

  constructor(request: string, code: string, passing: boolean, cause: unknown, first = false) {
    super(`${request}: ${code}`, { cause });
    this.request = request;
    this.code = code;
    this.passing = passing;
    this.first = first;
  }
}

/**
 * A success whose content cannot be read: HTML for JSON, a missing member, an encoding nobody asked for. Fit to be told
 * as it is, because an answer may be looked into after its request is over.
 */
export class AnswerError extends PublishError {
  override readonly name = "AnswerError";
  readonly request: string;

  constructor(
    request: string,
    what: string,
    { hint = UNREADABLE, cause }: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super({ what, said: request, hint, cause });
    this.request = request;
  }
}

export const UNREADABLE =
  "Is there a proxy, a firewall or a sign-in page between this job and the server? Is the address right?";

/** The forge asks for a longer wait than `max_wait` allows. */
export class WaitError extends PublishError {
  override readonly name = "WaitError";
}

/** An error with a word for what happened, as those of the system have one. */
export function coded(code: string): Error & { readonly code: string } {
  return Object.assign(new Error(code), { code });
}
