/** What went wrong, in three parts that are always told in this order: what was tried, what the server said, what to do. */
export interface Trouble {
  /** What was tried and did not work; one sentence. */
  readonly what: string;
  /** What the server (or the system) said about it. */
  readonly said?: string | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** A failure that is worth telling as it is: the forge refused, or something broke on the way. Exit code 1. */
export class PublishError extends Error {
  override readonly name: string = "PublishError";
  readonly said: string | undefined;
  readonly hint: string | undefined;

  constructor(trouble: Trouble) {
    super(trouble.what, trouble.cause === undefined ? undefined : { cause: trouble.cause });
    this.said = trouble.said;
    this.hint = trouble.hint;
  }
}

/** Wrong inputs, wrong configuration, or something the forge cannot do. Nothing was changed. Exit code 2. */
export class ConfigError extends PublishError {
  override readonly name = "ConfigError";
}

/** What is there is not what it was a moment ago ("already exists", a release gone): look again and plan again. */
export class ConflictError extends PublishError {
  override readonly name = "ConflictError";
}

/** The run was told to stop (SIGINT, SIGTERM). Exit code 130 or 143. */
export class CancelledError extends PublishError {
  override readonly name = "CancelledError";
  readonly exitCode: 130 | 143;

  constructor(signal: "SIGINT" | "SIGTERM") {
    super({ what: `Stopped by ${signal}.`, hint: "A draft stays a draft; the same command finishes the work." });
    this.exitCode = signal === "SIGINT" ? 130 : 143;
  }
}

/** What some work gives; else what is made of its failure. Only a run that is told to stop goes on failing. */
export async function unlessStopped<T, U>(work: () => Promise<T>, instead: (error: unknown) => U): Promise<T | U> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return instead(error);
  }
}

/** The same for failures that are worth telling; a fault of this program is none. */
export function orElse<T, U>(work: () => Promise<T>, instead: (error: PublishError) => U): Promise<T | U> {
  return unlessStopped(work, (error) => {
    if (error instanceof PublishError) return instead(error);
    throw error;
  });
}

/** Exit code of the contract for an error of any kind. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CancelledError) return error.exitCode;
  return error instanceof ConfigError ? 2 : 1;
}

/** What people see of an error, never a stack. */
export interface Explained {
  /** What was tried and what was said, which holds what comes from outside. */
  readonly told: readonly string[];
  /** What to do, in this program's own words. */
  readonly hint: string | undefined;
}

/** All of it, a sentence or two each. */
export function sentencesOf(error: unknown): string[] {
  const { told, hint } = explain(error);
  return [...told, ...(hint === undefined ? [] : [hint])];
}

/** Where it came from, for whoever looks for a fault of this program. */
export function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export function explain(error: unknown): Explained {
  const what = error instanceof Error ? error.message : String(error);
  if (!(error instanceof PublishError)) return { told: [what], hint: undefined };
  const { said = "", hint } = error;
  return { told: said === "" ? [what] : [what, said], hint: hint === "" ? undefined : hint };
}
