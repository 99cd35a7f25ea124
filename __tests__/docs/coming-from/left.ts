import { readCalled } from "../../../src/request/commands/line";
import { readEntries } from "../../../src/request/entries/entries";
import type { OtherCommand, Sample, Tool } from "./pages";

/** What becomes of another tool's name when it is left as it is, and what is said about it. */
export interface Left {
  readonly end: "works" | "works, with a notice" | "warning" | "stops the run";
  readonly said: readonly string[];
}

interface Told {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  readonly notices: readonly string[];
}

function ended({ problems, warnings, notices }: Told): Left {
  if (problems.length > 0) return { end: "stops the run", said: problems };
  // A token at the command line works, and is warned of.
  const unknown = warnings.filter((warning) => warning.startsWith("Unknown"));
  if (unknown.length > 0) return { end: "warning", said: unknown };
  return { end: notices.length > 0 ? "works, with a notice" : "works", said: notices };
}

/** In the step of this action, or in the settings of a plugin. */
export function leftInput(tool: Tool, name: string, sample: Sample): Left {
  const prefix = tool.door === "settings" ? "PLUGIN_" : "INPUT_";
  const values = typeof sample === "string" ? { [name]: sample } : sample;
  const env = Object.entries(values ?? {}).map(([one, value]) => [`${prefix}${one.toUpperCase()}`, value] as const);
  const step = tool.door === "settings" ? {} : { INPUT_JOB_TOKEN: "" };
  return ended(readEntries([], { ...step, ...Object.fromEntries(env) }, { settings: tool.door === "settings" }));
}

/** At the command line, behind the command that does the same here. */
export function leftFlag({ command }: OtherCommand, flag: string, sample: Sample): Left {
  const words = typeof sample === "string" ? [flag, sample] : [flag];
  if (command === "publish") return ended(readEntries(words, {}, { settings: false }));
  const called = readCalled([command, ...words], {});
  if (called === undefined) throw new Error(`${command} is no command`);
  return ended({ ...called, warnings: [] });
}
