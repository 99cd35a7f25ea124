import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Pipeline } from "../ci/ci";
import type { Checkout } from "../ci/git/checkout";
import type { LocalFile } from "../model/file";
import type { Link } from "../model/release";
import type { Wanted, WantedFile } from "../model/request";
import type { FilesFound, FilesRequest } from "./files";
import { isCheckoutOf } from "./checked-out";
import { type Commits, commitsOf } from "./commits";
import type { Inputs } from "./inputs";
import type { Names } from "./names";
import { readLinks } from "./links";
import { readNotes } from "./notes";
import { isTagName, readTag } from "./tag";
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
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
}

export interface Gathering {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  /** Absolute folder of patterns and notes. */
  readonly base: string;
  readonly checkout: Checkout;
  /** The CI's. */
  readonly workspace: string | undefined;
  readonly names: Names;
  /** Absolute folder that `working_directory` starts from. */
  readonly home: string;
  readonly system: System;
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal;
}

/** Reads files and notes from the disk. Nothing is sent. */
export async function gather(at: Gathering): Promise<Gathered> {
  const { inputs, pipeline, base, names, home, system, signal } = at;
  const tag = readTag(inputs, pipeline, await offerOf(at));
  const start = {
    tag: "tag" in tag ? tag.tag : "",
    files: [],
    notes: undefined,
    outputsFile: undefined,
    warnings: [],
    notices: [],
  };
  const { links, problems: linkProblems } = readLinks(inputs.links);
  const tagProblems = [...eventProblems(at), ...("problem" in tag ? [tag.problem] : [])];
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
      workspaces: [home, pipeline.workspace].filter((folder) => folder !== undefined),
      signal,
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
    warnings: files.warnings,
    notices: [...files.notices, ...notes.notices],
  };
}

/** An event that may have taken the release away publishes nothing, unless the tag is named all the same. */
function eventProblems({ inputs, pipeline: { eventTrouble } }: Gathering): string[] {
  if (eventTrouble === undefined || inputs.tag_name !== undefined) return [];
  return [`${eventTrouble} Set tag_name to publish all the same.`];
}

/** The one tag that HEAD carries, as a way out for a run without a tag. */
async function offerOf({ inputs, pipeline, checkout, workspace, names }: Gathering): Promise<string | undefined> {
  if ((inputs.tag_name ?? pipeline.tag ?? inputs.release_id) !== undefined) return undefined;
  const repository = inputs.repository ?? pipeline.repository;
  const server = inputs.server_url ?? pipeline.serverUrl ?? "";
  const below = URL.canParse(server) ? new URL(server).pathname : undefined;
  const silent = repository === undefined || checkout.remotes.size === 0;
  const counts = silent || (await isCheckoutOf(checkout, { repository, below }, workspace));
  const [tag, ...more] = counts ? await checkout.tags() : [];
  if (tag === undefined || more.length > 0 || !isTagName(tag)) return undefined;
  return `HEAD is ${tag}: add ${names.set("tag_name", tag)}.`;
}

/** The reading of patterns is loaded only for a run that has some. */
async function listFiles(request: FilesRequest): Promise<FilesFound> {
  if (request.lines.length === 0) return { files: [], problems: [], warnings: [], notices: [], work: 0 };
  const { collectFiles } = await import("./files");
  return collectFiles(request);
}

/** What is wanted of a target, or why it cannot be. */
export async function wantedOf(at: {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  readonly target: Target;
  readonly gathered: Gathered;
  readonly checkout: Checkout;
  readonly workspace: string | undefined;
}): Promise<{ readonly wanted: Wanted; readonly told: readonly string[] } | { readonly problems: readonly string[] }> {
  const { gathered, target, inputs } = at;
  const files = gathered.files.map((file): WantedFile => ({
    ...file,
    storedName: target.module.storedName(file.name),
    earlierNames: target.module.earlierNames?.(file.name),
    plainerNames: target.module.plainerNames?.(file.name),
  }));
  const problems = collisions(files);
  if (problems.length > 0) return { problems };
  const { commits, told } = await commitsOf({ ...at, tag: gathered.tag });
  return { wanted: { ...release(inputs, gathered), ...commits, files }, told };
}

function release(inputs: Inputs, { tag, notes, links }: Gathered): Omit<Wanted, keyof Commits | "files"> {
  return {
    tag,
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
