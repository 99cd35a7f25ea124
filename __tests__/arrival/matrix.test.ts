import { playMatrix } from "../../reliability/matrix";
import { subjects } from "../../reliability/subjects";

/** A sample of what `npm run reliability` plays in full. */
describe.each(subjects.map(({ subject }) => [subject.name, subject] as const))("%s", (_, subject) => {
  it("ends with one list that has every line, of twelve jobs at once", async () => {
    const said: string[] = [];
    const { lost, rounds } = await playMatrix({ subject, rounds: 2 }, (line) => said.push(line));
    expect(lost).toEqual([]);
    expect(rounds).toBe(2);
  }, 120_000);
});
