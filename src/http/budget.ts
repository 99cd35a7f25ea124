/** What a server allows to whoever has a token: so many requests in any span of so many seconds. */
export interface Budget {
  /** Who allows it: "GitCode". All servers of that name count a token's requests together. */
  readonly of: string;
  readonly requests: number;
  readonly seconds: number;
}

/** Requests that a server may still count. */
export interface Spent {
  /** On their way: the server may count them at any moment. */
  readonly open: number;
  /** When the others were answered, or failed, oldest first; milliseconds. None was counted later. */
  readonly ended: readonly number[];
}

/** Milliseconds by which the span is longer here: servers count by a clock of their own, and some in whole seconds. */
const MARGIN = 1000;

const spanOf = ({ seconds }: Budget): number => seconds * 1000 + MARGIN;

/** Those that still count. A clock that was set back makes none of them count longer than the span from now on. */
export function stillCounted(budget: Budget, ended: readonly number[], now: number): number[] {
  return ended.map((at) => Math.min(at, now)).filter((at) => at + spanOf(budget) > now);
}

/** Milliseconds until one more may go, 0 for at once; `undefined` where one that is on its way has to end first. */
export function untilNext(budget: Budget, { open, ended }: Spent, now: number): number | undefined {
  const over = open + ended.length + 1 - budget.requests;
  if (over <= 0) return 0;
  const leaving = ended[over - 1];
  return leaving === undefined ? undefined : Math.max(0, leaving + spanOf(budget) - now);
}
