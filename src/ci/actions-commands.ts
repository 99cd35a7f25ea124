// The entry of @actions/core loads an HTTP client of its own for OpenID tokens, which takes longer than a whole run
// without files. The parts that are used here stand in files of their own, which the package does not name as entries.
import { issue, issueCommand } from "../../node_modules/@actions/core/lib/command.js";
import { prepareKeyValueMessage } from "../../node_modules/@actions/core/lib/file-command.js";
import type { Output, Voice } from "./ci";
import { writeOutput } from "./output-files";

/**
 * The commands that runners of the Actions family take on standard output.
 *
 * @param at.joins GitHub shows all lines of an annotation; other runners show it as it is written, line breaks encoded,
 *   so that only its first line is one there
 */
export function commandVoice(out: Output, at: { readonly joins: boolean } = { joins: false }): Voice {
  // Runners other than GitHub's misread `::` inside the text of a command.
  const quiet = (text: string): string => text.replaceAll("::", ": :");
  const say = (line: string): void => {
    out.write(`${line}\n`);
  };
  return {
    info: say,
    notice: (line) => {
      issueCommand("notice", {}, quiet(line));
    },
    warning: (line) => {
      issueCommand("warning", {}, quiet(line));
    },
    error: (line) => {
      issueCommand("error", {}, quiet(line));
    },
    failure: (lines) => {
      const [what = "", ...more] = at.joins ? [lines.join("\n")] : lines;
      issueCommand("error", {}, quiet(what));
      for (const line of more) say(line);
    },
    debug: (line) => {
      say(`debug: ${line}`);
    },
    section: (title) => {
      issue("group", quiet(title));
    },
    endSection: () => {
      issue("endgroup");
    },
    // The runner masks line by line, and does not join what it was told.
    mask: (secret) => {
      for (const line of secret.split(/\r?\n/)) if (line.trim() !== "") issueCommand("add-mask", {}, line);
    },
  };
}

/** Where the runner wants something written to. */
interface RunnerFile {
  readonly file: string;
  /** Folder of the checkout, where it is known. */
  readonly folder: string | undefined;
}

/** Outputs between delimiters that nobody can guess, in the runner's file; an old runner gives none and is told. */
export async function commandOutputs(
  outputs: ReadonlyMap<string, string>,
  { file, folder }: { readonly file: string | undefined; readonly folder: string | undefined },
): Promise<void> {
  for (const [name, value] of outputs) {
    if (file === undefined) issueCommand("set-output", { name }, value);
    else await addTo({ file, folder }, `${prepareKeyValueMessage(name, value)}\n`);
  }
}

/** Adds to a file that the runner made; one that is not there would never be read. */
export function addTo(at: RunnerFile, text: string): Promise<void> {
  return writeOutput({ ...at, how: "given", text: () => text });
}
