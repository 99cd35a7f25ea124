#!/usr/bin/env node
import { setTimeout as delay } from "node:timers/promises";
import packageJson from "../package.json" with { type: "json" };
import { CancelledError } from "./errors";
import { tooOld } from "./model/node";
import { harmless } from "./model/plain-text";
import type { World } from "./world";

/** A run that was told to stop ends by itself; one that cannot is ended after this many milliseconds. */
const STOPS_WITHIN = 4500;

const HELP = /^(--help|-h)$/;
const READS = /^(list|view|verify|doctor|completion|help|--help|-h)$/;

// An older Node reads this far, and would break where something is missing that nobody has heard of.
const old = tooOld(process.versions.node);
if (old !== undefined) {
  process.stderr.write(`error: ${old}\n`);
  process.exit(2);
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    const error = new CancelledError(signal);
    stop.abort(error);
    setTimeout(() => process.exit(error.exitCode), STOPS_WITHIN).unref();
  });
}

// A log that cannot be written (the disk is full, its reader went away) is no reason to leave a release half done. What
// only reads may lose its reader, as in `list | head`.
const onlyReads = process.argv.slice(2).some((word, at) => (at === 0 ? READS : HELP).test(word));
const unwritten: Error[] = [];
process.stderr.on("error", () => undefined);
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (!onlyReads || error.code !== "EPIPE") unwritten.push(error);
});

async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${harmless(question)} [y/N] `, { signal: stop.signal });
    return /^(y(es)?|是)$/i.test(answer.trim());
  } catch (error) {
    // An answer that is not given is none; a run that was told to stop says so.
    stop.signal.throwIfAborted();
    if (error instanceof Error && error.name === "AbortError") return false;
    throw error;
  } finally {
    terminal.close();
  }
}

/** All that a run may know and do. */
function world(): World {
  return {
    argv: process.argv.slice(2),
    env: process.env,
    folder: process.cwd(),
    version: packageJson.version,
    node: process.versions.node,
    out: { write: (text) => process.stdout.write(text) },
    err: { write: (text) => process.stderr.write(text) },
    // Standard input is opened when it is looked at, which takes a millisecond.
    confirm: process.stderr.isTTY && process.stdin.isTTY ? confirm : undefined,
    stdin: () => process.stdin,
    clock: {
      now: Date.now,
      sleep: (milliseconds) =>
        // A timer takes 24 days at most; a longer one would end at once.
        delay(Math.min(milliseconds, 2 ** 31 - 1), undefined, { signal: stop.signal }).catch(() => {
          throw stop.signal.reason;
        }),
    },
    random: Math.random,
    repeat: (milliseconds, work) => {
      const timer = setInterval(work, milliseconds);
      timer.unref();
      return () => {
        clearInterval(timer);
      };
    },
    terminal: process.stderr.isTTY
      ? {
          size: () => ({ columns: process.stderr.columns, rows: process.stderr.rows }),
          resized(work) {
            process.stderr.on("resize", work);
            return () => process.stderr.off("resize", work);
          },
          leaving: (work) => process.once("exit", work),
        }
      : undefined,
    signal: stop.signal,
  };
}

async function main(): Promise<void> {
  // Whoever only asks for the version waits for nothing else.
  const [only, ...others] = process.argv.slice(2);
  if (only === "--version" && others.length === 0) {
    await new Promise((done) => process.stdout.write(`${packageJson.version}\n`, done));
    process.exit(0);
  }
  const { run } = await import("./run");
  const exitCode = await run(world());
  // What is still winding down (pools, background compilation) has nothing to say any more, and waiting for it takes a
  // third of a run without files. What was said has to be out first: pipes are not written at once on every system.
  const said = [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done)));
  await Promise.all(said);
  // Some CIs take their outputs from what was said.
  for (const { message } of unwritten.slice(0, 1))
    process.stderr.write(`error: The log could not be written (${message}).\n`);
  process.exit(unwritten.length === 0 ? exitCode : exitCode || 1);
}

void main();
