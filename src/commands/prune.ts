import { explain } from "../errors";
import { parseDuration } from "../model/duration";
import { type PruneRule, protection } from "../model/prune";
import { words as wordsOf } from "../model/words";
import { checkRemoval, eachAlone, removeRelease } from "../operations/delete";
import { latestTags, lookForPrunable } from "../operations/prune-releases";
import { namesLike } from "../request/names-like";
import { InputError } from "../request/problems";
import { askFirst } from "./consent";
import { resultOf } from "./delete";
import { type Running, command } from "./frame";

/** Old releases whose tag matches a pattern, but for the newest. */
export const prune = command("prune", async (at) => {
  const { open, options, context, stage, log } = at;
  const rule = readRule(at);
  const { forge, target } = await open();
  const withTag = options.with_tags;
  checkRemoval(forge, target.module.title, { withTag });
  const { goes, stays, latest: planned } = await lookForPrunable({ forge }, rule);
  for (const { why, count } of stays) log.info(stage.log.say(`stays: ${wordsOf.count(count, "release")}, ${why}`));
  for (const { tag, publishedAt, createdAt } of goes)
    log.info(stage.log.say(`to be deleted: ${tag}, published ${(publishedAt ?? createdAt ?? "").slice(0, 10)}`));
  if (goes.length === 0) {
    log.info(stage.log.say("there is nothing to delete"));
    return resultOf([], stage.log);
  }
  if (context.inputs.dry_run)
    return resultOf(
      goes.map(({ tag }) => ({ tag, file: undefined, status: "planned" })),
      stage.log,
    );
  const tags = withTag ? " and their tags" : "";
  await askFirst(stage, options.yes, `Delete ${wordsOf.count(goes.length, "release")}${tags}?`);
  // The mark may have moved while a person read the plan.
  const latest = new Set([...planned, ...(await latestTags(forge, []))]);
  const removals = goes.map((release) => ({
    ...{ release, withTag, packageName: context.inputs.package_name },
    spared: (now: typeof release) => protection(now, rule, latest),
  }));
  return resultOf(
    await eachAlone(
      removals,
      (one) => removeRelease({ forge, clock: stage.clock, log }, one),
      ({ release }, error) => {
        log.warning(`${release.tag} could not be deleted: ${explain(error).told.join(" ")}`);
      },
    ),
    stage.log,
  );
});

function readRule({ words: [pattern = ""], options, context, stage }: Running<"prune">): PruneRule {
  const problems: string[] = [...context.problems];
  const keep = /^\d{1,6}$/.test(options.keep ?? "") ? Number(options.keep) : undefined;
  if (keep === undefined)
    problems.push(
      options.keep === undefined
        ? "prune needs --keep N: how many of the matching releases stay."
        : `--keep must be a whole number, 0 or more, not “${options.keep}”.`,
    );
  const olderThan = options.older_than === undefined ? undefined : parseDuration(options.older_than);
  if (options.older_than !== undefined && olderThan === undefined)
    problems.push(`--older-than must be a time such as 30d, 12h or 2w, not “${options.older_than}”.`);
  if (pattern.trim() === "") problems.push("prune needs a pattern for tags: '*' for all.");
  if (keep === undefined || problems.length > 0) throw new InputError(...problems);
  return { matches: namesLike(pattern), keep, olderThan, stable: options.stable, now: stage.clock.now() };
}
