import type { Env, Output } from "../../ci/ci";
import { type Paint, paintFor } from "../../ci/paint";
import type { Live } from "../progress";
import type { Stream } from "../standard-error";
import type { Window } from "./layout";
import { createLive } from "./live";
import { type Terminal, createScreen } from "./screen";

/** What is taken for the size of a window that tells none, as one that somebody is still about to open. */
const UNKNOWN = { columns: 40, rows: 5 };

/** Opens the block on a terminal. It goes when the run ends, is told to stop, or breaks. */
export function openScreen(
  { err, env, clock, repeat, signal }: Stream,
  terminal: Terminal,
): { readonly out: Output; readonly live: Live } {
  const window = (): Window => {
    const { columns, rows } = terminal.size();
    return { columns: known(columns) ?? UNKNOWN.columns, rows: known(rows) ?? UNKNOWN.rows, unicode: hasUnicode(env) };
  };
  const screen = createScreen(err, () => window().columns);
  const paint: Paint = paintFor(env, { shown: true });
  const live = createLive({ screen, window, paint, now: clock.now, repeat });
  const still = terminal.resized(live.draw);
  const end = (): void => {
    still();
    live.end();
  };
  signal.addEventListener("abort", end, { once: true });
  terminal.leaving(end);
  return { out: screen, live: { ...live, end } };
}

/** A terminal of no size is one whose size is not known yet. */
function known(size: number | undefined): number | undefined {
  return size === undefined || size <= 0 ? undefined : size;
}

/** Whether a terminal is likely to show more than ASCII: by its locale, and on Windows by its program. */
function hasUnicode({ LC_ALL, LC_CTYPE, LANG, WT_SESSION, TERM_PROGRAM, TERM }: Env): boolean {
  if (TERM === "linux") return false;
  const locale = [LC_ALL, LC_CTYPE, LANG].find((value) => (value ?? "") !== "");
  return (WT_SESSION ?? "") !== "" || TERM_PROGRAM === "vscode" || /utf-?8/i.test(locale ?? "");
}
