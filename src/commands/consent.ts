import { ConfigError } from "../errors";
import type { Stage } from "../world";

/** Goes on only with `--yes`, or when a person at the terminal says so. @throws ConfigError otherwise */
export async function askFirst({ confirm, entries, log }: Stage, yes: boolean, question: string): Promise<void> {
  if (yes) return;
  if (confirm === undefined)
    throw new ConfigError({
      what: "Nothing was deleted: nobody is here to say yes.",
      hint:
        entries.given.size > 0 && [...entries.given.values()].some(({ entry }) => entry === "with")
          ? "Set yes: true in the step. An inherited variable does not count."
          : "Add --yes. A variable does not count.",
    });
  if (await confirm(log.inLanguage(question))) return;
  throw new ConfigError({ what: "Nothing was deleted: the answer was no." });
}
