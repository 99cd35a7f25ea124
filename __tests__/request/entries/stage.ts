import type { Env } from "../../../src/ci/ci";
import { type Entries, readEntries } from "../../../src/request/entries/entries";

/** In a shell, in a step of an action, and in a CI that hands settings to plugins. */
export const shell = (env: Env): Entries => readEntries([], env);
export const step = (env: Env): Entries => readEntries([], { INPUT_JOB_TOKEN: "", ...env });
export const plugin = (env: Env, words: readonly string[] = []): Entries => readEntries(words, env, { settings: true });

/** What was given, by name. */
export const valuesOf = ({ given }: Entries): Record<string, string> =>
  Object.fromEntries([...given].map(([name, { value }]) => [name, value]));
