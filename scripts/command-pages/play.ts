import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { run } from "../../src/run";
import type { Scene } from "./scene";

/** How a line of a page ended, and what a terminal shows of it. */
interface Ended {
  readonly code: number;
  readonly shown: string;
  /** What came on standard output, for the program behind a pipe. */
  readonly stdout: string;
}

/** What says where a run works and with what, and how far it is: the log of every run, and on no page. */
const LOG =
  /^(inputs: |their values: |running in |forge: |chosen by: |notes: |fires the event |no prerelease: |deleted )|, \d+\.\d s(, \S+ \S+\/s)?$| is there already$/;
/** A run of this program, perhaps with variables before it. */
const OURS = /^(?:[A-Z_]+=\S* )*forge-release(?: |$)/;
/** What only a shell can read. */
const SHELL = /[|&;<>$()`~*]/;
const ANSWERED = /\[y\/N\] (\S+)/;
const BLOCK = /(```console\n)([\s\S]*?)(^```$)/gm;

/**
 * A page with every block `console` as it is now: each line behind `$` is run in the scene, one after the other, and what
 * a terminal shows of it stands below. A question is answered as the page answers it.
 *
 * @throws where a line fails and the page does not show its exit code
 */
export async function played(page: string, scene: Scene): Promise<string> {
  const texts: string[] = [];
  for (const [, , text = ""] of page.matchAll(BLOCK)) texts.push(await playedBlock(text, scene));
  return page.replace(BLOCK, (_, start: string, __: string, end: string) => `${start}${texts.shift() ?? ""}${end}`);
}

async function playedBlock(text: string, scene: Scene): Promise<string> {
  const shown: string[] = [];
  let [last, failed] = [0, ""];
  for (const example of text.split(/^\$ /m).slice(1)) {
    const [line = ""] = example.split("\n");
    const isAsked = line === "echo $?";
    if (last !== 0 && !isAsked) break;
    const ended = isAsked ? { code: 0, shown: `${last}\n`, stdout: "" } : await playedLine(line, example, scene);
    [last, failed] = [ended.code, line];
    shown.push(`$ ${line}\n${ended.shown}`);
  }
  if (last !== 0) throw new Error(`“${failed}” ends with ${last}, which the page does not say.\n${shown.join("")}`);
  return shown.join("");
}

async function playedLine(line: string, example: string, scene: Scene): Promise<Ended> {
  const here = withSides(
    scene.names.reduce((told, [shown, real]) => told.replaceAll(shown, real), line),
    scene,
  );
  const [, answer] = ANSWERED.exec(example) ?? [];
  const [run = "", filter] = here.split(/ \| (jq .*)$/);
  const isPlain = OURS.test(run) && !SHELL.test(run.replace(/'[^']*'/g, ""));
  const ended = isPlain ? await inProcess(wordsOf(run), scene, answer) : await inShell(here, scene);
  const last = isPlain && filter !== undefined ? await inShell(filter, scene, ended.stdout) : ended;
  return { ...last, shown: asOnPages(last.shown, scene) };
}

/** What `copy` has to be told of servers that are no public ones. */
function withSides(line: string, { servers }: Scene): string {
  return line.replace(/--(from|to) (\S+)/g, (said, side: string, address: string) => {
    const server = servers.find((one) => address.startsWith(one.address));
    if (server === undefined) return said;
    const { forge, apiUrl, token } = server;
    return `${said} --${side}-forge ${forge} --${side}-api-url ${apiUrl} --${side}-token-env ${token}`;
  });
}

function withoutLog(text: string): string {
  const lines = text.split("\n");
  return lines.filter((line) => !LOG.test(line)).join("\n");
}

function asOnPages(text: string, { names, sayings }: Scene): string {
  const told = text.trimEnd();
  const all = told === "" ? "" : `${told}\n`;
  return [...sayings, ...names].reduce((left, [shown, here]) => left.replaceAll(here, shown), all);
}

/** Words of a line that has nothing for a shell but quotes. */
function wordsOf(line: string): string[] {
  const words = line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g);
  return [...words].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, "$1$2"));
}

/** The program itself, on the clock of the scene. */
async function inProcess(all: readonly string[], scene: Scene, answer: string | undefined): Promise<Ended> {
  const at = all.indexOf("forge-release");
  const argv = all.slice(at + 1);
  const [said, results]: [string[], string[]] = [[], []];
  const out = { write: (text: string): void => void (said.push(text), results.push(text)) };
  const err = { write: (text: string): void => void said.push(withoutLog(text)) };
  const confirm = (question: string): Promise<boolean> => {
    said.push(`${question} [y/N] ${answer ?? ""}\n`);
    return Promise.resolve(answer === "y");
  };
  const code = await run({
    argv: isPlaced(argv[0]) ? [...argv, ...scene.place] : argv,
    env: { ...environment(scene), ...Object.fromEntries(all.slice(0, at).map((word) => word.split("=", 2))) },
    ...{ folder: scene.folder, version: packageJson.version, node: "24.1.0", out, err },
    // What it compares with is the date that a server sends, which is today's.
    clock: argv[0] === "doctor" ? { ...scene.clock, now: Date.now } : scene.clock,
    ...{ random: () => 0.5, repeat: () => () => undefined, terminal: undefined },
    confirm: answer === undefined ? undefined : confirm,
    stdin() {
      throw new Error("no page reads standard input");
    },
    signal: new AbortController().signal,
  });
  return { code, shown: said.join(""), stdout: results.join("") };
}

/** Whether a command speaks to the one repository of the scene. */
function isPlaced(command: string | undefined): boolean {
  return !["copy", "init", "completion", "help", "--version"].includes(command ?? "");
}

/** Of a shell without any CI. */
function environment({ variables, folder }: Scene): Record<string, string> {
  return { ...variables, PATH: process.env.PATH ?? "", HOME: folder, NO_COLOR: "1" };
}

/** The whole line by a shell, which finds the built program under its name. The log is shown where it failed. */
async function inShell(line: string, scene: Scene, input = ""): Promise<Ended> {
  const bin = join(scene.folder, "..", "bin");
  await mkdir(bin, { recursive: true });
  const program = `"${process.execPath}" "${resolve("dist/index.js")}" "$@"`;
  await writeFile(join(bin, "forge-release"), `#!/bin/sh\nexec ${program}\n`, { mode: 0o755 });
  const env = environment(scene);
  const placed = Object.fromEntries(
    scene.place.flatMap((word, index) =>
      word.startsWith("--")
        ? [[`INPUT_${word.slice(2).replaceAll("-", "_").toUpperCase()}`, scene.place[index + 1]]]
        : [],
    ),
  );
  const given = line.includes("copy ") ? env : { ...env, ...placed };
  const options = { cwd: scene.folder, env: { ...given, PATH: `${bin}${delimiter}${env.PATH ?? ""}` } };
  return new Promise((done) => {
    const shell = execFile("bash", ["-c", line], options, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : 0;
      done({ code, stdout, shown: code === 0 ? stdout : `${stdout}${withoutLog(stderr)}` });
    });
    // A program that reads nothing may be over before.
    shell.stdin?.on("error", () => undefined).end(input);
  });
}
