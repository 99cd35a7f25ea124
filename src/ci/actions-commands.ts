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
  const command =
    (name: string) =>
    (text: string): void => {
      say(commandLine(name, quiet(text)));
    };
  const error = command("error");
  return {
    info: say,
    notice: command("notice"),
    warning: command("warning"),
    error,
    failure: (lines) => {
      const [what = "", ...more] = at.joins ? [lines.join("\n")] : lines;
      error(what);
      for (const line of more) say(line);
    },
    debug: (line) => {
      say(`debug: ${line}`);
    },
    section: command("group"),
    endSection: () => {
      say(commandLine("endgroup", ""));
    },
    // The runner masks line by line, and does not join what it was told.
    mask: (secret) => {
      for (const line of secret.split(/\r?\n/)) if (line.trim() !== "") say(commandLine("add-mask", line));
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
  at: { readonly file: string | undefined; readonly folder: string | undefined; readonly out: Output },
): Promise<void> {
  const { file, folder, out } = at;
  for (const [name, value] of outputs) {
    if (file === undefined) out.write(`${commandLine(`set-output name=${name}`, value)}\n`);
    else await addTo({ file, folder }, await delimited(name, value));
  }
}

/**
 * A command on standard output. `@actions/core` writes to the process itself, past the output given here, reads the
 * environment of the process, and loads an HTTP client with its entry.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
function commandLine(command: string, text: string): string {
  return `::${command}::${text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}`;
}

/** One entry of the file of outputs. */
async function delimited(name: string, value: string): Promise<string> {
  const { randomUUID } = await import("node:crypto");
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** Adds to a file that the runner made; one that is not there would never be read. */
export function addTo(at: RunnerFile, text: string): Promise<void> {
  return writeOutput({ ...at, how: "given", text: () => text });
}
