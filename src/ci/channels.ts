import { resolve } from "node:path";
import type { Output, Pipeline } from "./ci";
import { writeOutput } from "./output-files";

type Channel = Pick<Pipeline, "handOn" | "outputsFile">;

/** Outputs for CIs that read a file of variables when the job ends; an earlier one is replaced. */
export function variablesFile(): Channel {
  const outputsFile = "forge-release.env";
  return {
    outputsFile,
    handOn: ({ dotenv, folder }) =>
      writeOutput({ file: resolve(folder, outputsFile), folder, how: "replace", text: () => dotenv }),
  };
}

/** Outputs for CIs in which every step adds its lines to one file. */
export function sharedFile(outputsFile: string): Channel {
  return {
    outputsFile,
    handOn: ({ dotenv, folder }) =>
      writeOutput({
        file: resolve(folder, outputsFile),
        folder,
        how: "append",
        // A step before may have left its last line open.
        text: (before) => `${before !== "" && !before.endsWith("\n") ? "\n" : ""}${dotenv}`,
      }),
  };
}

/** Outputs for CIs that read lines of standard output. A value for which `line` finds no safe one is left out. */
export function spokenLines(out: Output, line: (name: string, value: string) => string | undefined): Channel {
  return {
    handOn({ outputs }) {
      for (const [name, value] of outputs) {
        const said = line(name, value);
        if (said !== undefined) out.write(`${said}\n`);
      }
      return Promise.resolve();
    },
  };
}
