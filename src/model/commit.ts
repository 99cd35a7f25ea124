/** A commit as far as notes are made of it. */
export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  /** Seconds since 1970, as the committer's clock had it. */
  readonly time: number;
  readonly message: string;
}

/** Whether two ids are of one commit; one of them may be a short one. */
export function sameCommit(a: string, b: string): boolean {
  const [short = "", long = ""] = [a.toLowerCase(), b.toLowerCase()].sort((x, y) => x.length - y.length);
  return short.length >= 7 && long.startsWith(short);
}
