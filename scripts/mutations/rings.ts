/** They look at the bundle or at the text of the sources, not at what these do. */
const BESIDE = /^__tests__\/(dist|demo|pictures|house|sandbox)\b/;
/** Rings of suites: the file's own room, units, all forges, whole stories, the dear ones. */
export const RINGS = 5;
const DEAR =
  /^__tests__\/(reliability|live|docs|examples|gitlab-template|hostile\/(memory|reach|many|endless)|doors\/(races|big-uploads|many-files))\b/;

/** @returns in which ring of a file a suite stands, or `undefined` for what is no suite that can see it */
export function ringOf(suite: string, file: string): number | undefined {
  if (!suite.endsWith(".test.ts") || BESIDE.test(suite)) return undefined;
  if (DEAR.test(suite)) return 4;
  const [, floor = "", room = ""] = file.replace(/\.ts$/, "").split("/");
  const own = floor === "forges" ? `__tests__/forges/${room}` : `__tests__/${floor}/`;
  if (suite.startsWith(own)) return 0;
  if (suite.startsWith("__tests__/forges/")) return 2;
  return /^__tests__\/(doors|hostile)/.test(suite) ? 3 : 1;
}
