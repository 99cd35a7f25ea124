import { cursorHide, cursorShow, eraseLines } from "ansi-escapes";
import stringWidth from "string-width";
import type { Output } from "../../ci/ci";

/** A terminal behind standard error. */
export interface Terminal {
  /** Columns and rows of its window, where they are known. */
  size(): { readonly columns: number | undefined; readonly rows: number | undefined };
  /** Calls whenever the window gets another size; what comes back ends that. */
  resized(work: () => void): () => void;
  /** Calls when the process ends, however it ends. */
  leaving(work: () => void): void;
}

/** Lines of a log with a block below them that is drawn over again and again. */
export interface Screen extends Output {
  /** Shows these lines below the log; none takes the block away, and shows the cursor again. */
  show(lines: readonly string[]): void;
}

/**
 * @param columns of the window now: where it got narrower, a line of the block has been broken into several
 */
export function createScreen(out: Output, columns: () => number): Screen {
  let block: readonly string[] = [];

  // The cursor waits in a line of its own: one that it stands in some terminals do not break.
  const shown = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
  const erase = (): string =>
    block.length === 0 ? "" : eraseLines(block.reduce((sum, line) => sum + rowsOf(line), 1));
  const rowsOf = (line: string): number => Math.max(1, Math.ceil(stringWidth(line) / Math.max(1, columns())));

  return {
    write(text) {
      out.write(`${erase()}${text}${shown(block)}`);
    },
    show(lines) {
      if (lines.length === block.length && lines.every((line, at) => line === block[at])) return;
      const cursor = lines.length === 0 ? cursorShow : block.length === 0 ? cursorHide : "";
      out.write(`${cursor}${erase()}${shown(lines)}`);
      block = lines;
    },
  };
}
