import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

/** The built bundle. */
const BUNDLE = resolve("dist/index.js");
/** The variable that the token travels in. */
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
  readonly token: string;
  /** Milliseconds after which the process is killed without a chance to say anything. */
  readonly killedAfter?: number;
  /** Aborted: the process is told to end. */
  readonly signal?: AbortSignal | undefined;
}

let runs = 0;

/** Runs the bundle as a shell would, in no CI. @throws where the token is in what it printed */
export async function run({ words, folder, token, killedAfter, signal }: Run): Promise<Ran> {
  const outputs = join(folder, `..`, `outputs-${++runs}.json`);
  const handed = Object.entries(process.env).filter(([name]) => HANDED_ON.test(name));
  const child = spawn(process.execPath, [BUNDLE, ...words, "--token-env", TOKEN_VARIABLE, "--outputs-file", outputs], {
    cwd: folder,
    env: { ...Object.fromEntries(handed), HOME: folder, [TOKEN_VARIABLE]: token },
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal && { signal, killSignal: "SIGTERM" as const }),
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
  if (log.includes(token)) throw new Error("The token is in the log.");
  const text = await readFile(outputs, "utf8").catch(() => "{}");
  return { code, log, outputs: JSON.parse(text) as Outputs };
}
