import { type LinkedFile, addressOf, decodeLinked, isOfFile, linkedFile } from "../../model/linked";
import { decodeNotes } from "../../model/notes";
import type { FileStep, Seen } from "../../model/plan";
import type { Release } from "../../model/release";
import { words } from "../../model/words";

/** The files that the notes of a release link to, because its server does not take them. */
export function presentLinks(release: Release | undefined): readonly LinkedFile[] {
  return release === undefined ? [] : decodeLinked(decodeNotes(release.notes).text).files;
}

/**
 * What the list of linked files is to say: this run's, and those of other jobs as long as they are there. A file that is
 * on the release itself needs no link. Pure.
 */
export function linkedFiles({ release, elsewhere }: Seen, files: readonly FileStep[]): readonly LinkedFile[] {
  const own = files.filter(({ status }) => status !== "skipped").map(({ match }) => match.file.storedName);
  const others = presentLinks(release).filter(
    (entry) => !own.some((name) => isOfFile(entry, name)) && elsewhere?.has(addressOf(entry)) !== false,
  );
  const linked = files.flatMap((step): LinkedFile[] => {
    if (step.status !== "linked") return [];
    const { storedName: name, size } = step.match.file;
    return [linkedFile({ name, url: step.url ?? "", size: words.size(size) })];
  });
  return [...others, ...linked].sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}

/** What people should know of files that are linked. */
export function linkNotices(files: readonly FileStep[]): string[] {
  return files.flatMap((step) => {
    if (step.status !== "linked") return [];
    const { why, url, match } = step;
    const linked = `Linked: ${why} The notes link to it on the first target${url === undefined ? "" : `, ${url}`}.`;
    if (match.asset === undefined) return [linked];
    return [
      linked,
      `The release has another ${match.asset.name}, of an earlier run. Delete it there: it is not this run's.`,
    ];
  });
}
