import type { Hash } from "node:crypto";
import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { lazily } from "../model/lazily";
import { newHash } from "../model/source";
import { hashed } from "./content";

/** sha256 of a file that is being written. */
export interface RunningHash {
  /** @param file how it stands with these bytes at its end */
  add(bytes: Uint8Array, file: Written): void;
  /** sha256 of the whole, lower-case hex; it is over afterwards. */
  digest(file: Written): Promise<string>;
  /** Nobody needs it any more. */
  stop(): void;
}

/** An open file, and how many bytes of it are written. */
interface Written {
  readonly handle: number;
  readonly size: number;
}

/** Bytes from which on a thread of its own hashes a file, which takes some to begin. */
const LARGE = 64 * 1024 * 1024;

/** The hash of an empty file, or of what is there to be gone on with. */
export async function runningHash(there?: Written): Promise<RunningHash> {
  const isLarge = there !== undefined && there.size > LARGE;
  let behind = isLarge ? hashBehind(there.handle) : undefined;
  const hash: Hash | undefined =
    there === undefined || isLarge ? await newHash() : (await hashed(there.handle, there.size)).hash;
  return {
    add(bytes, { handle, size }) {
      if (size <= LARGE) hash.update(bytes);
      else (behind ??= hashBehind(handle)).written(size);
    },
    async digest({ handle, size }) {
      if (behind === undefined) return hash.digest("hex");
      // A thread can be refused; the file is there all the same.
      return behind.digest(size).catch(async () => (await hashed(handle, size)).hash.digest("hex"));
    },
    stop() {
      behind?.stop();
    },
  };
}

/** Bytes of which the thread is told at once: a message takes longer than to hash a few kilobytes. */
const STEP = 4 * 1024 * 1024;

/** What the thread does. It is a text, for a thread begins with a file or a text, and a bundle has no file for it. */
const THREAD = `
const { createHash } = require("node:crypto");
const { readSync } = require("node:fs");
const { parentPort, workerData: handle } = require("node:worker_threads");
const hash = createHash("sha256");
const buffer = Buffer.allocUnsafeSlow(256 * 1024);
let at = 0;
parentPort.on("message", ({ size, isLast }) => {
  for (let bytes = 1; at < size && bytes > 0; at += bytes) {
    bytes = readSync(handle, buffer, 0, Math.min(buffer.length, size - at), at);
    hash.update(buffer.subarray(0, bytes));
  }
  if (isLast) parentPort.postMessage(hash.digest("hex"));
});`;

const threads = lazily(() => import("node:worker_threads"));

/** Hashes an open file from its start on, in a thread that reads behind whoever writes. */
function hashBehind(handle: number) {
  const started = start(handle);
  // What fails is told to whoever asks for the digest.
  started.catch(() => undefined);
  let told = 0;
  const withThread = (use: (thread: Worker) => unknown): void =>
    void started.then(({ thread }) => use(thread)).catch(() => undefined);
  return {
    written(size: number): void {
      if (size - told < STEP) return;
      told = size;
      withThread((thread) => {
        thread.postMessage({ size, isLast: false });
      });
    },
    /** @throws what ended the thread */
    async digest(size: number): Promise<string> {
      const { thread, ended } = await started;
      thread.ref();
      const answer = Promise.race([once(thread, "message"), ended]);
      thread.postMessage({ size, isLast: true });
      return String((await answer)[0]);
    },
    stop(): void {
      withThread((thread) => thread.terminate());
    },
  };
}

interface Started {
  readonly thread: Worker;
  /** Fails when the thread is over, be it before anybody asks it: what is posted to it then is not heard of again. */
  readonly ended: Promise<never>;
}

async function start(handle: number): Promise<Started> {
  const { Worker } = await threads();
  const thread = new Worker(THREAD, { eval: true, workerData: handle, env: {}, execArgv: [] });
  const ended = new Promise<never>((_, fail) => {
    thread.once("error", fail).once("exit", () => {
      fail(new Error("the thread has ended"));
    });
  });
  ended.catch(() => undefined);
  // A run that ends for another reason does not wait for it.
  thread.unref();
  return { thread, ended };
}
