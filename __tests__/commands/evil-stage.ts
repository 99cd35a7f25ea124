import { join } from "node:path";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { runInProcess } from "../doors/in-process";
import { type EvilForge, startEvilForge } from "./evil-forge";

/** A host that lies, a workspace, and a command between them. */
export interface EvilStage {
  readonly forge: EvilForge;
  readonly workspace: Workspace;
  /** What the command is given, behind its name. */
  wordsFor(command: string, ...words: readonly string[]): string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs a command on the release v1. @param folder the current one; the workspace's without it */
  call(words: readonly [command: string, ...words: string[]], folder?: string): ReturnType<typeof runInProcess>;
  /** A path in the workspace. */
  at(path: string): string;
}

/** A stage of its own for each test of a suite. */
export function evilStage(): EvilStage {
  let [forge, workspace]: [EvilForge?, Workspace?] = [];
  beforeEach(async () => {
    forge = await startEvilForge();
    workspace = await createWorkspace();
  });
  afterEach(async () => {
    await forge?.close();
    await workspace?.close();
  });
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error("The stage is there while a test runs.");
    return one;
  };
  const env = { PATH: process.env.PATH, SECRET: "ghp_0000000000000000000001" };
  const stage: EvilStage = {
    get forge() {
      return there(forge);
    },
    get workspace() {
      return there(workspace);
    },
    env,
    wordsFor: (command, ...words) => [
      ...[command, "v1", ...words, "--forge", "github", "--repository", "o/r", "--token-env", "SECRET"],
      ...["--server-url", stage.forge.url, "--api-url", stage.forge.url, "--retry-delay", "0.01"],
    ],
    call: (words, folder = stage.workspace.folder) => runInProcess({ words: stage.wordsFor(...words), env, folder }),
    at: (path) => join(stage.workspace.folder, path),
  };
  return stage;
}
