import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Output, Pipeline } from "./ci";

type Channel = Pick<Pipeline, "handOn" | "outputsFile">;

/** Outputs for CIs that read a file of variables when the job ends; an earlier one is replaced. */
export function variablesFile(): Channel {
  const outputsFile = "forge-release.env";
  return { outputsFile, handOn: ({ dotenv, folder }) => writeFile(resolve(folder, outputsFile), dotenv) };
}

/** Outputs for CIs in which every step adds its lines to one file. */
export function sharedFile(outputsFile: string): Channel {
  return {
    outputsFile,
    async handOn({ dotenv, folder }) {
      const file = resolve(folder, outputsFile);
      const before = await readFile(file, "utf8").catch(() => "");
      // A step before may have left its last line open.
      const open = before !== "" && !before.endsWith("\n");
      await writeFile(file, `${open ? "\n" : ""}${dotenv}`, { flag: "a" });
    },
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
