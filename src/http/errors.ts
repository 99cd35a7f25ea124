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

  constructor(answer: { status: number; headers: Readonly<Record<string, string>>; body: unknown; request: string }) {
    super(`${answer.request} answered ${answer.status}`);
    this.status = answer.status;
    this.headers = answer.headers;
    this.body = answer.body;
    this.request = answer.request;
  }
}

/** No answer came: no connection, a reset, a stall. Whether the server acted on the request is not known. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  readonly request: string;
  /** The system's or the library's word for it (`ECONNRESET`, `UND_ERR_SOCKET`, `STALLED`), for people and for tests. */
  readonly code: string;
  /** Worth another try. */
  readonly passing: boolean;

  constructor(request: string, code: string, passing: boolean, cause: unknown) {
    super(`${request}: ${code}`, { cause });
    this.request = request;
    this.code = code;
    this.passing = passing;
  }
}

/**
 * A success whose content cannot be read: HTML for JSON, a missing member, an encoding nobody asked for. Fit to be told
 * as it is, because an answer may be looked into after its request is over.
 */
export class AnswerError extends PublishError {
  override readonly name = "AnswerError";
  readonly request: string;

  constructor(request: string, what: string, cause?: unknown) {
    super({ what, said: request, hint: UNREADABLE, cause });
    this.request = request;
  }
}

export const UNREADABLE =
  "Is there a proxy, a firewall or a sign-in page between this job and the server? Is the address right?";

/** The forge asks for a longer wait than `max_wait` allows. */
export class WaitError extends PublishError {
  override readonly name = "WaitError";
}
