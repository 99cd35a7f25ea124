import { playCopy } from "../../reliability/copy";

/** A sample of what `npm run reliability -- copy` plays in full. */
it.each([
  ["gitlab", true],
  ["gitea", true],
  ["gitcode", false],
] as const)(
  "a copy to %s that is killed again and again ends complete, with nothing twice",
  async (forge, process) => {
    const large = process ? 8 * 2 ** 20 : 0;
    const tally = await playCopy({ forge, releases: 6, files: 3, large, kills: 3, process }, () => undefined);
    expect(tally).toMatchObject({ sentAgain: 0, lost: [] });
    expect(tally.killed).toBeGreaterThan(0);
  },
  120_000,
);
