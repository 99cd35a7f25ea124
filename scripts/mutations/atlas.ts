import type { PlayedSuite, Suite } from "./orders";

/** Which tests run through which places, and how long they take. */
export interface Atlas {
  has(suite: string): boolean;
  add(played: PlayedSuite): void;
  /**
   * A suite of which some tests failed without any fault: they may need those before them, so that it is played whole from
   * now on. One that fails even so says nothing of any fault. @returns whether it is still played
   */
  doubt(suite: string): boolean;
  /** Tests of some suites that can see a place, those that take least first. */
  sight(place: number, suites: readonly string[]): Sight;
}

export interface Sight {
  readonly suites: readonly Suite[];
  /** Milliseconds of the longest test. */
  readonly longest: number;
}

export function createAtlas(): Atlas {
  const known = new Map<string, PlayedSuite>();
  const whole = new Set<string>();
  const distrusted = new Set<string>();
  /** What runs while files are loaded runs for one suite of a worker, and counts for all. */
  const loaded = new Set<number>();
  return {
    has: (suite) => known.has(suite),
    add(played) {
      known.set(played.file, played);
      for (const place of played.loaded) loaded.add(place);
    },
    doubt(suite) {
      if (whole.has(suite) || !known.has(suite)) distrusted.add(suite);
      whole.add(suite);
      return !distrusted.has(suite);
    },
    sight(place, suites) {
      const seeing = suites.flatMap((file) => {
        const played = distrusted.has(file) ? undefined : known.get(file);
        if (played === undefined) return [];
        const all = loaded.has(place) || played.reached.includes(place);
        const tests = played.tests.filter(
          ({ state, reached }) => state === "passed" && (all || reached.includes(place)),
        );
        const took = tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
        // Who was running, or has loaded it, before those that did nothing but load the file.
        const far =
          loaded.has(place) &&
          ![...played.reached, ...played.loaded, ...tests.flatMap(({ reached }) => reached)].includes(place);
        return tests.length === 0 ? [] : [{ file, tests, took, far }];
      });
      seeing.sort((a, b) => Number(a.far) - Number(b.far) || a.took - b.took);
      return {
        suites: seeing.map(({ file, tests }) =>
          whole.has(file) ? { file } : { file, ids: tests.map(({ id }) => id) },
        ),
        longest: Math.max(0, ...seeing.flatMap(({ tests }) => tests.map(({ milliseconds }) => milliseconds))),
      };
    },
  };
}
