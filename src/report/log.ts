import type { Voice } from "../ci/ci";
import type { Redactor } from "../http";

/** What the program says. Everything passes the redactor and loses what a terminal or a CI could take for a command. */
export interface Log {
  info(line: string): void;
  notice(line: string): void;
  warning(line: string): void;
  error(line: string): void;
  /** Only heard with --debug and the like. */
  debug(line: string): void;
  section<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** From now on this text is hidden, here and by the CI. */
  hide(secret: string): void;
}

export function createLog(at: { readonly voice: Voice; readonly redactor: Redactor; readonly debug: boolean }): Log {
  const { voice, redactor } = at;
  const lines = (text: string): string[] =>
    redactor
      .hide(text)
      .split(/\r\n|\n|\r/)
      .map(harmless);
  const say = (speak: (line: string) => void) => (text: string) => {
    for (const line of lines(text)) speak(line);
  };
  // An annotation is one command: its lines are joined, or only the first would be one.
  const announce = (speak: (line: string) => void) => (text: string) => {
    speak(lines(text).join(" "));
  };
  return {
    info: say(voice.info),
    notice: announce(voice.notice),
    warning: announce(voice.warning),
    error: say(voice.error),
    debug: (text) => {
      if (at.debug) say(voice.debug)(text);
    },
    async section(title, work) {
      voice.section(lines(title).join(" "));
      try {
        return await work();
      } finally {
        voice.endSection();
      }
    },
    hide(secret) {
      redactor.add(secret);
      voice.mask(secret);
    },
  };
}

/**
 * A line that is only text: without control characters and marks that turn the direction of writing, and without the
 * two signs that runners take for a command at its start (`::`, for BK-CI behind a quotation mark, too) or anywhere
 * (`##[`).
 */
export function harmless(line: string): string {
  return (
    line
      .replaceAll("\t", "  ")
      // eslint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "")
      .replace(/^([\s"]*):(?=:)/, "$1: ")
      .replaceAll("##[", "## [")
  );
}
