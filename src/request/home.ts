import type { Ci, Env, Pipeline } from "../ci/ci";

/** The folder that `working_directory` starts from: an action works in the checkout; a command where it is called. */
export function homeFolder(at: {
  readonly argv: readonly string[];
  readonly env: Env;
  /** Current folder, absolute. */
  readonly folder: string;
  readonly ci: Ci;
  readonly pipeline: Pipeline;
}): string {
  const { argv, env, ci, pipeline } = at;
  const isAction =
    ci.runsActions === true && argv.length === 0 && Object.keys(env).some((name) => name.startsWith("INPUT_"));
  return isAction ? (pipeline.workspace ?? at.folder) : at.folder;
}
