import { ConflictError, PublishError } from "../../errors";
import type { Asset, Release } from "../../model/release";
import { deleteAsset, isContent, named, newest, readAsset } from "./assets";
import { standingRelease } from "./find";
import type { Repository } from "./repository";

/** Milliseconds between looks: an attachment shows up a while after the store has its bytes. */
export const LONG = [500, 1000, 2000, 4000, 8000] as const;
/** For one of which nobody knows whether it was stored at all. */
export const SHORT = [500, 1000] as const;

/** Looks until there is something to see; `undefined` when that takes too long. */
export async function lookAgain<T>(
  { clock, log }: Repository,
  looking: {
    /** What is waited for, for the log. */
    readonly until: string;
    readonly waits: readonly number[];
    readonly look: () => Promise<T | undefined>;
  },
): Promise<T | undefined> {
  const found = await looking.look();
  if (found !== undefined || looking.waits.length === 0) return found;
  log.info(`waiting until ${looking.until}`);
  for (const wait of looking.waits) {
    await clock.sleep(wait);
    const late = await looking.look();
    if (late !== undefined) return late;
  }
  return undefined;
}

/**
 * Waits until the release shows every file, asked once for all of them, and each exactly once.
 *
 * @throws ConflictError for a file that does not show up, which is uploaded again then; PublishError the second time.
 */
export async function settleAssets(
  repository: Repository,
  release: Release,
  stored: readonly string[],
): Promise<readonly Asset[]> {
  const last: { missing: readonly string[] } = { missing: [] };
  const look = async (): Promise<Release | undefined> => {
    const now = await standingRelease(repository, release);
    last.missing = stored.filter((name) => named(now, name).length === 0);
    return last.missing.length === 0 ? now : undefined;
  };
  const whole = await lookAgain(repository, { until: "the release shows every file", waits: LONG, look });
  if (whole === undefined) throw lacking(repository, release, last.missing);
  const doubled = stored.filter((name) => repository.done.sent.has(name) && named(whole, name).length > 1);
  if (doubled.length === 0) return whole.assets;
  for (const name of doubled) await clearDoubles(repository, whole, name);
  return (await standingRelease(repository, release)).assets;
}

function lacking({ done }: Repository, { tag }: Release, missing: readonly string[]): PublishError {
  const again = missing.filter((name) => done.missed.has(name));
  for (const name of missing) done.missed.add(name);
  const what = `The object store took ${missing.join(", ")}, but the release ${tag} does not show it.`;
  if (again.length === 0) return new ConflictError({ what });
  const hint = "It was uploaded twice. GitCode has trouble of its own: run it again later.";
  return new PublishError({ what, hint });
}

/**
 * Two of one name: a lost answer was not seen in time, or another run sent the same name. The newest stays, whichever
 * run clears up.
 */
async function clearDoubles(repository: Repository, release: Release, name: string): Promise<void> {
  const all = named(release, name);
  const kept = newest(all);
  for (const asset of all) if (asset !== kept) await deleteAsset(repository, release, asset);
  const sent = repository.done.sent.get(name);
  if (kept === undefined || sent === undefined) return;
  const now = await standingRelease(repository, release);
  if ((await isContent(sent, () => readAsset(repository, now, kept))) === false)
    throw new ConflictError({ what: `Another run uploaded ${name} to ${release.tag} at the same moment.` });
}
