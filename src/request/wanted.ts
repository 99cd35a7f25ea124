import type { ForgeModule } from "../forges/forge";
import { putTogether } from "../model/put-together";
import type { Arrival, PushWanted, Wanted, WantedFile } from "../model/request";
import { type Commits, commitsOf } from "./commits";
import type { Context } from "./context";
import type { Gathered } from "./gather";
import type { Inputs } from "./inputs";
import { type Local, localOf } from "./notes/local";
import { InputError } from "./problems";
import { secretFinder } from "./secrets";
import type { Target } from "./target/target";

/** What is wanted of a target, and what this machine knows for it. */
export interface WantedThere {
  readonly wanted: Wanted;
  readonly local: Local;
  /** Lines of the log about how it was found. */
  readonly told: readonly string[];
}

/** What is wanted of a target whose tag is known. @throws InputError */
export async function wantedAt(
  at: Context & { readonly gathered: Gathered },
  known: {
    readonly target: Target;
    readonly tag: string;
    readonly files: readonly WantedFile[];
    readonly arrival: Arrival | undefined;
  },
): Promise<WantedThere> {
  const { inputs, gathered } = at;
  const { target, tag, files, arrival } = known;
  const { release_id } = inputs;
  const [{ commits, told, isCheckout }, push, floatFrom] = await Promise.all([
    commitsOf({ ...at, target, tag }),
    inputs.push_tag === "false" ? undefined : import("./push").then(({ pushOf }) => pushOf({ ...at, tag })),
    inputs.floating_tags ? import("./push").then((its) => its.floatFrom({ ...at, target })) : undefined,
  ]);
  const named = gathered.tag === undefined ? [`the release ${release_id ?? ""} has the tag ${tag}`] : [];
  const wanted = {
    ...wantedRelease(inputs, { ...gathered, notes: notesOf(gathered, tag) }),
    ...commits,
    ...pushed(push, inputs),
    floatFrom,
    tag,
    files,
    arrival,
  };
  const local = localOf(at, {
    target,
    tag,
    isOwn: isCheckout,
    isShared: isCheckout || push !== undefined,
    secretIn: secretFinder(at),
  });
  return { wanted, local, told: [...named, ...told] };
}

/** A tag that is pushed has to stand on the commit that is pushed. */
function pushed(push: PushWanted | undefined, { allow_tag_mismatch }: Inputs): Partial<Wanted> {
  return push === undefined ? {} : { push, expectedCommit: allow_tag_mismatch ? undefined : push.commit };
}

/** The given notes, and behind them what the changelog says of this version. */
function notesOf({ notes, changelog }: Gathered, tag: string): string | undefined {
  return changelog === undefined ? notes : putTogether(notes ?? "", changelog.section(tag).text);
}

/** What the inputs say of the release. */
export function wantedRelease(
  inputs: Inputs,
  { notes, links }: Pick<Gathered, "notes" | "links">,
): Omit<Wanted, keyof Commits | "tag" | "files" | "arrival"> {
  return {
    verifyTag: inputs.verify_tag,
    waitForTag: inputs.wait_for_tag,
    floatingTags: inputs.floating_tags,
    // Blanks are no title: some forges refuse them, others put the tag there.
    title: inputs.name?.trim() === "" ? undefined : inputs.name,
    notes,
    notesMode: inputs.body_mode,
    generateNotes: inputs.generate_release_notes,
    notesFromTag: inputs.notes_from_tag,
    notesConfig: inputs.notes_config,
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

/** The list of checksums with the name that the forge gives it. @throws InputError when a file has that name. */
export function storedArrival({ arrival, files }: Gathered, module: ForgeModule): Arrival | undefined {
  if (arrival === undefined) return undefined;
  const { checksums: name, ...others } = arrival;
  if (name === undefined) return others;
  const storedName = module.storedName(name);
  const other = files.find((file) => module.storedName(file.name) === storedName);
  if (other === undefined) return { ...others, checksums: { name, storedName } };
  throw new InputError(
    `${other.path} would be stored as ${storedName}, which is the list that checksums writes. Leave the file out of files, or give one of the two another name.`,
  );
}
