import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { LocalFile } from "../model/request";
import type { Link } from "../model/release";
import type { ReadArrival } from "./arrival";
import type { Context } from "./context";
import type { FilesFound, FilesRequest } from "./files";
import { type Inputs, asksForArrival } from "./inputs";
import { readLinks } from "./links";
import type { Changelog } from "./notes/changelog";
import type { Reading } from "./notes/text-file";
import { readNotes } from "./notes/notes";
import { InputError, attempt } from "./problems";
import { offeredTag, readTag } from "./tag";

/** What is to be released, as far as this machine tells it, with all that is wrong with it. */
export interface Gathered {
  /** `undefined` where the release that is named by its id will tell it. */
  readonly tag: string | undefined;
  readonly files: readonly LocalFile[];
  readonly notes: string | undefined;
  /** Its section is part of the notes, too: of this tag, or of the one that the release will tell. */
  readonly changelog?: Changelog | undefined;
  readonly links: readonly Link[];
  /** `undefined` where nothing of it was asked for. */
  readonly arrival?: ReadArrival | undefined;
  /** Absolute. */
  readonly outputsFile: string | undefined;
  readonly problems: readonly string[];
  /** Those of them that are about one part of the request. */
  readonly problemsOf: Readonly<Record<"tag" | "files" | "notes", readonly string[]>>;
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
}

/** Reads tag, links, files and notes. Nothing is sent. */
export async function gather(at: Context): Promise<Gathered> {
  const { inputs, pipeline, folders, entries, system } = at;
  const { base, home } = folders;
  const problems: string[] = [];
  const [ofTag, ofNotes]: [string[], string[]] = [[], []];
  const offer = await offeredTag(at);
  const tag = attempt(ofTag, () => readTag({ inputs, pipeline, offer }));
  problems.push(...ofTag);
  const links = attempt(problems, () => readLinks(inputs.links)) ?? [];
  const arrival = await listArrival(inputs, problems);
  const found = { tag, links, arrival, files: [], notes: undefined, outputsFile: undefined, warnings: [], notices: [] };
  if (!(await isFolder(base))) {
    const all = [...problems, `working_directory ${base} is not a folder.`];
    return { ...found, problems: all, problemsOf: { tag: ofTag, files: [], notes: [] } };
  }
  const outputsFile = inputs.outputs_file === undefined ? undefined : resolve(base, inputs.outputs_file);
  const reading = { base, workspaces: [pipeline.workspace ?? home, base], system };
  const texts = textsOf(inputs, ofNotes);
  const [files, notes, changelog] = await Promise.all([
    listFiles(at),
    readNotes(texts, { names: entries.names, reading }),
    changelogOf(texts.changelog_path, { at, reading, problems: ofNotes }),
  ]);
  ofNotes.push(...notes.problems);
  const section = tag === undefined ? undefined : attempt(ofNotes, () => changelog?.section(tag));
  problems.push(...files.problems, ...ofNotes);
  if (outputsFile !== undefined && !(await isFolder(dirname(outputsFile))))
    problems.push(`The folder of outputs_file ${outputsFile} does not exist.`);
  const notices = [...files.notices, ...notes.notices, ...(section?.notices ?? []), ...idle(inputs)];
  const { warnings } = files;
  const problemsOf = { tag: ofTag, files: files.problems, notes: ofNotes };
  return {
    ...found,
    files: files.files,
    notes: notes.notes,
    changelog,
    outputsFile,
    problems,
    problemsOf,
    warnings,
    notices,
  };
}

/** The files of the notes; two cannot both be standard input. */
function textsOf(inputs: Inputs, problems: string[]): Pick<Inputs, "body" | "body_path" | "changelog_path"> {
  const { body_path, changelog_path } = inputs;
  if (body_path !== "-" || changelog_path !== "-") return inputs;
  problems.push("Both body_path and changelog_path would read standard input. Give one of them a file.");
  return { body: undefined, body_path: undefined, changelog_path: undefined };
}

/** Reading changelogs is loaded only for a run that has one. */
async function changelogOf(
  path: string | undefined,
  { at, reading, problems }: { readonly at: Context; readonly reading: Reading; readonly problems: string[] },
): Promise<Changelog | undefined> {
  if (path === undefined) return undefined;
  const { readChangelog } = await import("./notes/changelog");
  return readChangelog(path, { reading, names: at.entries.names }).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return undefined;
  });
}

/** What was given and has nothing to do. */
function idle({ notes_config, generate_release_notes }: Inputs): string[] {
  if (notes_config === undefined || generate_release_notes) return [];
  return ["notes_config does nothing here: it is for generate_release_notes: true."];
}

/** The same for what a run does beside bringing files. */
async function listArrival(inputs: Inputs, problems: string[]): Promise<ReadArrival | undefined> {
  if (!asksForArrival(inputs)) return undefined;
  const { readArrival } = await import("./arrival");
  const read = readArrival(inputs);
  problems.push(...read.problems);
  return read.arrival;
}

/** The reading of patterns is loaded only for a run that has some. */
async function listFiles({ inputs, pipeline, folders, signal }: Context): Promise<FilesFound> {
  const { base, home } = folders;
  if (inputs.files.length === 0) return { files: [], problems: [], warnings: [], notices: [], work: 0 };
  const { collectFiles } = await import("./files");
  return collectFiles({
    lines: inputs.files,
    base,
    failOnUnmatched: inputs.fail_on_unmatched_files,
    preserveOrder: inputs.preserve_order,
    never: [inputs.outputs_file, pipeline.outputsFile].flatMap((file) =>
      file === undefined ? [] : [resolve(base, file)],
    ),
    workspaces: [home, pipeline.workspace].filter((folder) => folder !== undefined),
    signal,
  } satisfies FilesRequest);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
