import type { Abilities } from "../../forges/forge";
import type { Seen } from "../../model/plan";
import type { LocalFile, Wanted } from "../../model/request";
import { told, words } from "../../model/words";

/** What stands between what is wanted and what the forge can do. Pure. */
interface Checked {
  /** Reasons not to start, all of them. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
  /** What may go wrong: the server decides. */
  readonly warnings: readonly string[];
  /** Files that are left out, with the reason. */
  readonly skipped: ReadonlyMap<LocalFile, string>;
}

const FIRST =
  "Other targets link to the first one (oversized_files: link), so it has to take every file: begin targets with one that does.";

/** What a forge cannot do: a reason not to start, or a notice, as `on_unsupported` says. */
export function leavingOut(
  { onUnsupported }: Wanted,
  missing: readonly string[],
): Readonly<Record<"problems" | "notices", readonly string[]>> {
  return onUnsupported === "fail"
    ? { problems: missing.map((what) => `The forge cannot do it: ${what}.`), notices: [] }
    : { problems: [], notices: missing.map((what) => `Left out, because this forge cannot do it: ${what}.`) };
}

/** Compares what is wanted with what the forge can do, and finds everything at once. */
export function check(wanted: Wanted, can: Abilities, { elsewhere }: Pick<Seen, "elsewhere"> = {}): Checked {
  const missing = leavingOut(wanted, unsupported(wanted, can));
  const refused = refusedFiles(wanted.files, can);
  const reasons = [...refused].map(([, reason]) => reason);
  const skips = wanted.oversizedFiles === "skip";
  const links = wanted.oversizedFiles === "link" && elsewhere !== undefined;
  const large = can.limits.file.sure ? [] : oversized(wanted.files, can);
  return {
    problems: [
      ...missing.problems,
      ...(links ? unlinkable(elsewhere, can) : skips ? [] : reasons),
      ...(wanted.isLinkedTo === true && !skips && reasons.length > 0 ? [FIRST] : []),
      ...longNotes(wanted.notes ?? "", can),
      ...impossibleDraft(wanted, can),
      ...equalLabels(wanted, can),
    ],
    notices: [...missing.notices, ...(skips ? reasons.map((reason) => `Skipped: ${reason}`) : [])],
    warnings: large
      .filter(({ path }) => elsewhere?.files.has(path) !== true)
      .map(
        (file) =>
          `${file.path} has ${words.size(file.size)}; the limit of this server is not known: the server decides.`,
      ),
    skipped: skips ? refused : new Map<LocalFile, string>(),
  };
}

/** Files that the server does not take and to which no link can lead, and why. */
function unlinkable({ files, problem }: NonNullable<Seen["elsewhere"]>, can: Abilities): string[] {
  const all = [...files.values()];
  if (can.releases === "tags" && all.length > 0)
    return all.map(({ why }) => `${why} It cannot be linked: releases of this forge have no notes of their own.`);
  const reasons = all.flatMap(({ why, at }) => ("problem" in at ? [`${why} It cannot be linked: ${at.problem}`] : []));
  const unsure = `The limit of this server is not known, so that links to the first target may be needed, and they cannot be had: ${problem ?? ""}`;
  return reasons.length > 0 || problem === undefined ? reasons : [unsure];
}

/** Whether shorter tags can be moved: by the forge, else by git from the checkout. */
export function canFloat({ floatFrom }: Pick<Wanted, "floatFrom">, { moveTag, tags }: Abilities): boolean {
  return moveTag !== undefined || (floatFrom !== undefined && tags);
}

/** What inputs ask for and the forge has no way to do. What came from `auto` is never among them. */
function unsupported(wanted: Wanted, can: Abilities): string[] {
  const says = can.releases === "made";
  const asked: readonly (readonly [boolean, boolean, string])[] = [
    [wanted.title !== undefined && wanted.title !== wanted.tag, says, "name"],
    [wanted.notes !== undefined, says, "body"],
    [wanted.latest !== "auto", can.latest !== undefined, "make_latest"],
    [wanted.latest === "legacy", can.latest === undefined || can.latest.legacy, "make_latest: legacy"],
    [wanted.discussionCategory !== undefined, can.discussions, "discussion_category_name"],
    [wanted.generateNotes, says, "generate_release_notes"],
    [wanted.notesFromTag, says, "notes_from_tag"],
    [wanted.notesConfig !== undefined && wanted.generateNotes, can.notes?.configurable === true, "notes_config"],
    [wanted.verifyTag && !wanted.tagIsThere, can.tags, "verify_tag"],
    [wanted.prerelease === true, can.prereleases, "prerelease"],
    [wanted.milestones !== undefined, can.milestones, "milestones"],
    [
      wanted.floatingTags === true,
      canFloat(wanted, can),
      "floating_tags (it moves tags only by deleting them, and git has nothing here to push one from)",
    ],
    [wanted.tagMessage !== undefined, can.tagMessages !== undefined, "tag_message"],
    [wanted.packageName !== undefined, can.packages, "package_name"],
    [wanted.arrival?.labels !== undefined, can.releaseLabels !== undefined, "labels"],
    [wanted.arrival?.releasedAt !== undefined, can.releaseDates, "released_at"],
    [wanted.links.length > 0, can.links !== undefined, "links"],
    [wanted.files.some(({ label }) => label !== undefined), can.labels !== undefined, "labels of files (path#label)"],
    [
      [...wanted.files.map(({ linkType }) => linkType), ...wanted.links.map(({ type }) => type)].some(Boolean),
      can.links?.kinds === true,
      "kinds of links (#label#type)",
    ],
  ];
  return asked.filter(([wanted, possible]) => wanted && !possible).map(([, , name]) => name);
}

/** Files that the forge is known to refuse, with the reason. */
export function refusedFiles(files: readonly LocalFile[], can: Abilities): ReadonlyMap<LocalFile, string> {
  const { least, most, sure } = can.limits.file;
  const refused = new Map<LocalFile, string>();
  for (const file of files) {
    const { path, size } = file;
    if (size < least) refused.set(file, `${path} is empty, and the forge does not accept empty files.`);
    else if (size > most && sure)
      refused.set(file, `${path} has ${words.size(size)}; the forge accepts at most ${words.size(most)} a file.`);
  }
  return refused;
}

function oversized(files: readonly LocalFile[], can: Abilities): LocalFile[] {
  return files.filter(({ size }) => size > can.limits.file.most);
}

/** What was asked to stay hidden is never published instead. */
function impossibleDraft({ draft }: Wanted, { order }: Abilities): string[] {
  return told(
    draft === true &&
      order.first !== "draft" &&
      "The forge has no drafts, so draft: true cannot be done there. Leave draft out for this forge.",
  );
}

/** Where labels are what tells files apart, two alike would refuse the whole release. */
function equalLabels({ files, links }: Wanted, { labels }: Abilities): string[] {
  if (labels?.unique !== true) return [];
  const names = [
    ...files.map(({ path, name, label }) => ({ name: label ?? name, from: path })),
    ...links.map(({ name }) => ({ name, from: `the link ${name}` })),
  ];
  const first = new Map<string, string>();
  return names.flatMap(({ name, from }) => {
    const other = first.get(name);
    first.set(name, other ?? from);
    return other === undefined
      ? []
      : [`${other} and ${from} would both be shown as “${name}”, which the forge refuses. Give one another label.`];
  });
}

function longNotes(notes: string, can: Abilities): string[] {
  const most = can.limits.notes;
  const length = [...notes].length;
  return told(
    most !== undefined &&
      length > most &&
      `The notes have ${length} characters; the forge accepts ${most}. Shorten them, or attach them as a file.`,
  );
}
