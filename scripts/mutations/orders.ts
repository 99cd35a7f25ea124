/** What a copy of the sources calls in front of a fault's place; `reached.ts` counts. */ export const callOf = (
  place: number,
  file: string,
): string =>
  // What a suite itself does while it is loaded it does every time.
  `globalThis.__reached?.(${place}, ${file.endsWith(".test.ts")})`;

/** What a runner is told to do. */
export interface Order {
  /** Files that have another text, and which. */
  readonly texts: Readonly<Record<string, string>>;
  readonly suites: readonly Suite[];
  /** Whether it goes on after the first failure, and tells which places each test runs through. */
  readonly looks: boolean;
  /** Milliseconds that a test may take. */
  readonly patience: number;
}

export interface Suite {
  readonly file: string;
  /** Tests, by Vitest's ids; all of them without. */
  readonly ids?: readonly string[];
}

export interface PlayedTest {
  readonly id: string;
  readonly milliseconds: number;
  readonly state: "passed" | "failed" | "skipped" | "pending";
  readonly reached: readonly number[];
}

export interface PlayedSuite {
  readonly file: string;
  readonly tests: readonly PlayedTest[];
  /** Why it could not be loaded, or a test failed. */
  readonly error: string | undefined;
  readonly reached: readonly number[];
  readonly loaded: readonly number[];
}

export interface Failure {
  readonly file: string;
  readonly name: string;
}

/** What a runner says: that it lives, the failure that came first, at last all that was played. */
export type News =
  | { readonly kind: "alive" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "played"; readonly suites: readonly PlayedSuite[] };
