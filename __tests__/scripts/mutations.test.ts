import { expect, it } from "vitest";
import { runInNewContext } from "node:vm";
import ts from "typescript";
import { faultsOf } from "../../scripts/mutations/faults";
import { before } from "../../scripts/mutations/pieces";

const TEXT = `
const names: readonly string[] = ["one", ...["two"]];
const { length: many, 0: first = "none" } = names;
export function told(count: number, more: Record<string, unknown> = {}): string {
  if (!(count < many)) throw new Error(first);
  const all = [{ ...more, 7: count + 1, names }, ...(count > 0 ? [/^a$/] : [])];
  for (const one of all) { if (one instanceof RegExp) continue; more[names[0]] = true; }
  return JSON.stringify(all) + JSON.stringify(more satisfies object);
}
`;
const FAULTS = faultsOf("some.ts", TEXT);

/** What a text says for a number, and what it runs through on the way there. */
function play(text: string, count: number): { said: string; reached: Set<string> } {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported: { told?: (count: number) => string } = {};
  const reached = new Set<string>();
  runInNewContext(outputText, { exports: exported, reach: (at: number) => void reached.add(FAULTS[at]!.before) });
  reached.clear();
  try {
    return { said: exported.told!(count), reached };
  } catch (error) {
    return { said: String(error), reached };
  }
}

it.each([
  { count: 0, through: ["!(count < many)", "...more,", ">", "true"], past: ["/^a$/", "continue;"] },
  { count: 1, through: ["/^a$/", "continue;", "true"], past: ["throw new Error(first);", '"two"', '"none"'] },
  { count: 2, through: ["<", "throw new Error(first);"], past: ["...more,", "true"] },
])("calls in front of faults tell which are run into, and change nothing else: $count", ({ count, through, past }) => {
  const calls = FAULTS.map(({ place }, at) => ({ piece: place, call: `reach(${at})` }));
  const { said, reached } = play(before(TEXT, calls), count);
  expect(said).toBe(play(TEXT, count).said);
  expect(through.filter((place) => !reached.has(place))).toEqual([]);
  expect(past.filter((place) => reached.has(place))).toEqual([]);
});
