import type { ForgeModule } from "../forges/forge";
import type { LocalFile } from "../model/file";
import type { Wanted, WantedFile } from "../model/request";
import type { Commits } from "./commits";
import type { Gathered } from "./gather";
import type { Inputs } from "./inputs";
import { InputError } from "./problems";

/** What the inputs say of the release. */
export function wantedRelease(
  inputs: Inputs,
  { notes, links }: Pick<Gathered, "notes" | "links">,
): Omit<Wanted, keyof Commits | "tag" | "files"> {
  return {
    verifyTag: inputs.verify_tag,
    // Blanks are no title: some forges refuse them, others put the tag there.
    title: inputs.name?.trim() === "" ? undefined : inputs.name,
    notes,
    notesMode: inputs.body_mode,
    generateNotes: inputs.generate_release_notes,
    previousTag: inputs.previous_tag?.replace(/^refs\/tags\//, ""),
    draft: inputs.draft,
    prerelease: inputs.prerelease === "auto" ? "auto" : inputs.prerelease === "true",
    latest: inputs.make_latest,
    discussionCategory: inputs.discussion_category_name,
    milestones: milestonesOf(inputs.milestones),
    tagMessage: inputs.tag_message,
    packageName: inputs.package_name,
    links,
    onUnsupported: inputs.on_unsupported,
    overwriteFiles: inputs.overwrite_files,
    oversizedFiles: inputs.oversized_files,
  };
}

/** `[]` alone asks for none; nothing given asks for nothing. */
function milestonesOf(lines: readonly string[]): readonly string[] | undefined {
  const titles = lines.map((title) => title.trim());
  return titles.length === 0 ? undefined : titles.filter((title) => titles.length > 1 || !/^\[\s*\]$/.test(title));
}

/** The files, with the names that the forge will give them. @throws InputError when two would be stored under one. */
export function wantedFiles(files: readonly LocalFile[], module: ForgeModule): WantedFile[] {
  const first = new Map<string, LocalFile>();
  const problems: string[] = [];
  const wanted = files.map((file): WantedFile => {
    const { name, path } = file;
    const storedName = module.storedName(name);
    const other = first.get(storedName);
    if (other === undefined) first.set(storedName, file);
    else if (other.name !== name)
      problems.push(
        `${other.path} and ${path} would both be stored as ${storedName}. Rename one: ${path} => another name.`,
      );
    const earlierNames = module.earlierNames?.(name);
    return { ...file, storedName, earlierNames, plainerNames: module.plainerNames?.(name) };
  });
  if (problems.length > 0) throw new InputError(...problems);
  return wanted;
}
