import { longestChain, mostAtOnce } from "../../bench/timeline";

const at = (...pairs: readonly (readonly [number, number])[]) => pairs.map(([start, end]) => ({ start, end }));

describe("what a run waits for", () => {
  it.each([
    ["nothing", at(), 0, 0],
    ["one request", at([0, 50]), 1, 1],
    ["three at the same time", at([0, 50], [1, 52], [2, 60]), 1, 3],
    ["one behind the other", at([0, 50], [50, 100], [105, 160]), 3, 1],
    ["a long one beside three short ones", at([0, 200], [1, 50], [51, 100], [101, 150]), 3, 2],
    ["pairs", at([0, 50], [0, 55], [60, 110], [61, 120]), 2, 2],
  ])("%s", (_, intervals, rounds, atOnce) => {
    expect(longestChain(intervals)).toBe(rounds);
    expect(mostAtOnce(intervals)).toBe(atOnce);
  });
});
