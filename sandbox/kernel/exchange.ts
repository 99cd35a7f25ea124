import type { IncomingHttpHeaders } from "node:http";
import type { StoredContent } from "./content";

/** One request as the sandbox saw it. `status` stays 0 while unanswered and when the connection was cut instead. */
export interface RecordedRequest {
  /** Which of the sandbox's origins was asked: "web", "api", "uploads", "storage", ... */
  readonly origin: string;
  readonly method: string;
  /** Path as sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds since the epoch, when the head of the request arrived. */
  readonly time: number;
  /** Path of the repository that it is about, when it arrived. */
  repository?: string | undefined;
  /** Name of the GraphQL field that it asks for, where all requests have one path. */
  operation?: string | undefined;
  /** A POST that only asks. */
  onlyReads?: boolean | undefined;
  status: number;
  /** Bytes of body received so far. */
  bytes: number;
  /** Parsed body, for requests with a JSON body. */
  json?: unknown;
  /** Digest of the body, for uploads. */
  sha256?: string;
  /** Kind of the injected fault that hit this request. */
  fault?: string;
}

export interface RequestBody {
  /** Value of Content-Length; undefined when it is missing, as in chunked transfer. */
  readonly declared: number | undefined;
  chunks(): AsyncIterable<Buffer>;
  /** Whole body as text, read once; only for bodies that are small by nature. Valid JSON goes into the record. */
  text(): Promise<string>;
  /** Whatever was not read yet is read and thrown away, so that a client still sending sees the answer. */
  drain(): Promise<void>;
}

export interface Exchange extends Pick<RecordedRequest, "origin" | "method" | "path" | "headers"> {
  readonly record: RecordedRequest;
  readonly query: URLSearchParams;
  readonly body: RequestBody;
  /** Set by the fault "half": begin the work, leave behind what the forge leaves behind, and throw BrokenHalfway. */
  readonly breakHalfway: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or Buffer is sent as it is; anything else as JSON; undefined is an empty body. */
  readonly body?: unknown;
  /** Stored bytes to send instead of `body`. */
  readonly content?: StoredContent;
  /** Sent without waiting for the rest of the request body. */
  readonly atOnce?: boolean;
}

export type Handler = (exchange: Exchange) => Answer | Promise<Answer>;

/** Thrown to leave nested work with an error answer. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** Thrown by a handler that was told to break halfway and has left its traces. */
export class BrokenHalfway extends Error {
  override name = "BrokenHalfway";
}

/** The injected fault "cut" has used up its bytes: the connection is to be reset. */
export class UploadCut extends Error {
  override name = "UploadCut";
}
