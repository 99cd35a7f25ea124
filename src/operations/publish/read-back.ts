import { PublishError } from "../../errors";
import type { Abilities } from "../../forges/forge";
import { decodeNotes, sameNotes, sameTitle, unified } from "../../model/notes";
import type { Plan } from "../../model/plan";
import { sameAddress } from "../../model/address";
import type { Asset, Release, ReleaseFields } from "../../model/release";
import { told } from "../../model/words";
import { isOtherMoment } from "./extras";
import { sameSet } from "./fields";
import type { PublishedFile } from "./upload-files";

/** What the last writing requests asked for. */
export type Asked = Partial<Omit<ReleaseFields, "target" | "latest" | "tagMessage">>;

/** What the server's last answer shows, beside what was asked for. */
interface ReadBack {
  readonly asked: Asked;
  readonly release: Release;
  readonly can: Abilities;
}

/**
 * A server can say yes and do something else.
 *
 * @throws PublishError where that is the opposite of what was asked for.
 */
export function requireDone({ asked, release }: Omit<ReadBack, "can">): void {
  const { tag, draft } = asked;
  if (tag !== undefined && release.tag !== tag) {
    throw new PublishError({
      what: `The release was to be one of the tag ${tag}.`,
      said: `The server took it, and answered with a release (id ${release.id}) of the tag ${release.tag}.`,
      hint: `Look at ${release.webUrl}: give the release its tag there, or delete it and run the same command again.`,
    });
  }
  if (draft === undefined || release.draft === draft) return;
  throw new PublishError({
    what: draft
      ? `The release ${release.tag} (id ${release.id}) was to be a draft.`
      : `The release ${release.tag} (id ${release.id}) was not published.`,
    said: `The server took the request, and answered with ${draft ? "a published release" : "a draft"}.`,
    hint: draft
      ? `Everybody may see it now: look at ${release.webUrl}.`
      : "Run the same command again, or publish the draft on the release's page.",
  });
}

/** What the server made of what was asked for, as lines for people. */
export function differences({ asked, release, can }: ReadBack): string[] {
  const { title, notes, prerelease, milestones, discussionCategory, releasedAt } = asked;
  return [
    ...(title === undefined ? [] : titleChange(title, release.title)),
    ...(notes === undefined ? [] : notesChange(decodeNotes(notes).text, decodeNotes(release.notes).text)),
    ...told(
      prerelease !== undefined &&
        can.prereleases &&
        prerelease !== release.prerelease &&
        `The server did not take prerelease: ${prerelease}. The release is ${prerelease ? "none" : "one"} there.`,
      milestones !== undefined &&
        !sameSet(milestones, release.milestones) &&
        `The server did not take the milestones ${list(milestones)}: it shows ${list(release.milestones)}.`,
      release.releasedAt !== undefined &&
        isOtherMoment(releasedAt, release.releasedAt) &&
        "The server did not take released_at: it shows another date.",
      discussionCategory !== undefined &&
        !release.draft &&
        release.discussionUrl === undefined &&
        `The server made no discussion in the category ${discussionCategory}.`,
    ),
  ];
}

function titleChange(asked: string, kept: string): string[] {
  if (sameTitle(asked, kept)) return [];
  const cut = cutAt(asked, kept);
  return [
    cut === undefined
      ? `The server has the title “${kept}”, not “${asked}”.`
      : `The server cut the title at ${cut} characters: “${kept}”.`,
  ];
}

function notesChange(asked: string, kept: string): string[] {
  if (sameNotes(asked, kept)) return [];
  const cut = cutAt(asked, kept);
  const length = [...asked].length;
  if (cut !== undefined) return [`The server cut the notes at ${cut} characters: ${length - cut} are missing.`];
  return [
    `The server did not keep the notes as they were sent: ${[...kept].length} characters instead of ${length}, or others.`,
  ];
}

/** After how many characters a text ends that was longer; `undefined` where it says something else. */
function cutAt(asked: string, kept: string): number | undefined {
  const [whole, start] = [unified(asked), unified(kept).trimEnd()];
  const begin = whole.startsWith(start) ? start : start.replace(/(…|\.\.\.)$/, "");
  return begin !== "" && begin.length < whole.length && whole.startsWith(begin) ? [...begin].length : undefined;
}

/** Files that are shown under another label than was sent, and links of another kind. */
export function otherTitles(plan: Plan, files: readonly PublishedFile[]): string[] {
  return plan.files.flatMap((step, at) => {
    const asset = files[at]?.asset;
    const title = step.status === "unchanged" ? step.retitle : "title" in step ? step.title : undefined;
    if (asset === undefined || title === undefined) return [];
    const { label } = title;
    const shown = asset.label ?? asset.name;
    return label === undefined || sameTitle(label, shown)
      ? []
      : [`The server shows ${step.match.file.path} as “${shown}”, not as “${label}”.`];
  });
}

const list = (titles: readonly string[]): string => (titles.length === 0 ? "none" : titles.join(", "));

/** A server may take another address of a link, and show the old one. */
export function requireLinks({ steps }: Plan, assets: readonly Asset[]): void {
  const shown = new Map(assets.map((asset) => [asset.label ?? asset.name, asset]));
  const links = steps.flatMap((step) => (step.do === "set-links" ? step.links.map(({ link }) => link) : []));
  for (const { name, url } of links) {
    const there = shown.get(name);
    const to = there?.storedAt ?? there?.downloadUrl;
    if (to === "" || (to !== undefined && sameAddress(to, url))) continue;
    throw new PublishError({
      what: `The link ${name} was set to ${url}.`,
      said: `The server took it, and ${to === undefined ? "the release has no such link" : `the link leads to ${to}`}.`,
      hint: "Delete the link on the release's page; the same command then makes it anew.",
    });
  }
}
