/** What a repository shows of its refs: what each holds, and for annotated tags the commit behind it. */
export interface Shown {
  /** Name of a ref → id. */
  readonly refs: ReadonlyMap<string, string>;
  /** Name of a ref → commit, where that is not the id. */
  readonly peeled: ReadonlyMap<string, string>;
}

/** Reads what `git ls-remote` prints: an id, a tab, a name; below an annotated tag its name with `^{}`. */
export function readShown(text: string): Shown {
  const refs = new Map<string, string>();
  const peeled = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, id = "", name = ""] = /^([0-9a-f]{40}|[0-9a-f]{64})\t(.+)$/.exec(line) ?? [];
    if (name.endsWith("^{}")) peeled.set(name.slice(0, -3), id);
    else if (name !== "") refs.set(name, id);
  }
  return { refs, peeled };
}

/** The commit of a tag that a repository shows. */
export function commitIn({ refs, peeled }: Shown, tag: string): string | undefined {
  return peeled.get(`refs/tags/${tag}`) ?? refs.get(`refs/tags/${tag}`);
}
