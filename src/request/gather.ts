import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { LocalFile } from "../model/request";
import type { Link } from "../model/release";
import type { Context } from "./context";
import type { FilesFound, FilesRequest } from "./files";
import { readLinks } from "./links";
import { readNotes } from "./notes/notes";
import { attempt } from "./problems";
import { offeredTag, readTag } from "./tag";

/** What is to be released, as far as this machine tells it, with all that is wrong with it. */
export interface Gathered {
  /** `undefined` where the release that is named by its id will tell it. */
  readonly tag: string | undefined;
  readonly files: readonly LocalFile[];
  readonly notes: string | undefined;
  readonly links: readonly Link[];
  /** Absolute. */
  readonly outputsFile: string | undefined;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
}

/** Reads tag, links, files and notes. Nothing is sent. */
export async function gather(at: Context): Promise<Gathered> {
  const { inputs, pipeline, folders, entries, system } = at;
  const { base, home } = folders;
  const problems: string[] = [];
  const offer = await offeredTag(at);
  const tag = attempt(problems, () => readTag({ inputs, pipeline, offer }));
  const links = attempt(problems, () => readLinks(inputs.links)) ?? [];
  const found = { tag, links, files: [], notes: undefined, outputsFile: undefined, warnings: [], notices: [] };
  if (!(await isFolder(base)))
    return { ...found, problems: [...problems, `working_directory ${base} is not a folder.`] };
  const outputsFile = inputs.outputs_file === undefined ? undefined : resolve(base, inputs.outputs_file);
  const reading = { base, workspaces: [pipeline.workspace ?? home, base], system };
  const [files, notes] = await Promise.all([listFiles(at), readNotes(inputs, { names: entries.names, reading })]);
  problems.push(...files.problems, ...notes.problems);
  if (outputsFile !== undefined && !(await isFolder(dirname(outputsFile))))
    problems.push(`The folder of outputs_file ${outputsFile} does not exist.`);
  const notices = [...files.notices, ...notes.notices];
  return { ...found, files: files.files, notes: notes.notes, outputsFile, problems, warnings: files.warnings, notices };
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
