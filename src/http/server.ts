import type { PublishError } from "../errors";
import type { Answer } from "./answer";
import type { Body } from "./body";
import type { Budget } from "./budget";
import type { HttpError } from "./errors";

/** Where an `Api` leads and what it carries. */
export interface Server {
  /** Root that paths are joined to, without a slash at the end. */
  readonly base: string;
  /** Sent with every request to the base's own origin and to `trusted` ones, and to no other. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The server is only asked what it is: where nothing answers, that is the answer. */
  readonly quick?: true;
  /** Turns a refusal into what people read; `undefined` for the general words. */
  readonly refusal?: ((doing: string, error: HttpError) => PublishError | undefined) | undefined;
  /** The status that counts, where the server tells another one inside of its answer. */
  readonly statusOf?: (answer: Answer) => number;
  /** `refusal` knows pages of HTML, too; elsewhere they are taken for those of something before the server. */
  readonly readsPages?: boolean;
  /** Requests to the base's own origin that it allows: the others wait. */
  readonly budget?: Budget;
}

export interface Call {
  /** What is being done, for messages: "creating the release v1". */
  readonly doing: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below the base (already percent-encoded), or a whole address. */
  readonly at: string;
  /** The address as messages show it, where the path itself holds a secret. */
  readonly shownAs?: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: Body;
  /** Statuses that are an answer rather than a refusal. */
  readonly accept: readonly number[];
  /** An origin besides the base's own that may be given the credentials. */
  readonly trusted?: string;
  /** Aborted when nobody needs the answer any more: the call then fails with the reason of that. */
  readonly signal?: AbortSignal | undefined;
}

/** A call for content. */
export interface StreamCall extends Call {
  /** One try: a failure that will pass is thrown as it came. */
  readonly once?: true;
}

/** A call whose content may be handed on unread. */
export type Sent = Call & { readonly streaming?: true };
