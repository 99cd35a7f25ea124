import { ConfigError } from "../errors";
import type { Asset } from "../model/release";
import { expandBraces } from "../request/files/braces";
import { nameTest } from "../request/files/patterns";

/** Tests a name by a pattern with `*`, `?`, `[…]` and braces; a name that is written as it is fits itself. */
export function fits(pattern: string): (name: string) => boolean {
  const tests = expandBraces(pattern).map((one) => nameTest(one, { windows: false, hidden: true }));
  return (name) => name === pattern || tests.some((test) => test(name));
}

/** Files that patterns name, each once; all without patterns. @throws ConfigError for a pattern that fits none */
export function choose(assets: readonly Asset[], patterns: readonly string[], tag: string): readonly Asset[] {
  if (patterns.length === 0) return assets;
  const tests = patterns.map((pattern) => ({ pattern, test: fits(pattern) }));
  const lonely = tests.filter(({ test }) => !assets.some(({ name }) => test(name))).map(({ pattern }) => pattern);
  if (lonely.length === 0) return assets.filter(({ name }) => tests.some(({ test }) => test(name)));
  const names = assets.map(({ name }) => name);
  throw new ConfigError({
    what: `${lonely.map((one) => `“${one}”`).join(", ")} fits no file of the release ${tag}.`,
    said:
      names.length === 0
        ? "It has no files."
        : `It has ${names.slice(0, 20).join(", ")}${names.length > 20 ? ", …" : ""}.`,
  });
}
