import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { RecordedRequest } from "../../sandbox/kernel/exchange";
import type { Stand } from "../../sandbox";

/** One run of the built bundle, and what came of it. */
export interface Ran {
  readonly log: string;
  readonly requests: readonly RecordedRequest[];
  readonly outputs: Outputs;
}

export interface Outputs {
  readonly url: string;
  readonly assets: readonly StoredAsset[];
}

export interface StoredAsset {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly status: string;
}

/**
 * Publishes through the built bundle in the environment of the forge's own CI.
 *
 * @throws when it does not end with 0
 */
export async function runBundle(
  forge: Pick<Stand, "title" | "inputs" | "environment" | "requests">,
  at: {
    /** The checkout of the pipeline. */
    readonly folder: string;
    readonly inputs: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
    /** The log goes straight to the terminal. */
    readonly shown?: boolean;
  },
): Promise<Ran> {
  const file = join(at.folder, "outputs.json");
  const inputs = { ...forge.inputs, ...at.inputs, outputs_file: file, working_directory: at.folder };
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env = { PATH: process.env.PATH, ...forge.environment, ...at.environment, ...Object.fromEntries(given) };
  const before = forge.requests.length;
  const { code, log } = await ended({ env, cwd: at.folder, shown: at.shown ?? false });
  if (code !== 0) throw new Error(`On ${forge.title} the bundle ended with exit code ${code}:\n${log}`);
  const outputs = JSON.parse(await readFile(file, "utf8")) as Outputs;
  return { log, outputs, requests: forge.requests.slice(before) };
}

interface Process {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly shown: boolean;
}

function ended({ env, cwd, shown }: Process): Promise<{ code: number | null; log: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve("dist/index.js")], { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
        if (shown) process.stdout.write(text);
      });
    child.on("error", fail).on("close", (code) => {
      done({ code, log });
    });
  });
}
