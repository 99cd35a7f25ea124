import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

/** The built bundle. */
const BUNDLE = resolve("dist/index.js");
/** The variable that the token of a single server travels in. */
export const TOKEN_VARIABLE = "FORGE_RELEASE_LIVE_TOKEN";
/** What a user's shell hands on: certificates and proxies. */
const HANDED_ON =
  /^(PATH|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|https?_proxy|no_proxy|all_proxy|HTTPS?_PROXY|NO_PROXY|ALL_PROXY)$/;

/** How a run ended. */
export interface Ran {
  /** `null`: killed */
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Outputs;
}

/** As the contract lists them, as JSON; nothing where the run wrote none. */
export interface Outputs {
  readonly created?: boolean;
  readonly tag_name?: string;
  readonly assets?: readonly { readonly name: string; readonly file: string; readonly status: string }[];
}

export interface Run {
  readonly words: readonly string[];
  readonly folder: string;
  /** By the names of the variables that they travel in. */
  readonly tokens: Readonly<Record<string, string>>;
  /** File for the outputs, `.json`; `undefined` where the command has none. */
  readonly outputs: string | undefined;
  /** Milliseconds after which the process is killed without a chance to say anything. */
  readonly killedAfter?: number;
  /** Aborted: the process is told to end. */
  readonly signal: AbortSignal;
}

/** What runs: the bundle, or in tests of this suite what stands for it. */
export type Program = (run: Run) => Promise<Ran>;

/** The words that every run of the suite ends with. */
export const ending = (outputs: string | undefined): string[] =>
  outputs === undefined ? [] : ["--outputs-file", outputs];

/** Runs the bundle as a shell would, in no CI. @throws where the token is in what it printed */
export const runBundle: Program = async ({ words, folder, tokens, outputs, killedAfter, signal }) => {
  const handed = Object.entries(process.env).filter(([name]) => HANDED_ON.test(name));
  const child = spawn(process.execPath, [BUNDLE, ...words, ...ending(outputs)], {
    cwd: folder,
    env: { ...Object.fromEntries(handed), HOME: folder, ...tokens },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
    killSignal: "SIGTERM",
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
  }
  const timer = killedAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killedAfter);
  const code = await new Promise<number | null>((done, fail) => child.once("error", fail).once("close", done));
  clearTimeout(timer);
  if (Object.values(tokens).some((token) => log.includes(token))) throw new Error("A token is in the log.");
  return { code, log, outputs: await readOutputs(outputs) };
};

/** What a run wrote there; nothing where it wrote none. */
export async function readOutputs(path: string | undefined): Promise<Outputs> {
  if (path === undefined) return {};
  return JSON.parse(await readFile(path, "utf8").catch(() => "{}")) as Outputs;
}
