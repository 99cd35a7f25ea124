import { type ChildProcess, fork } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyTree } from "./copy";
import type { Failure, News, Order, PlayedSuite } from "./orders";

/** Plays suites in a copy of the working tree, where anything may break. */
export interface Player {
  play(order: Order): Promise<{ readonly failure: Failure | undefined; readonly suites: readonly PlayedSuite[] }>;
  end(): void;
}

const RUNNER = fileURLToPath(new URL("./runner.ts", import.meta.url));
/** Milliseconds that a run may be silent for, beyond what one test may take. */
const SILENCE = 30_000;
/** Milliseconds that a run may go on for after its first failure. */
const LAST_WORDS = 10_000;

/** Copies the working tree once: what is changed there meanwhile changes no verdict. */
export function createPlayers(root: string, count: number): { readonly players: readonly Player[]; close(): void } {
  // Short: sockets of tests lie deep in it.
  const folder = mkdtempSync(join(tmpdir(), "m-"));
  // Some suites start the bundle as another user, who has to get here.
  chmodSync(folder, 0o755);
  const whole = join(folder, "whole");
  copyTree(root, whole);
  const players = Array.from({ length: count }, (_, at) => createPlayer(whole, join(folder, String(at))));
  return {
    players,
    close() {
      for (const player of players) player.end();
      // Workers may still be writing.
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function createPlayer(whole: string, folder: string): Player {
  const [tree, temporary] = [join(folder, "tree"), join(folder, "t")];
  let runner: ChildProcess | undefined;
  const end = (): void => {
    try {
      // With its workers, of which one may go round in circles.
      if (runner?.pid !== undefined) process.kill(-runner.pid, "SIGKILL");
    } catch {
      // It has ended.
    }
    runner = undefined;
  };
  const start = (): ChildProcess => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    cpSync(whole, tree, { recursive: true, verbatimSymlinks: true });
    mkdirSync(temporary);
    return fork(RUNNER, [], {
      cwd: tree,
      env: { ...process.env, NO_COLOR: "1", TMPDIR: temporary },
      execArgv: ["--import", "tsx"],
      detached: true,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  };
  return {
    async play(order) {
      runner ??= start();
      const played = await listen(runner, order);
      if (!played.ended) end();
      return played;
    },
    end,
  };
}

interface Heard {
  readonly failure: Failure | undefined;
  readonly suites: readonly PlayedSuite[];
  /** Whether the runner waits for the next order. */
  readonly ended: boolean;
}

function listen(runner: ChildProcess, order: Order): Promise<Heard> {
  return new Promise((resolve) => {
    let failure: Failure | undefined;
    let timer: NodeJS.Timeout | undefined;
    const silent: Failure = { file: "(no suite)", name: "it does not end" };
    const wait = (milliseconds: number, otherwise: Failure): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        done({ failure: failure ?? otherwise, suites: [], ended: false });
      }, milliseconds);
    };
    const exited = (): void => {
      done({ failure: failure ?? { file: "(no suite)", name: "the runner ended" }, suites: [], ended: false });
    };
    const hear = (news: News): void => {
      if (news.kind === "played") done({ failure, suites: news.suites, ended: true });
      else if (news.kind === "failed" && !order.looks) wait(LAST_WORDS, (failure ??= news.failure));
      else if (failure === undefined) wait(order.patience + SILENCE, silent);
    };
    const done = (heard: Heard): void => {
      clearTimeout(timer);
      runner.off("message", hear).off("exit", exited);
      resolve(heard);
    };
    runner.on("message", hear).on("exit", exited);
    wait(order.patience + SILENCE, silent);
    runner.send(order);
  });
}
