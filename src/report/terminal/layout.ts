import type { Paint } from "../../ci/paint";
import { harmless } from "../../model/plain-text";
import { words } from "../../model/words";
import { fitted, padded, width } from "./widths";

/** How far the transfers of a run are. */
export interface Progress {
  /** Bytes of all files that are transferred in this run, and how many of them have arrived. */
  readonly bytes: number;
  readonly moved: number;
  /** Bytes a second just now; `undefined` before that is known. */
  readonly speed: number | undefined;
  readonly files: number;
  readonly done: number;
  /** Those under way, the oldest first. */
  readonly open: readonly FileProgress[];
}

export interface FileProgress {
  readonly name: string;
  readonly bytes: number;
  readonly moved: number;
}

/** A window, and what can be shown in it. */
export interface Window {
  readonly columns: number;
  readonly rows: number;
  /** Signs beside those of ASCII. */
  readonly unicode: boolean;
}

/**
 * Columns and rows that the block takes at most. A window that gets narrower than a line breaks it in two, on some
 * terminals and not on others: down to here that makes no difference.
 */
const MOST = { columns: 72, rows: 10 };

type Style = "good" | "quiet" | "title" | "plain";
type Part = readonly [style: Style, text: string];

const SIGNS = {
  unicode: { full: "▰", empty: "▱", mark: "…" },
  ascii: { full: "#", empty: ".", mark: ".." },
};

/** The block: a bar over all files, and the files under way as far as there is room. Not one line wider than the window. */
export function blockOf(progress: Progress, window: Window, paint: Paint): string[] {
  return layOut(progress, window).map((line) =>
    line.map(([style, text]) => (style === "plain" ? text : paint[style](text))).join(""),
  );
}

function layOut(progress: Progress, window: Window): Part[][] {
  const room = Math.min(window.columns - 1, MOST.columns);
  // A row for the cursor, and where there is one, another for the log.
  const rows = Math.min(window.rows > 2 ? window.rows - 2 : window.rows - 1, MOST.rows);
  if (room < 5 || rows < 1) return [];
  const at = { room, ...(window.unicode ? SIGNS.unicode : SIGNS.ascii) };
  const left = rows - 1;
  const shown = progress.open.slice(0, progress.open.length > left && left > 1 ? left - 1 : left);
  const more = progress.open.length - shown.length;
  const lines = [totalLine(progress, at), ...fileLines(shown, at)];
  return more > 0 && lines.length < rows ? [...lines, moreLine(more, at)] : lines;
}

interface Room {
  readonly room: number;
  readonly full: string;
  readonly empty: string;
  readonly mark: string;
}

/** The bar takes what is left beside the figures; the narrower it gets, the fewer of them there are. */
const BAR = { least: 8, most: 24 };

function totalLine({ bytes, moved, speed, files, done }: Progress, { room, full, empty }: Room): Part[] {
  const part = share(moved, bytes);
  const percent = percentOf(part);
  const amount = `${words.size(moved)} of ${words.size(bytes)}`;
  const many = `${done} of ${words.count(files, "file")}`;
  const isMoving = speed !== undefined && speed >= 1;
  const pace = isMoving ? `${words.size(Math.round(speed))}/s` : "";
  const left = isMoving ? `${words.duration(((bytes - moved) / speed) * 1000)} left` : "";
  const choices = [[amount, pace, left, many], [amount, pace, left], [pace, left], [left], []];
  const fits = (some: readonly string[]): boolean => width(figures(some)) + percent.length + 1 + BAR.least <= room;
  const figures = (some: readonly string[]): string => some.flatMap((one) => (one === "" ? [] : `  ${one}`)).join("");
  const chosen = choices.find(fits);
  if (chosen === undefined) return [["title", percent.trim()]];
  const told = figures(chosen);
  const long = Math.min(BAR.most, room - width(told) - percent.length - 1);
  const filled = Math.floor(part * long);
  return [
    ["good", full.repeat(filled)],
    ["quiet", empty.repeat(long - filled)],
    ["title", ` ${percent}`],
    ["plain", told],
  ];
}

/** Names beside each other's, and behind them how much of the file has gone. */
function fileLines(files: readonly FileProgress[], { room, mark }: Room): Part[][] {
  const rows = files.map(({ name, bytes, moved }) => ({
    name: harmless(name),
    percent: percentOf(share(moved, bytes)),
    size: ` of ${words.size(bytes)}`,
  }));
  const indent = "  ";
  const ends = rows.map(({ percent, size }) => `  ${percent}${size}`);
  const end = Math.max(0, ...ends.map(width));
  const short = Math.max(0, ...rows.map(({ percent }) => percent.length + 2));
  const isWide = room - indent.length - end >= 16;
  const forName = Math.max(0, room - indent.length - (isWide ? end : short));
  const names = rows.map(({ name }) => fitted(name, forName, mark));
  const widest = Math.max(0, ...names.map(width));
  return rows.map(({ percent }, at) => {
    const behind = isWide ? (ends[at] ?? "") : `  ${percent}`;
    const name = `${indent}${padded(names[at] ?? "", widest)}`;
    return width(name) + width(behind) <= room
      ? [
          ["plain", name],
          ["quiet", behind],
        ]
      : [["plain", fitted(name, room, mark)]];
  });
}

function moreLine(more: number, { room, mark }: Room): Part[] {
  return [["quiet", fitted(`  and ${more} more`, room, mark)]];
}

function share(moved: number, bytes: number): number {
  return bytes === 0 ? 1 : Math.min(1, moved / bytes);
}

/** Always four columns, so that nothing moves about: ` 7 %`, `42 %`; at the very end five. */
function percentOf(part: number): string {
  return `${Math.floor(part * 100)} %`.padStart(4);
}
