import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { severalCis } from "../../ci";
import { errorCode } from "../../disk/paths";
import { type Finding, ok, warning, wrongInput } from "../../model/finding";
import { NEEDED } from "../../model/node";
import { words } from "../../model/words";
import { outputProblems } from "../../report/deliver";
import type { Stage } from "../../world";
import type { Prepared } from "../publish/prepare";
import { checkoutFound } from "./checkout";

/** What reading the request has told: its problems are in `prepared`. */
export interface Read {
  readonly prepared: Prepared;
  /** What was wrong with how the command was called. */
  readonly called: readonly string[];
  readonly warnings: readonly string[];
}

/** Checks of this machine and of the request; nothing is sent, and no file is touched. */
export async function lookHere(stage: Stage, read: Read): Promise<Finding[]> {
  const outputs = await outputProblems({ pipeline: stage.pipeline, ...read.prepared.to });
  const ci = severalCis(stage.ci, read.prepared.context.inputs.forge).problems;
  return [
    ...inputsFound(read, new Set([...outputs, ...ci])),
    ...partsFound(read.prepared),
    ...(await outputsFound(stage, read, outputs)),
    ...(ci.length > 0 ? ci.map((one) => wrongInput("ci", one)) : [ciFound(stage)]),
    ...(await checkoutFound(stage, read.prepared)),
    ok("node", `Node ${stage.node}; ${NEEDED} or newer is needed.`),
  ];
}

/** What is wrong beside what other checks tell. */
function inputsFound({ prepared, called, warnings }: Read, told: ReadonlySet<string>): Finding[] {
  const { gathered, context } = prepared;
  const { problemsOf } = gathered;
  const parts = new Set([...problemsOf.files, ...problemsOf.notes, ...problemsOf.tag]);
  const all = [...called, ...prepared.problems, ...gathered.problems, ...ownProblems(prepared)];
  const rest = [...new Set(all)].filter((one) => !told.has(one) && !parts.has(one));
  const wrong = rest.map((one) => wrongInput("inputs", context.entries.names.words(one)));
  const given = words.count([...context.entries.given.keys()].filter((name) => name !== "job_token").length, "input");
  const files = new Set(gathered.warnings.map(context.entries.names.words));
  return [
    ...(wrong.length > 0 ? wrong : [ok("inputs", `${given}, nothing wrong with them.`)]),
    ...warnings.map((one) => warning(files.has(one) ? "files" : "inputs", one)),
  ];
}

/** Of targets that read files or notes of their own. */
function ownProblems({ targets = [], gathered }: Prepared): string[] {
  return targets.flatMap(({ address, gathered: own }) =>
    own === gathered ? [] : own.problems.map((problem) => `${address}: ${problem}`),
  );
}

function partsFound({ gathered, context }: Prepared): Finding[] {
  const { files, problemsOf, notes, changelog } = gathered;
  const { inputs, entries } = context;
  const wrong = (check: "files" | "notes" | "tag"): Finding[] =>
    problemsOf[check].map((one) => wrongInput(check, entries.names.words(one)));
  const size = words.size(files.reduce((sum, file) => sum + file.size, 0));
  const asked = [
    ...(notes === undefined && changelog === undefined ? [] : ["given"]),
    ...(inputs.notes_from_tag ? ["from the tag"] : []),
    ...(inputs.generate_release_notes ? ["generated"] : []),
  ];
  const ofNotes = wrong("notes");
  return [
    ...wrong("tag"),
    ...(problemsOf.files.length > 0
      ? wrong("files")
      : [
          ok(
            "files",
            inputs.files.length === 0 ? "None are asked for." : `${words.count(files.length, "file")}, ${size}.`,
          ),
        ]),
    ...(ofNotes.length > 0
      ? ofNotes
      : [ok("notes", asked.length === 0 ? "None are asked for." : `${asked.join(", and ")}.`)]),
  ];
}

/** Whether what is handed on could be written; nothing is. */
async function outputsFound({ pipeline }: Stage, { prepared }: Read, problems: readonly string[]): Promise<Finding[]> {
  if (problems.length > 0) return problems.map((one) => wrongInput("outputs", one));
  const { folder, outputsFile } = prepared.to;
  const own = [pipeline.outputsFile, outputsFile].flatMap((file) =>
    file === undefined ? [] : [resolve(folder, file)],
  );
  const channels = pipeline.channels ?? [];
  const found = await Promise.all([
    ...own.map(async (file) => ({ name: file, why: await unwritable(file, true) })),
    ...channels.map(async ({ variable, file }) => ({
      name: `${variable} (${file})`,
      why: await unwritable(file, false),
    })),
  ]);
  const bad = found.flatMap(({ name, why }) =>
    why === undefined ? [] : [{ ...wrongInput("outputs", `${name} cannot be written: ${why}.`), remedy: WRITABLE }],
  );
  if (bad.length > 0) return bad;
  const names = found.map(({ name }) => name);
  return [ok("outputs", names.length === 0 ? "They go to the log only." : `They can be written: ${names.join(", ")}.`)];
}

const WRITABLE = "Let the user of this job write there, or name another file as outputs_file.";

/** Why a file could not be written, as the end of a sentence. @param creates whether it is made where it is missing */
async function unwritable(file: string, creates: boolean): Promise<string | undefined> {
  try {
    const about = await stat(file).catch((error: unknown) => {
      if (creates && errorCode(error) === "ENOENT") return undefined;
      throw error;
    });
    if (about?.isDirectory() === true) return "it is a folder";
    await access(about === undefined ? dirname(file) : file, constants.W_OK);
    return undefined;
  } catch (error) {
    return errorCode(error);
  }
}

function ciFound({ pipeline }: Stage): Finding {
  return ok("ci", `${pipeline.title} (${pipeline.reason}); event: ${pipeline.event}.`);
}
