import { ConfigError } from "../errors";

/** Wrong inputs: a sentence for each problem. What can be found is told at once, before anything is sent. */
export class InputError extends ConfigError {
  readonly problems: readonly string[];

  constructor(...problems: readonly string[]) {
    const [only = "", ...more] = problems;
    const list = problems.map((line) => `- ${line}`).join("\n");
    super({
      what: more.length === 0 ? only : `${problems.length} things are wrong with the inputs:\n${list}`,
      hint: "Nothing was sent.",
    });
    this.problems = problems;
  }
}

/** What a reader gives; `undefined` when it throws an `InputError`, whose problems are added to the list. */
export function attempt<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
