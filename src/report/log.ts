import type { Logger } from "../ci/loggers";
import type { Explained } from "../errors";
import type { Redactor } from "../http";
import { harmless } from "../model/plain-text";
import type { Translate } from "./language";

export { harmless } from "../model/plain-text";

/** What the program says. Everything passes the redactor and loses what a terminal or a CI could take for a command. */
export interface Log {
  info(line: string): void;
  notice(line: string): void;
  warning(line: string): void;
  error(line: string): void;
  /** What became of the run, outside of every section. */
  last(line: string, isGood: boolean): void;
  /** What made the run fail, told once. */
  failure(error: Explained): void;
  /** Only heard with --debug and the like. */
  debug(line: string): void;
  section<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** From now on this text is hidden, here and by the CI. */
  hide(secret: string): void;
  /** A message in the language of the run, without secrets; for who tells it elsewhere. `own`: nothing in it is from outside. */
  inLanguage(text: string, own?: "own"): string;
  /** A line, a cell or a word of a result in the language of the run, without secrets. */
  say(text: string): string;
}

/**
 * @param at.translate says messages in another language; lines that only the log has stay English
 * @param at.offer lets lines to copy begin as the program was called
 */
export function createLog(at: {
  readonly logger: Logger;
  readonly redactor: Redactor;
  readonly debug: boolean;
  readonly translate?: Translate | undefined;
  readonly offer?: Translate | undefined;
}): Log {
  const { logger, redactor, translate, offer = (text: string): string => text } = at;
  // Hidden before as well: what changes its place could tear a secret.
  const said = (text: string, hide = redactor.hide, as?: "line"): string =>
    offer(translate === undefined ? text : translate(hide(text), as));
  // Hidden first while nothing is broken into lines, and again in what is left when all that is no text is gone.
  const lines = (text: string, hide = redactor.hide): string[] =>
    hide(text)
      .split(/\r\n|\n|\r/)
      .map((line) => {
        const plain = harmless(line);
        return plain === text ? line : hide(plain);
      });
  const say =
    (speak: (line: string) => void, read = (text: string): string => text) =>
    (text: string) => {
      for (const line of lines(read(text))) speak(line);
    };
  // An annotation is one command: its lines are joined, or only the first would be one.
  const announce = (speak: (line: string) => void) => (text: string) => {
    speak(lines(said(text)).join(" "));
  };
  return {
    info: say(logger.info),
    notice: announce(logger.notice),
    warning: announce(logger.warning),
    error: say(logger.error, said),
    last(text, isGood) {
      for (const line of lines(said(text))) (logger.last ?? logger.info)(line, isGood);
    },
    failure({ told, hint }) {
      const all = [
        ...told.flatMap((part) => lines(said(part))),
        ...(hint === undefined ? [] : lines(said(hint, redactor.hideInOwn), redactor.hideInOwn)),
      ];
      if (logger.failure !== undefined) logger.failure(all);
      else for (const line of all) logger.error(line);
    },
    debug: (text) => {
      if (at.debug) say(logger.debug)(text);
    },
    async section(title, work) {
      logger.section(lines(title).join(" "));
      try {
        return await work();
      } finally {
        logger.endSection();
      }
    },
    hide(secret) {
      redactor.add(secret);
      logger.mask(secret);
    },
    inLanguage(text, own) {
      const hide = own === undefined ? redactor.hide : redactor.hideInOwn;
      return hide(said(text, hide));
    },
    say: (text) => redactor.hide(said(text, redactor.hide, "line")),
  };
}
