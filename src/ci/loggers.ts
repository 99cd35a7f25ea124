import type { Output, Place } from "./ci";
import { PLAIN, type Paint, paintFor } from "./paint";

/** How a CI wants lines to be written; all text given to it is plain, escaping is the logger's business. */
export interface Logger {
  info(line: string): void;
  notice(line: string): void;
  warning(line: string): void;
  error(line: string): void;
  /** One failure in several lines, where that is more than several errors. */
  failure?(lines: readonly string[]): void;
  debug(line: string): void;
  /** Folds the lines that follow under a title, until `endSection`. */
  section(title: string): void;
  endSection(): void;
  /** The last line of all, outside of every section. */
  last?(line: string, isGood: boolean): void;
  /** Asks the CI to hide a text from now on. */
  mask(secret: string): void;
}

/**
 * For a CI that shows lines as they are: a terminal, and every CI without commands of its own.
 *
 * @param word what stands before a line, in the language of the run
 */
export function plainLogger(out: Output, paint: Paint = PLAIN, word = (english: string): string => english): Logger {
  const say =
    (before = "") =>
    (line: string): void => {
      out.write(`${before}${line}\n`);
    };
  return {
    info: (line) => {
      say()(withVerb(line, paint.good));
    },
    notice: say(paint.note(word("note: "))),
    warning: say(paint.warning(word("warning: "))),
    error: say(paint.error(word("error: "))),
    failure: ([what = "", ...more]) => {
      say(paint.error(word("error: ")))(what);
      for (const line of more) say("  ")(line);
    },
    debug: (line) => {
      say()(paint.quiet(`debug: ${line}`));
    },
    section: (title) => {
      say()(paint.title(title));
    },
    endSection: () => undefined,
    last: (line, isGood) => {
      const [what = "", ...where] = line.split(/(?= → )/);
      say()((isGood ? paint.good : paint.error)(what) + where.join("").replace(ADDRESS, paint.link));
    },
    mask: () => undefined,
  };
}

const ADDRESS = /https?:\/\/\S+/g;

/** A line that begins with what was done. */
function withVerb(line: string, look: (text: string) => string): string {
  return line.replace(
    /^(uploaded|created|published|updated|replaced|downloaded|deleted|moved|pushed|made|set) /,
    (verb) => look(verb),
  );
}

/** Only what went wrong, or may. */
export function quietLogger({ warning, error, failure, debug, mask }: Logger): Logger {
  const nothing = (): void => undefined;
  const silent = { info: nothing, notice: nothing, section: nothing, endSection: nothing };
  return { ...silent, warning, error, ...(failure && { failure }), debug, mask };
}

/**
 * GitLab: plain lines, and sections that fold. They are left open, because servers before 13.5 do not know a section that
 * starts folded. https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
 */
export function sectionLogger({ out, now, env, word }: Pick<Place, "out" | "now" | "env" | "word">): Logger {
  const paint = paintFor(env, { shown: true });
  const open: string[] = [];
  // Unique in a job in which the program runs twice.
  const begun = now();
  let count = 0;
  const frame = (word: "start" | "end", name: string, text = ""): void => {
    out.write(`\x1b[0Ksection_${word}:${Math.floor(now() / 1000)}:${name}\r\x1b[0K${text}\n`);
  };
  return {
    ...plainLogger(out, paint, word),
    section(title) {
      const name = `forge_release_${begun}_${++count}`;
      open.push(name);
      frame("start", name, title);
    },
    endSection() {
      const name = open.pop();
      if (name !== undefined) frame("end", name);
    },
  };
}

/**
 * The Actions family: commands on standard output.
 *
 * @param at.joins GitHub shows all lines of an annotation; other runners show it as it is written, line breaks encoded,
 *   so that only its first line is one there
 */
export function commandLogger(out: Output, at: { readonly joins: boolean } = { joins: false }): Logger {
  const plain = plainLogger(out);
  const command =
    (name: string) =>
    (text: string): void => {
      // Runners other than GitHub's misread `::` inside the text of a command.
      plain.info(commandLine(name, text.replaceAll("::", ": :")));
    };
  const error = command("error");
  return {
    ...plain,
    notice: command("notice"),
    warning: command("warning"),
    error,
    failure: (lines) => {
      const [what = "", ...more] = at.joins ? [lines.join("\n")] : lines;
      error(what);
      for (const line of more) plain.info(line);
    },
    section: command("group"),
    endSection: () => {
      command("endgroup")("");
    },
    // The runner masks line by line, and does not join what it was told.
    mask: (secret) => {
      for (const line of secret.split(/\r?\n/)) if (line.trim() !== "") plain.info(commandLine("add-mask", line));
    },
  };
}

/**
 * A command of the Actions family. `@actions/core` writes to the process itself, past the output given here, reads the
 * environment of the process, and loads an HTTP client with its entry.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function commandLine(command: string, text: string): string {
  return `::${command}::${text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")}`;
}
