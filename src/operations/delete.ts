import { ConfigError, explain, orElse, unlessStopped } from "../errors";
import type { Forge } from "../forges/forge";
import type { Asset, Release } from "../model/release";
import { readAgain } from "./find";
import { type Operation, awaited } from "./operation";
import { allAssets } from "./releases";

type On = Pick<Operation, "forge" | "clock" | "log">;

/** What became of one thing that was to be deleted. `changed`: it is not what was planned for any more, and stays. */
export interface Deleted {
  readonly tag: string;
  /** A file of the release; `undefined` for the release itself. */
  readonly file: string | undefined;
  readonly status: "deleted" | "planned" | "gone" | "changed" | "failed";
}

/** A release that is to go, with its tag where that goes as well. */
export interface Removal {
  readonly release: Release;
  readonly withTag: boolean;
  readonly packageName: string | undefined;
  /** Why it stays after all, by what it is now. */
  readonly spared?: (now: Release) => string | undefined;
}

/** @throws ConfigError when the forge cannot do what is asked for; nothing was changed. */
export function checkRemoval(forge: Forge, title: string, { withTag }: { readonly withTag: boolean }): void {
  const { remove, deleteTag } = forge.can();
  const what = remove === undefined ? "release" : withTag && deleteTag === undefined ? "tag" : undefined;
  if (what === undefined) return;
  throw new ConfigError({
    what: `${title} has no request that deletes a ${what}, or none that this token may send.`,
    hint: `Nothing was changed. ${what === "tag" ? "Delete the tag by git push --delete, and leave the flag out." : "Delete it on its page, or its tag by git push --delete."}`,
  });
}

/**
 * Deletes a release, after another look at it: first the release, then its tag, because a tag that goes first leaves a
 * draft behind on some forges.
 */
export async function removeRelease(on: On, removal: Removal): Promise<Deleted> {
  const { forge, log } = on;
  const { release, withTag } = removal;
  const { tag } = release;
  const told = (status: Deleted["status"]): Deleted => ({ tag, file: undefined, status });
  const now = await readAgain(on, release);
  if (now === undefined) {
    log.notice(`The release ${tag} is gone already.`);
    return told("gone");
  }
  const why = now.tag === tag && now.draft === release.draft ? removal.spared?.(now) : "it was changed meanwhile";
  if (why !== undefined) {
    log.notice(`The release ${tag} stays: ${why}.`);
    return told("changed");
  }
  const stored = forge.can().removeStored === undefined ? [] : await allAssets({ forge }, now);
  await forge.can().remove?.(now);
  log.info(`deleted the release ${tag}`);
  await removeStored(on, { release: now, assets: stored, packageName: removal.packageName });
  if (withTag) await removeTag(on, tag);
  return told("deleted");
}

/** A tag can be there for a while after the answer: what is made of it meanwhile would lose it. */
async function removeTag({ forge, clock, log }: On, tag: string): Promise<void> {
  const { deleteTag, tags } = forge.can();
  await deleteTag?.(tag);
  if (tags) {
    const gone = await awaited({ clock }, async () => ((await forge.tagCommit(tag)) === undefined ? true : undefined));
    if (gone === undefined) log.warning(`The tag ${tag} was deleted, and the server still shows it.`);
  }
  log.info(`deleted the tag ${tag}`);
}

/** Deletes files of a release, each after another look. */
export async function removeFiles(
  on: On,
  at: { readonly release: Release; readonly assets: readonly Asset[]; readonly packageName: string | undefined },
): Promise<readonly Deleted[]> {
  const { forge, log } = on;
  const { release, packageName } = at;
  const found: Deleted[] = [];
  for (const asset of at.assets) {
    const told = (status: Deleted["status"]): unknown => found.push({ tag: release.tag, file: asset.name, status });
    const now = await readAgain(on, release);
    const there = now === undefined ? [] : await allAssets({ forge }, now);
    const same = there.find(({ id, name }) => id === asset.id && name === asset.name);
    if (same === undefined) {
      log.notice(`${asset.name} of ${release.tag} is gone already, or another file now.`);
      told(there.some(({ name }) => name === asset.name) ? "changed" : "gone");
      continue;
    }
    await forge.deleteAsset(release, same);
    log.info(`deleted ${asset.name} of ${release.tag}`);
    await removeStored(on, { release, assets: [same], packageName });
    told("deleted");
  }
  return found;
}

/** What the assets led to goes as well, where it lies apart; but not what another release leads to. */
async function removeStored(
  { forge, log }: On,
  at: { readonly release: Release; readonly assets: readonly Asset[]; readonly packageName: string | undefined },
): Promise<void> {
  const remove = forge.can().removeStored;
  const own = at.assets.filter(({ elsewhere, storedAt }) => elsewhere !== true && storedAt !== undefined);
  if (remove === undefined || own.length === 0) return;
  const removeAll = async (): Promise<void> => {
    const led = new Set<string | undefined>();
    for await (const page of forge.releases({ doing: "looking for releases that share files", files: true }))
      for (const { assets } of page) for (const { storedAt } of assets) led.add(storedAt);
    for (const asset of own) {
      if (led.has(asset.storedAt)) log.info(`${asset.name} stays in its package: another release leads to it`);
      else await remove(at.release, asset, at.packageName);
    }
  };
  await unlessStopped(removeAll, (error) => {
    log.warning(`The files of ${at.release.tag} stay in their package: ${explain(error).told.join(" ")}`);
  });
}

/** Does some work for each; one that fails does not stop the others. @throws CancelledError */
export async function eachAlone(
  removals: readonly Removal[],
  work: (one: Removal) => Promise<Deleted>,
  failed: (one: Removal, error: unknown) => void,
): Promise<readonly Deleted[]> {
  const found: Deleted[] = [];
  for (const one of removals)
    found.push(
      await orElse(
        () => work(one),
        (error): Deleted => {
          failed(one, error);
          return { tag: one.release.tag, file: undefined, status: "failed" };
        },
      ),
    );
  return found;
}
