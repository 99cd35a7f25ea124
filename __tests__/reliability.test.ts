import { playCancels } from "../reliability/cancel";
import { faultCases, playFaults } from "../reliability/faults";
import { playRaces } from "../reliability/races";
import { subjects } from "../reliability/subjects";

/** A sample of what `npm run reliability` plays in full: every so many cases, one race, a few signals. */
const EVERY = 29;

const said: string[] = [];
const tell = (line: string): void => {
  said.push(line);
};

describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))("%s", (_, subject) => {
  it("loses nothing to a sample of the fault matrix", async () => {
    const cases = (await faultCases(subject)).filter((_case, n) => n % EVERY === 0);
    const { lost, inOne, inTwo } = await playFaults(cases, tell);
    expect(lost).toEqual([]);
    expect(inOne + inTwo).toBe(cases.length);
  }, 120_000);

  it("makes one release of six jobs at once", async () => {
    const { lost, rounds } = await playRaces({ subject, rounds: 1, jobs: 6 }, tell);
    expect(lost).toEqual([]);
    expect(rounds).toBe(2);
  }, 120_000);

  it("stops when it is told to, and finishes on the next run", async () => {
    const moments = [0.1, 0.5, 0.9];
    const { lost } = await playCancels({ subject, moments: 3, random: () => moments.shift() ?? 0.5, tell });
    expect(lost).toEqual([]);
  }, 120_000);
});
