import { styleText } from "node:util";
import type { Env } from "./ci";

/** How kinds of text look where colours are shown; as they are, where not. */
export interface Paint {
  title(text: string): string;
  note(text: string): string;
  warning(text: string): string;
  error(text: string): string;
  good(text: string): string;
  /** What stands in the second row. */
  quiet(text: string): string;
  link(text: string): string;
}

const plain = (text: string): string => text;

export const PLAIN: Paint = {
  ...{ title: plain, note: plain, warning: plain, error: plain },
  ...{ good: plain, quiet: plain, link: plain },
};

/** The eight colours that every terminal has, and that read on a light ground as on a dark one. */
function coloured(): Paint {
  return {
    title: as("bold"),
    note: as("cyan"),
    warning: as("yellow"),
    error: as("bold", "red"),
    good: as("green"),
    quiet: as("dim"),
    link: as("underline"),
  };
}

type Format = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;

function as(...formats: Format[]): (text: string) => string {
  // Whether there are colours is decided here: Node itself would look at its own standard output.
  return (text) => (text === "" ? "" : styleText(formats, text, { validateStream: false }));
}

/**
 * Colours where they are shown: NO_COLOR (not empty) turns them off, FORCE_COLOR on (`0` or `false`: off), and a
 * terminal that says it is dumb gets none. https://no-color.org, https://force-color.org
 */
export function paintFor(env: Env, at: { readonly shown: boolean }): Paint {
  return hasColours(env, at.shown) ? coloured() : PLAIN;
}

function hasColours({ NO_COLOR = "", FORCE_COLOR = "", TERM }: Env, shown: boolean): boolean {
  if (NO_COLOR !== "") return false;
  if (FORCE_COLOR !== "") return !/^(0|false)$/i.test(FORCE_COLOR.trim());
  return shown && TERM !== "dumb";
}
