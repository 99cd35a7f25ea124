import type { Abilities } from "../../forges/forge";
import type { FileStep, Seen } from "../../model/plan";
import type { Wanted } from "../../model/request";
import { changes } from "./files";
import { tagObstacles } from "./tag";

/** What the state of the forge forbids, each as a whole sentence with the way out. */
export function obstacles(seen: Seen, wanted: Wanted, can: Abilities, files: readonly FileStep[]): string[] {
  if (can.releases === "tags" && seen.release === undefined) return [noAnnotatedTag(seen, wanted)];
  return [
    ...tagObstacles(seen, wanted),
    ...releaseObstacles(seen, wanted, files),
    ...fixed(can, files),
    ...tooMany(seen, can, files),
  ];
}

function noAnnotatedTag({ tag: seen }: Seen, { tag, target }: Wanted): string {
  const why = typeof seen === "object" ? `The tag ${tag} is a lightweight one` : `There is no annotated tag ${tag}`;
  const command =
    typeof seen === "object"
      ? `git tag -a -f ${tag} ${seen.commit} && git push -f origin ${tag}`
      : `git tag -a ${tag}${target === undefined ? "" : ` ${target}`} && git push origin ${tag}`;
  return `${why}, and a release of this forge is an annotated tag, which only a push makes. Push it, then run this again: ${command}`;
}

/** What is there cannot be taken away: new content beside it would leave two files of one name. */
function fixed({ replace }: Abilities, files: readonly FileStep[]): string[] {
  const names = files.flatMap(({ status, match }) => (status === "replaced" ? [match.file.storedName] : []));
  if (replace.by !== "none" || names.length === 0) return [];
  return [
    `The release has other content under ${names.join(", ")}, and this server gives no way to replace a file. Delete it on the release's page first, give the file another name (path => name), or set overwrite_files: false to keep what is there.`,
  ];
}

function releaseObstacles({ release }: Seen, wanted: Wanted, files: readonly FileStep[]): string[] {
  if (release === undefined || release.draft) return [];
  const found: string[] = [];
  if (wanted.draft === true && !isFinished(files)) {
    found.push(
      `The release ${release.tag} is published already; draft: true would hide it again. Leave draft out to update it, or use another tag.`,
    );
  }
  const changed = files.filter(changes).map(({ match }) => match.file.path);
  if (release.immutable && changed.length > 0) {
    found.push(
      `The release ${release.tag} is immutable since it was published, so these files cannot be added or changed: ${changed.join(", ")}. ` +
        "In a matrix, run the jobs with `draft: true` and publish once in a last job with `draft: false`.",
    );
  }
  return found;
}

/** A job that runs again after the last one has published finds nothing to do. */
function isFinished(files: readonly FileStep[]): boolean {
  return files.length > 0 && files.every((step) => step.status === "unchanged" && !changes(step));
}

function tooMany({ assets }: Seen, { limits, replace }: Abilities, files: readonly FileStep[]): string[] {
  const added = files.filter(({ status, match }) => status === "uploaded" && match.waiting === undefined).length;
  const beside = replace.by === "rename" || replace.by === "duplicate";
  const replaced = files.some(({ status, match }) => status === "replaced" && match.waiting === undefined);
  const cleared = files.filter(changes).reduce((sum, { match }) => sum + match.leftovers.length, 0);
  const total = assets.length + added - cleared;
  if (limits.assets === undefined) return [];
  if (total > limits.assets && added > 0) {
    return [`The release would have ${total} files; the forge accepts ${limits.assets}. Pack some of them together.`];
  }
  if (total < limits.assets || !replaced || !beside) return [];
  return [
    `The release has ${limits.assets} files, which is all the forge accepts: the new content of a file has no place beside the old one. Delete a file that is no longer needed first.`,
  ];
}
