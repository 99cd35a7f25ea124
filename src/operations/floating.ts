import type { GitRemote } from "../ci/git/push";
import { commitIn } from "../ci/git/push/refs";
import { ConflictError, PublishError } from "../errors";
import type { TagMover, TagSeen } from "../forges/abilities";
import { descending, isVersionOf } from "../model/floating";
import { isHigher, versionOf } from "../model/version";
import type { Operation } from "./operation";

/** Tags that are looked at to find out which version a short one stands on. */
const MOST = 100;

/**
 * Moves short tags (`v1`, `v1.2`) to the commit of a version that was just published; one that is not there is made. Left
 * alone, with a warning: a branch of that name, a tag with a release of its own, and one that stands on no version. None
 * ever goes back to a lower version.
 *
 * @throws PublishError when the version's own tag cannot be found
 */
export async function floatTags(
  operation: Operation,
  at: { readonly tag: string; readonly names: readonly string[]; readonly mover: TagMover },
): Promise<void> {
  const { forge, log } = operation;
  const commit = await forge.tagCommit(at.tag);
  if (commit === undefined)
    throw new PublishError({
      what: `${at.names.join(" and ")} were not moved: the tag ${at.tag} is not there.`,
      hint: "The release stands. Run the same command again.",
    });
  for (const name of at.names) {
    const said = await floatTag(operation, { ...at, name, commit });
    if ("warning" in said) log.warning(said.warning);
    else log.info(said.info);
  }
}

type Said = { readonly warning: string } | { readonly info: string };

async function floatTag(
  { forge }: Operation,
  at: { readonly tag: string; readonly name: string; readonly commit: string; readonly mover: TagMover },
): Promise<Said> {
  const { tag, name, commit, mover } = at;
  const left = (why: string): Said => ({ warning: `The tag ${name} was left alone: ${why} (floating_tags).` });
  if (await mover.isBranch(name)) return left("there is a branch of that name");
  const tags: TagSeen[] = [];
  for await (const one of mover.tags(name)) tags.push(one);
  const own = tags.find((one) => one.name === name);
  const versions = tags.filter((one) => isVersionOf(one.name, name));
  const higher = versions.find((one) => isHigher(one.name, tag) && versionOf(one.name)?.suffix.kind === "plain");
  if (higher !== undefined) return { info: `the tag ${name} stays: ${higher.name} is a higher version than ${tag}` };
  if (own === undefined) {
    await mover.make(name, commit);
    return { info: `made the tag ${name} on ${commit}` };
  }
  const stands = await own.commit();
  if (stands === commit) return { info: `the tag ${name} is on ${commit} already` };
  if ((await forge.release({ tag: name }, `looking for a release of ${name}`)) !== undefined)
    return left("it has a release of its own");
  const from = await versionAt(versions, { stands, not: tag });
  if (from === undefined) return left(`it is on ${stands ?? "something else"}, which is no version of it`);
  await mover.move(name, commit);
  return { info: `moved the tag ${name} from ${from} to ${commit}` };
}

/** The version that stands on a commit; as a rule it is the highest one. */
async function versionAt(
  versions: readonly TagSeen[],
  { stands, not }: { readonly stands: string | undefined; readonly not: string },
): Promise<string | undefined> {
  const byName = new Map(versions.map((one) => [one.name, one]));
  // A short tag on the same commit is no version where longer ones are.
  const length = (name: string): number => versionOf(name)?.numbers.length ?? 0;
  const names = descending([...byName.keys()])
    .filter((name) => name !== not)
    .sort((a, b) => length(b) - length(a));
  for (const name of names.slice(0, MOST)) if ((await byName.get(name)?.commit()) === stands) return name;
  return undefined;
}

/**
 * Moves tags by git where a forge has no other way. The commit is on the server already, so that nothing of the checkout
 * goes there; a tag that somebody else has moved meanwhile is left to the next look.
 */
export function moverByGit({ forge }: Pick<Operation, "forge">, remote: GitRemote): TagMover {
  const refOf = (tag: string): string => `refs/tags/${tag}`;
  const look = (doing: string): ReturnType<GitRemote["shown"]> => forge.attempt(() => remote.shown(), { doing });
  let latest: Awaited<ReturnType<typeof look>> | undefined;

  async function set(tag: string, commit: string): Promise<void> {
    const expected = latest?.refs.get(refOf(tag));
    await forge.attempt(
      async () => {
        const shown = await remote.shown();
        const from = shown.refs.get(refOf(tag));
        // A lost answer to a push that was carried out.
        if (commitIn(shown, tag) === commit) return;
        if (from !== expected)
          throw new ConflictError({ what: `The tag ${tag} was moved by somebody else at the same moment.` });
        await remote.push({ tag, id: commit, commit, from });
      },
      { doing: `pushing the tag ${tag}` },
    );
  }

  return {
    async *tags(start) {
      const shown = (latest = await look(`looking for the tags that begin with ${start}`));
      for (const ref of shown.refs.keys()) {
        const name = ref.replace(/^refs\/tags\//, "");
        if (name !== ref && name.startsWith(start))
          yield { name, commit: () => Promise.resolve(commitIn(shown, name)) };
      }
    },
    isBranch: async (name) => (await look(`looking for a branch ${name}`)).refs.has(`refs/heads/${name}`),
    make: set,
    move: set,
  };
}
