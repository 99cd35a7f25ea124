import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import xterm from "@xterm/headless";

/** A window of a terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a program did in a terminal, while it runs. */
export interface InTerminal {
  /** All that it wrote so far, with its commands to the terminal. */
  said(): string;
  /** What the window shows now, and what has gone out of it at the top. */
  readonly screen: xterm.Terminal;
  /** As a person types it; `\x03` is Ctrl-C. */
  type(text: string): void;
  /** The window gets another size, and the program is told. */
  resize(size: Size): Promise<void>;
  /** Exit code. */
  readonly ended: Promise<number | null>;
}

/**
 * Runs a program in a terminal of its own, by `script` of util-linux, and plays what it writes on a terminal without a
 * window (the one of VS Code).
 */
export function runInTerminal(at: {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly size: Size;
}): InTerminal {
  const { words, env, folder, size } = at;
  const home = mkdtempSync(join(tmpdir(), "forge-release-pty-"));
  const line = join(home, "tty");
  const shell = [`stty rows ${size.rows} cols ${size.columns}`, `tty > ${line}`, `exec ${words.map(quoted).join(" ")}`];
  const child = spawn("script", ["-qefc", shell.join("; "), "/dev/null"], {
    cwd: folder,
    env: { TERM: "xterm-256color", SHELL: "/bin/sh", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const screen = new xterm.Terminal({ cols: size.columns, rows: size.rows, scrollback: 5000, allowProposedApi: true });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    screen.write(text);
  });
  return {
    said: () => said,
    screen,
    type: (text) => child.stdin.write(text),
    async resize({ columns, rows }) {
      await written(screen);
      screen.resize(columns, rows);
      execFileSync("stty", ["-F", readFileSync(line, "utf8").trim(), "cols", String(columns), "rows", String(rows)]);
    },
    ended: end(child).finally(async () => {
      rmSync(home, { recursive: true });
      await written(screen);
    }),
  };
}

function end(child: ChildProcess): Promise<number | null> {
  return new Promise((done, fail) => {
    child.on("error", fail).on("close", done);
  });
}

/** Everything that was written until now is on the screen. */
export function written(screen: xterm.Terminal): Promise<void> {
  return new Promise((done) => {
    screen.write("", done);
  });
}

/** The lines on a terminal as text, from the first that it ever showed. */
export function linesOf({ buffer: { active } }: xterm.Terminal): string[] {
  const lines = Array.from({ length: active.length }, (_, at) => active.getLine(at)?.translateToString(true) ?? "");
  return lines.join("\n").trimEnd().split("\n");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** The lines with their colours, as they would be written again: all of the log whole, or the window as it is. */
export function colouredLines(
  { buffer: { active }, rows }: xterm.Terminal,
  { isWindow = false }: { readonly isWindow?: boolean } = {},
): string[] {
  const lines: string[] = [];
  const from = isWindow ? active.baseY : 0;
  const end = isWindow ? active.baseY + rows : active.length;
  for (let at = from; at < end; at += 1) {
    const line = active.getLine(at);
    if (line === undefined) continue;
    const text = colouredLine(line);
    if (line.isWrapped && !isWindow) lines.push(`${lines.pop() ?? ""}${text}`);
    else lines.push(text);
  }
  while (!isWindow && lines.at(-1) === "") lines.pop();
  return lines;
}

type Line = NonNullable<ReturnType<xterm.Terminal["buffer"]["active"]["getLine"]>>;

function colouredLine(line: Line): string {
  let [text, look] = ["", ""];
  const plain = line.translateToString(true);
  for (let at = 0, left = plain.length; at < line.length && left > 0; at += 1) {
    const cell = line.getCell(at);
    const letter = cell?.getChars() ?? "";
    if (cell === undefined || cell.getWidth() === 0) continue;
    const codes = [
      ...(cell.isBold() ? [1] : []),
      ...(cell.isDim() ? [2] : []),
      ...(cell.isUnderline() ? [4] : []),
      ...(cell.isFgPalette() ? [30 + cell.getFgColor()] : []),
    ].join(";");
    if (codes !== look) text += codes === "" ? "\x1b[0m" : `\x1b[0;${codes}m`;
    look = codes;
    text += letter === "" ? " " : letter;
    left -= Math.max(1, letter.length);
  }
  return look === "" ? text : `${text}\x1b[0m`;
}
