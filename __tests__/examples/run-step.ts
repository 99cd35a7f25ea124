import { spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUNDLE, type Env, type Workspace, asInputs } from "../doors/bundle";
import type { Step } from "./steps";

export interface Ended {
  readonly code: number | null;
  readonly log: string;
  /** Of an action. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** Runs a step in its CI's environment; `npx forge-release` is the built bundle. */
export async function runStep(step: Step, at: { readonly env: Env; readonly workspace: Workspace }): Promise<Ended> {
  if (step.kind === "action") return at.workspace.action(at.env, step.inputs);
  const bin = join(at.workspace.folder, "..", "bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "npx"), npx());
  await chmod(join(bin, "npx"), 0o755);
  const env = { ...at.env, ...step.env, ...asInputs({ retry_delay: "0.01" }) };
  const PATH = `${bin}:${process.env.PATH ?? ""}`;
  return ended(step.script, { env: { HOME: bin, ...env, PATH }, cwd: at.workspace.folder });
}

function npx(): string {
  return `#!/bin/sh
while [ "$1" = --yes ]; do shift; done
case "$1" in
  forge-release | forge-release@*) shift; exec '${process.execPath}' '${BUNDLE}' "$@" ;;
esac
echo "npx has nothing but forge-release here, not $1" >&2
exit 127
`;
}

function ended(script: string, options: { readonly env: Env; readonly cwd: string }): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn("sh", ["-e", "-c", script], { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
      });
    child.on("error", fail).on("close", (code) => {
      done({ code, log });
    });
  });
}
