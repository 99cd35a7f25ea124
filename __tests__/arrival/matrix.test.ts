import { playMatrix } from "../../reliability/matrix";
import { subjects } from "../../reliability/subjects";

const MOST_USED = ["github.com", "GitLab", "Gitea"];

/** A sample of what `npm run reliability` plays in full. */
describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))("%s", (_, subject) => {
  // Cold and warm, twelve jobs, where most releases are made.
  const [rounds, jobs] = MOST_USED.includes(subject.name) ? [2, 12] : [1, 6];
  it(`ends with one list that has every line, of ${jobs} jobs at once`, async () => {
    const said: string[] = [];
    const tally = await playMatrix({ subject, rounds, jobs }, (line) => said.push(line));
    expect(tally.lost).toEqual([]);
    expect(tally.rounds).toBe(rounds);
  }, 120_000);
});
