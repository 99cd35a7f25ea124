import { ConfigError } from "../errors";
import type { Forge } from "../forges/forge";
import { type PrunePlan, type PruneRule, planPrune } from "../model/prune";
import type { Release } from "../model/release";
import { dateOf, listed } from "./releases";

/** What to delete, and which tags count as the latest. */
export interface Pruning extends PrunePlan {
  readonly latest: ReadonlySet<string>;
}

/**
 * Reads every release, to the end of the list, and decides. Whatever cannot be read ends it, and nothing is deleted.
 *
 * @throws ConfigError when the forge tells no dates.
 */
export async function lookForPrunable({ forge }: { readonly forge: Forge }, rule: PruneRule): Promise<Pruning> {
  const releases = await listed(forge, "listing all releases", "all");
  const latest = await latestTags(forge, releases);
  const plan = planPrune(releases, rule, { latest, parse: Date.parse });
  if (plan.undated.length === 0) return { ...plan, latest };
  throw new ConfigError({
    what: `It is not known which releases are the oldest: no date is told of ${plan.undated.slice(0, 5).join(", ")}${plan.undated.length > 5 ? ", …" : ""}.`,
    hint: "Nothing was deleted. Delete them by name: forge-release delete TAG.",
  });
}

/** The one that is marked; where there are no marks, the newest stable one, which is what people see as such. */
export async function latestTags(forge: Forge, releases: readonly Release[]): Promise<ReadonlySet<string>> {
  const marked = await forge.can().latest?.tag();
  const dated = releases.flatMap((release) => {
    const date = release.prerelease ? undefined : dateOf(release);
    return date === undefined ? [] : [{ tag: release.tag, date }];
  });
  const newest = dated.reduce<(typeof dated)[number] | undefined>(
    (best, one) => (best === undefined || one.date > best.date ? one : best),
    undefined,
  );
  return new Set([marked ?? newest?.tag].filter((tag) => tag !== undefined));
}
