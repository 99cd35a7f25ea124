import { InputError } from "../request/problems";
import { SHELLS, completionFor, isShell } from "../request/commands/completion";
import { command } from "./frame";

/** The completion script of a shell. Nothing is looked at, and nothing is sent. */
export const completion = command("completion", ({ words: [shell], context }) => {
  if (!isShell(shell))
    throw new InputError(...context.problems, `completion knows ${SHELLS.join(", ")}, not “${shell ?? ""}”.`);
  if (context.problems.length > 0) throw new InputError(...context.problems);
  const lines = completionFor(shell).trimEnd().split("\n");
  return Promise.resolve({ json: undefined, lines, exitCode: 0 });
});
