import type { Commit } from "../../model/commit";
import { messageOfTag, readCommit } from "./commit";
import type { Repository } from "./find";
import { peelIn } from "./objects";
import { type Range, rangeOf } from "./range";
import { UnreadableError } from "./read";
import { isRefName, looseRefs, packedRefs, readShallow, resolveRef } from "./refs";

/** What the checkout's history tells. It is read from the files of its repository: nothing is started. */
export interface History {
  /** Names of all tags. @throws UnreadableError where they cannot be read. */
  tags(): Promise<readonly string[]>;
  /** The commit of a tag, annotated or not; `undefined` where it is not here. */
  commitOfTag(tag: string): Promise<string | undefined>;
  /** The commit of an id, if it is here: itself, or what an annotated tag of this id names. */
  commitOf(id: string): Promise<string | undefined>;
  /** The commit of a branch, as it is here or was at the remote. */
  commitOfName(branch: string): Promise<string | undefined>;
  /** What an annotated tag says; `lightweight` for one that says nothing, `undefined` where it is not here. */
  messageOfTag(tag: string): Promise<{ readonly message: string } | "lightweight" | undefined>;
  /** Whether it was cut off, as a clone of some depth is. */
  isShallow(): Promise<boolean>;
  /**
   * The commits that `to` has and `from` has not; all of them without `from`. `undefined` where one of the two is not
   * here.
   *
   * @throws UnreadableError where it cannot be read.
   */
  between(from: string | undefined, to: string): Promise<Range | undefined>;
}

/** Loose tags; more are packed as a rule. */
const MOST_TAGS = 50_000;
/** Commits that notes are made of, and commits that are looked at for them. */
const MOST = { most: 1000, visits: 300_000 };

export async function openHistory(repository: Repository): Promise<History> {
  const store = (await import("./store")).openStore(repository);
  let shallow: Promise<ReadonlySet<string>> | undefined;
  const edges = (): Promise<ReadonlySet<string>> =>
    (shallow ??= readShallow(repository).then(
      (list) =>
        new Set(
          list
            ?.toString("latin1")
            .split("\n")
            .filter((line) => line !== ""),
        ),
    ));

  async function read(id: string): Promise<Commit | undefined> {
    const found = await store.read(id);
    if (found === undefined) return undefined;
    if (found.kind !== "commit") throw new UnreadableError(`the object ${id} is no commit`);
    return readCommit(id, found.bytes);
  }

  const idOf = (tag: string): Promise<string | undefined> => resolveRef(repository, `refs/tags/${tag}`);

  return {
    async tags() {
      const loose = await looseRefs(repository, "refs/tags", MOST_TAGS);
      if (loose === undefined) throw new UnreadableError(`${repository.shared} has more than ${MOST_TAGS} loose tags`);
      const packed = (await packedRefs(repository)).toString("utf8").matchAll(/^[0-9a-f]+ refs\/tags\/(\S+)$/gm);
      const names = [...loose.keys()].map((name) => name.slice("refs/tags/".length));
      return [...new Set([...names, ...[...packed].map(([, name = ""]) => name)])];
    },
    async commitOfTag(tag) {
      const id = await idOf(tag);
      return id === undefined ? undefined : peelIn(store, id);
    },
    commitOf: (id) => peelIn(store, id),
    async commitOfName(branch) {
      for (const folder of ["refs/heads", "refs/remotes/origin"]) {
        const name = `${folder}/${branch.replace(/^refs\/heads\//, "")}`;
        const id = isRefName(name) ? await resolveRef(repository, name) : undefined;
        if (id !== undefined) return peelIn(store, id);
      }
      return undefined;
    },
    async messageOfTag(tag) {
      const id = await idOf(tag);
      const found = id === undefined ? undefined : await store.read(id);
      if (found?.kind === "tag") return { message: messageOfTag(found.bytes) };
      return found === undefined ? undefined : "lightweight";
    },
    isShallow: async () => (await edges()).size > 0,
    async between(from, to) {
      const [start, end, cut] = await Promise.all([from === undefined ? undefined : read(from), read(to), edges()]);
      if (end === undefined || (from !== undefined && start === undefined)) return undefined;
      return rangeOf({ from: start, to: end, read, isEdge: (id) => cut.has(id), ...MOST });
    },
  };
}
