import { checksum } from "./names";
import { decodeNotes } from "./notes";
import type { Release } from "./release";

/**
 * An unfinished draft is published by whichever run finishes it, so nobody may be able to make another draft pass for
 * one. Its notes end with a marker; but notes are made of what others write (messages of commits, titles of pull requests),
 * and drafting tools copy them from one draft to another. So the marker counts only together with the draft's title,
 * which begins with the marker's own random word and a sum of the tag until the draft is published: text that lands in
 * notes brings no title along, and a whole draft that is copied for another tag does not fit it.
 */
const TITLE = /^\[unfinished ([0-9a-z]{1,20})\.([0-9a-z]{1,20})\] ?/;

/** Servers cut or refuse longer titles; what is cut off is sent again with the publication. */
const LONGEST = 200;

/** Title of a draft until it is published. */
export function draftTitle(at: { readonly tag: string; readonly title: string; readonly run: string }): string {
  const whole = `[unfinished ${at.run}.${checksum(`${at.run} ${at.tag}`)}] ${at.title}`;
  return [...whole].slice(0, LONGEST).join("");
}

type Draft = Pick<Release, "draft" | "title" | "notes">;

/** Whether a draft was made by this program for this tag, and left before it was published. */
export function isUnfinished({ draft, title, notes }: Draft, tag: string): boolean {
  const marker = draft ? decodeNotes(notes).marker : undefined;
  const [, run, sum] = TITLE.exec(title) ?? [];
  return marker?.ends === "published" && run === marker.run && sum === checksum(`${run} ${tag}`);
}

/** Whether a draft is one of this program, unfinished or to stay one. Only the first has to be proved. */
export function isOwnDraft(release: Draft, tag: string): boolean {
  const { marker } = decodeNotes(release.notes);
  return release.draft && (marker?.ends === "draft" || isUnfinished(release, tag));
}

/** The title as its user wrote it. */
export function titleOf(release: Draft, tag: string): string {
  return isUnfinished(release, tag) ? release.title.replace(TITLE, "") : release.title;
}
