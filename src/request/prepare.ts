import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Pipeline } from "../ci/ci";
import type { Checkout } from "../ci/local-git";
import type { LocalFile } from "../model/file";
import type { Link } from "../model/release";
import type { Wanted, WantedFile } from "../model/request";
import type { Quietly } from "./file-quiet";
import type { FilesFound, FilesRequest } from "./files";
import type { Inputs } from "./inputs";
import type { Names } from "./names";
import { readLinks } from "./links";
import { readNotes } from "./notes";
import { readTag } from "./tag";
import type { Target } from "./target";
import type { System } from "./text-file";

/** What the disk holds for this run, with all that is wrong with it. */
export interface Gathered {
  readonly tag: string;
  readonly files: readonly LocalFile[];
  readonly notes: string | undefined;
  readonly links: readonly Link[];
  /** Absolute. */
  readonly outputsFile: string | undefined;
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

export interface Gathering {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  /** Absolute folder of patterns and notes. */
  readonly base: string;
  readonly quietly: Quietly;
  readonly names: Names;
  /** Absolute folder that the run is at home in. */
  readonly home: string;
  readonly system: System;
}

/** Reads files and notes from the disk. Nothing is sent. */
export async function gather({ inputs, pipeline, base, quietly, names, home, system }: Gathering): Promise<Gathered> {
  const tag = readTag(inputs, pipeline);
  const start = { tag: "tag" in tag ? tag.tag : "", files: [], notes: undefined, outputsFile: undefined, notices: [] };
  const { links, problems: linkProblems } = readLinks(inputs.links);
  const tagProblems = "problem" in tag ? [tag.problem] : [];
  if (!(await isFolder(base)))
    return {
      ...start,
      links,
      problems: [...tagProblems, ...linkProblems, `working_directory ${base} is not a folder.`],
    };
  const outputsFile = inputs.outputs_file === undefined ? undefined : resolve(base, inputs.outputs_file);
  const written = [inputs.outputs_file, pipeline.outputsFile].filter((file) => file !== undefined);
  const [files, notes] = await Promise.all([
    listFiles({
      lines: inputs.files,
      base,
      failOnUnmatched: inputs.fail_on_unmatched_files,
      preserveOrder: inputs.preserve_order,
      never: written.map((file) => resolve(base, file)),
      quietly,
    }),
    readNotes(inputs, { names, reading: { base, workspaces: [pipeline.workspace ?? home, base], system } }),
  ]);
  const homeless = outputsFile !== undefined && !(await isFolder(dirname(outputsFile)));
  return {
    ...start,
    files: files.files,
    notes: notes.notes,
    links,
    outputsFile,
    problems: [
      ...tagProblems,
      ...linkProblems,
      ...files.problems,
      ...notes.problems,
      ...(homeless ? [`The folder of outputs_file ${outputsFile} does not exist.`] : []),
    ],
    notices: [...files.notices, ...notes.notices],
  };
}

/** The reading of patterns is loaded only for a run that has some. */
async function listFiles(request: FilesRequest): Promise<FilesFound> {
  if (request.lines.length === 0) return { files: [], problems: [], notices: [] };
  const { collectFiles } = await import("./files");
  return collectFiles(request);
}

/** What is wanted of a target, or why it cannot be. */
export async function wantedOf(at: {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  readonly target: Target;
  readonly gathered: Gathered;
  readonly base: string;
  readonly checkout: Checkout;
}): Promise<{ readonly wanted: Wanted } | { readonly problems: readonly string[] }> {
  const { gathered, target, inputs } = at;
  const files = gathered.files.map((file): WantedFile => ({
    ...file,
    storedName: target.module.storedName(file.name),
    otherName: target.module.otherName?.(file.name),
  }));
  const problems = collisions(files);
  if (problems.length > 0) return { problems };
  return { wanted: { ...release(inputs, gathered), ...(await commits(at, gathered.tag)), files } };
}

type Commits = "target" | "tagIsThere" | "expectedCommit" | "releaseId";

function release(inputs: Inputs, { tag, notes, links }: Gathered): Omit<Wanted, Commits | "files"> {
  return {
    tag,
    verifyTag: inputs.verify_tag,
    title: inputs.name,
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

/** What is known of the tag's commit: only of the repository that is checked out here. */
async function commits(
  { inputs, pipeline, base, checkout, target }: Parameters<typeof wantedOf>[0],
  tag: string,
): Promise<Pick<Wanted, Commits>> {
  const started = target.checkedOut && pipeline.tag === tag;
  const tagIsThere =
    started && pipeline.release?.draft !== true && (pipeline.event === "tag" || pipeline.event === "release");
  const built = tagIsThere || !target.checkedOut ? undefined : ((await checkout.head(base)) ?? pipeline.commit);
  const fallback = pipeline.event === "pull-request" ? undefined : built;
  return {
    tagIsThere,
    target: inputs.target_commitish ?? fallback,
    expectedCommit: inputs.allow_tag_mismatch ? undefined : built,
    releaseId: inputs.release_id ?? (started ? pipeline.release?.id : undefined),
  };
}

/** Two files that the forge would store under one name: one of them would be lost. */
function collisions(files: readonly WantedFile[]): string[] {
  const first = new Map<string, LocalFile>();
  const found: string[] = [];
  for (const file of files) {
    const other = first.get(file.storedName);
    if (other === undefined) first.set(file.storedName, file);
    else if (other.name !== file.name) {
      found.push(
        `${other.path} and ${file.path} would both be stored as ${file.storedName}. Rename one: ${file.path} => another name.`,
      );
    }
  }
  return found;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
