import type { Ci, Env, Pipeline } from "../ci/ci";

/** Whether this is a step of a workflow, whose inputs a runner hands over. */
function isAction({
  argv,
  env,
  ci,
}: {
  readonly argv: readonly string[];
  readonly env: Env;
  readonly ci: Ci;
}): boolean {
  return ci.runsActions === true && argv.length === 0 && Object.keys(env).some((name) => name.startsWith("INPUT_"));
}

/** The folder that `working_directory` starts from: an action works in the checkout; a command where it is called. */
export function homeFolder(at: {
  readonly argv: readonly string[];
  readonly env: Env;
  /** Current folder, absolute. */
  readonly folder: string;
  readonly ci: Ci;
  readonly pipeline: Pipeline;
}): string {
  const { pipeline } = at;
  return isAction(at) ? (pipeline.workspace ?? at.folder) : at.folder;
}
