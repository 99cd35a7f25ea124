import type { Abilities } from "../../forges/forge";
import type { FileStep, Seen, Step } from "../../model/plan";
import type { Asset } from "../../model/release";
import type { Arrival, Wanted } from "../../model/request";
import { told } from "../../model/words";
import { finished, lackingFiles } from "./expect";
import { changes } from "./files";
import { endsPublished } from "./needs";
import { NOTHING } from "./plan";
import { pruning } from "./pruning";

/** What a run does around its files, in the order of its steps, and what is to be said about it. */
export interface ArrivalPlan {
  /** When the files are there, before the release is published. */
  readonly before: readonly Step[];
  /** When it is published. */
  readonly after: readonly Step[];
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** What every decision is made from. */
export interface Deciding {
  readonly seen: Seen;
  readonly wanted: Wanted;
  readonly can: Abilities;
}

/** Checksums, expected files, a check of arrival and clearing out, as far as they are asked for. Pure. */
export function planArrival(at: Deciding, files: readonly FileStep[]): ArrivalPlan {
  const { seen, wanted, can } = at;
  const { arrival } = wanted;
  if (arrival === undefined) return NOTHING;
  const publishes = endsPublished({ ...wanted, release: seen.release });
  // A release that is public is nobody's draft any more.
  if (seen.release?.draft === false && wanted.draft === true) return NOTHING;
  const prune = pruning(at, files);
  const { assets: leaving } = prune;
  const list = planList(at, files, leaving);
  const sealed = seals(at);
  const goes: Step[] = leaving.length === 0 ? [] : [{ do: "prune-files", assets: leaving, sealed }];
  return {
    before: [...list.before, ...(publishes ? expecting(at, files, leaving) : []), ...(sealed ? goes : [])],
    after: [...(arrival.verify && publishes ? [verifying(seen, list)] : []), ...(sealed ? [] : goes)],
    problems: [...prune.problems, ...list.problems, ...fixed(at, leaving.length), ...tooManyLabels(arrival, can)],
    notices: [...prune.notices, ...list.notices, ...(publishes ? [] : untilPublished(arrival))],
  };
}

/** A list that is left as it is arrives with the files all the same. */
function verifying({ list: there }: Seen, { before }: ArrivalPlan): Step {
  const { asset, sha256 } = before.length > 0 ? {} : (there ?? {});
  return { do: "verify-files", list: asset === undefined || sha256 === undefined ? undefined : { asset, sha256 } };
}

/** Whether this run publishes a draft, whose files may be fixed from then on. */
function seals({ seen: { release }, wanted, can }: Deciding): boolean {
  return can.seals && release?.draft === true && endsPublished({ ...wanted, release });
}

/** What is about to be cleared out counts for nothing: last night's file is not the one that was expected tonight. */
function expecting({ seen, wanted, can }: Deciding, files: readonly FileStep[], leaving: readonly Asset[]): Step[] {
  const { expect, checksums } = wanted.arrival ?? {};
  const listName = checksums?.storedName;
  if (expect === undefined) return [];
  const called = (steps: readonly FileStep[]) =>
    steps.map((step) => ({ name: step.match.file.storedName, label: labelOf(step, can) }));
  const coming = called(files.filter(({ status }) => status !== "skipped"));
  const list = listName === undefined ? [] : [{ name: listName, label: undefined }];
  const lacking = lackingFiles(expect, [...finished(seen.assets, leaving), ...coming, ...list].filter(first), listName);
  const linked = called(files.filter(({ status }) => status === "linked"));
  return [{ do: "expect-files", expected: expect, coming, linked, lacking, leaving, listName }];
}

/** A file that is there and is sent anew is one. */
function first({ name }: { readonly name: string }, at: number, all: readonly { readonly name: string }[]): boolean {
  return all.findIndex((one) => one.name === name) === at;
}

function labelOf({ match: { file } }: FileStep, { labels }: Abilities): string | undefined {
  return file.label ?? (labels !== undefined && file.storedName !== file.name ? file.name : undefined);
}

function planList({ seen, wanted, can }: Deciding, files: readonly FileStep[], leaving: readonly Asset[]): ArrivalPlan {
  const list = wanted.arrival?.checksums;
  const there = seen.list;
  const comes = files.some(changes) || leaving.length > 0 || there?.current !== true;
  const any = files.some(({ status }) => status !== "skipped") || seen.assets.length > 0;
  if (list === undefined || !comes || !any) return NOTHING;
  if (can.replace.by === "none" && there?.asset !== undefined) {
    const what = `checksums: this server gives no way to replace ${list.storedName}, which is there already`;
    return wanted.onUnsupported === "fail"
      ? { ...NOTHING, problems: [`The forge cannot do it: ${what}. Delete it on the release's page first.`] }
      : { ...NOTHING, notices: [`Left out, because this forge cannot do it: ${what}.`] };
  }
  const added = files.filter(({ status }) => status === "uploaded").length + (there?.asset === undefined ? 1 : 0);
  const most = can.limits.assets ?? Infinity;
  const sameLabel = can.labels?.unique === true ? files.find(({ match }) => match.file.label === list.name) : undefined;
  return {
    ...NOTHING,
    before: [{ do: "write-checksums", ...list, leaving }],
    problems: told(
      seen.assets.length + added > most &&
        `The release would have more than ${most} files with ${list.storedName}, which is all the forge takes.`,
      sameLabel !== undefined &&
        `${sameLabel.match.file.path} and the list of checksums would both be shown as “${list.name}”.`,
    ),
  };
}

/** What can no longer be changed. */
function fixed({ seen: { release, list }, wanted }: Deciding, pruned: number): string[] {
  if (release?.immutable !== true || release.draft) return [];
  const { checksums } = wanted.arrival ?? {};
  const what = told(
    checksums !== undefined && list?.current !== true && `${checksums.storedName} cannot be written`,
    pruned > 0 && "files cannot be pruned",
  );
  return told(
    what.length > 0 &&
      `The release ${release.tag} is immutable since it was published, so ${what.join(" and ")}. In a matrix, run the jobs with \`draft: true\` and publish once in a last job with \`draft: false\`.`,
  );
}

function tooManyLabels({ labels = [] }: Arrival, { releaseLabels }: Abilities): string[] {
  if (releaseLabels === undefined || labels.length <= releaseLabels.most) return [];
  return [`A release takes at most ${releaseLabels.most} labels here, and labels has ${labels.length}.`];
}

/** Nobody can see a draft, and nothing of it is final. */
function untilPublished({ verify, expect }: Arrival): string[] {
  const names = told(expect !== undefined && "expect_files", verify && "verify");
  return told(
    names.length > 0 &&
      `The release stays a draft, so that it was not looked at for ${names.join(" and ")}: the run that publishes it does.`,
  );
}
