import { orElse } from "../../errors";
import { statusOf } from "../../forges/kit/rest";
import { troublePlace } from "../../http";
import { type Check, type Finding, unknown, untold, wrong } from "../../model/finding";
import type { Wanted } from "../../model/request";
import type { Operation } from "../operation";

/** A target whose server answers, and what is wanted there. */
export interface Examining extends Operation {
  /** `undefined` where the tag is not known. */
  readonly wanted: Wanted | undefined;
  /** What the token is called by. */
  readonly token: string;
  /** How a token gets the right to publish. */
  readonly permission: string;
  readonly repository: string;
  readonly throughProxy: boolean;
}

/** What a look gave, or why it gave nothing. */
export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

export function outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  return orElse(
    async () => ({ value: await work() }),
    (error) => ({ error }),
  );
}

/** Statuses by which a server says that what is asked for is not to be seen. */
const UNSEEN = [403, 404];

/** What a failed look says: of the way there, of what was looked for, or nothing. */
export function failed(check: Check, error: unknown, throughProxy: boolean): Finding {
  const place = troublePlace(error, throughProxy);
  if (place !== undefined) return wrong(place, error);
  const status = statusOf(error);
  // A limit or a fault of the server is no answer to what was asked.
  return status === undefined || UNSEEN.includes(status) ? wrong(check, error) : untold(check, error);
}

/** The same for a look whose failure another check tells already. */
export function failedToo(check: Check, error: unknown, throughProxy: boolean): Finding {
  const isTold = statusOf(error) === 401 || troublePlace(error, throughProxy) !== undefined;
  return isTold
    ? unknown(check, "Not known: the look at it failed.", "Mend what is wrong above, and run this again.")
    : failed(check, error, throughProxy);
}
