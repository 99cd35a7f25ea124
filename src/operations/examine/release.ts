import { type Finding, ok, unknown, warning, wrong, wrongInput } from "../../model/finding";
import { isUnfinished } from "../../model/drafts";
import type { FileStep, Match, Seen } from "../../model/plan";
import type { Wanted } from "../../model/request";
import { words } from "../../model/words";
import { fixedGauge } from "../gauge";
import type { Operation } from "../operation";
import { lookAhead } from "../publish/ahead";
import { refusedFiles } from "../publish/check";
import { fileStep } from "../publish/files";
import { look, withTag } from "../publish/look";
import { pair } from "../publish/match";
import { obstacles } from "../publish/obstacles";
import { noTarget, pushStep, tagObstacles, tagRemarks } from "../publish/tag";
import { type Examining, type Outcome, failedToo, outcome } from "./outcome";

/** What a plan is made from, but for contents, generated notes and the marks of other releases. */
export async function lookOnly(at: Operation, wanted: Wanted): Promise<Seen> {
  const slim: Wanted = { ...wanted, files: [], generateNotes: false, latest: "legacy", arrival: undefined };
  const looking = { ...at, wanted: slim, dryRun: true, gauge: fixedGauge(1) };
  const ahead = lookAhead(looking);
  try {
    return await withTag({ ...looking, ahead }, await look({ ...looking, ahead }));
  } finally {
    ahead.end();
  }
}

/** What stands of tag and release, and what would stand in the way of a run. */
export async function releaseFound(at: Examining, wanted: Wanted, seen: Outcome<Seen>): Promise<Finding[]> {
  if ("error" in seen) return [await tagAlone(at, wanted), failedToo("release", seen.error, at.throughProxy)];
  const push = pushStep(seen.value, wanted);
  const now = push === undefined ? seen.value : { ...seen.value, tag: { commit: push.commit } };
  const steps = await fileSteps(at, wanted, now);
  const all = obstacles(now, wanted, at.forge.can(), steps);
  const ofTag = at.forge.can().releases === "tags" && now.release === undefined ? all : tagObstacles(now, wanted);
  const others = all.filter((obstacle) => !ofTag.includes(obstacle));
  return [
    ...(ofTag.length > 0 ? ofTag.map((one) => wrongInput("tag", one)) : await tagFound(at, wanted, seen.value)),
    ...(others.length > 0 ? others.map((one) => wrongInput("release", one)) : [releaseState(now, wanted)]),
  ];
}

/** Where the release could not be looked at, its tag may be there to see all the same. */
async function tagAlone({ forge, throughProxy }: Examining, { tag }: Wanted): Promise<Finding> {
  if (!forge.can().tags)
    return unknown("tag", "The server cannot be asked for tags.", "Nothing: it is found when a run writes.");
  const commit = await outcome(() => forge.tagCommit(tag));
  if ("error" in commit) return failedToo("tag", commit.error, throughProxy);
  if (commit.value === undefined) return absentTag(tag, undefined);
  return ok("tag", `${tag} is on ${commit.value}.`);
}

function absentTag(tag: string, target: string | undefined): Finding {
  const made = target === undefined ? "" : ` A run makes it on ${target}.`;
  return warning(
    "tag",
    `There is no tag ${tag} yet.${made}`,
    `To have it where you want it, push it first: git push origin ${tag}`,
  );
}

async function tagFound({ forge }: Examining, wanted: Wanted, seen: Seen): Promise<Finding[]> {
  const { tag, target, expectedCommit, push, tagIsThere } = wanted;
  const remarks = tagRemarks(seen, wanted).map((one) =>
    wanted.unchecked === undefined
      ? warning("tag", one, "Push the tag again if that is not what you want.")
      : unknown("tag", one, "Run this in a checkout of the repository, or in a job that the tag starts."),
  );
  if (typeof seen.tag === "object") {
    const built = expectedCommit === undefined ? "" : ", the commit that is being built";
    return remarks.length > 0 ? remarks : [ok("tag", `${tag} is on ${seen.tag.commit}${built}.`)];
  }
  if (remarks.length > 0) return remarks;
  if (push !== undefined) return [ok("tag", `There is no tag ${tag} yet: push_tag pushes it, on ${push.commit}.`)];
  if (seen.tag === "absent") {
    const isThere = target === undefined ? undefined : await outcome(async () => forge.commitExists?.(target));
    if (target !== undefined && isThere !== undefined && "value" in isThere && isThere.value === false)
      return [wrong("tag", noTarget(tag, target))];
    return [absentTag(tag, target)];
  }
  if (tagIsThere) return [ok("tag", `${tag} started this job.`)];
  return [unknown("tag", "The server cannot be asked for tags.", "Nothing: it is found when a run writes.")];
}

/** What becomes of the files, as far as names and known digests tell. */
async function fileSteps({ forge }: Examining, wanted: Wanted, seen: Seen): Promise<FileStep[]> {
  const refused = refusedFiles(wanted.files, forge.can());
  return Promise.all(
    pair(wanted.files, seen.assets).map(async (found) => {
      const asset = found.candidates.at(-1) ?? found.likely.at(-1);
      // What is not known to be other content is no reason to call anything wrong.
      const same = asset !== undefined && (asset.sha256 === undefined || asset.sha256 === (await found.file.sha256()));
      const match: Match = {
        file: found.file,
        asset,
        same,
        waiting: undefined,
        duplicates: [],
        leftovers: found.leftovers,
      };
      return fileStep(match, { wanted, can: forge.can(), skip: refused.get(found.file) });
    }),
  );
}

function releaseState({ release, assets }: Seen, wanted: Wanted): Finding {
  if (release === undefined) return ok("release", `There is no release of ${wanted.tag} yet: a run creates it.`);
  const files = words.count(assets.length, "file");
  if (!release.draft) {
    const fixed = release.immutable ? ", immutable, and has what it is to have" : ": a run updates it";
    return ok("release", `The release of ${release.tag} is published, with ${files}${fixed}.`);
  }
  if (isUnfinished(release, wanted.tag))
    return ok(
      "release",
      `An earlier run left a draft of ${release.tag} unfinished, with ${files}: a run goes on with it.`,
    );
  if (wanted.draft !== undefined) return ok("release", `There is a draft of ${release.tag}, with ${files}.`);
  return warning(
    "release",
    `The release of ${release.tag} is a draft that was not left unfinished by this program: it stays a draft.`,
    "Set draft: false to publish it.",
  );
}
