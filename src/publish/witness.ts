import type { LocalFile } from "../model/file";

/** Who watches the work: the log, the progress lines. */
export interface Witness {
  info(line: string): void;
  notice(line: string): void;
  warning(line: string): void;
  /** A transfer starts; what comes back hears how far it is. */
  transfer(file: LocalFile): Transfer;
}

export interface Transfer {
  /** Bytes sent so far in this try. */
  moved(bytes: number): void;
  /** `how` is the last line: "uploaded app.zip". */
  done(how: string): void;
  failed(): void;
}
