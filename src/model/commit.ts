/** A commit as far as notes are made of it. */
export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  /** Seconds since 1970, as the committer's clock had it. */
  readonly time: number;
  readonly message: string;
}
