import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { eachLimited } from "../../src/operations/operation";

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe("eachLimited", () => {
  it("gives results in the order of the items, with never more than the limit at work", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3)), fc.integer({ min: 1, max: 6 }), async (turns, limit) => {
        let [running, most] = [0, 0];
        const results = await eachLimited(turns, limit, async (count, index) => {
          most = Math.max(most, ++running);
          for (let at = 0; at < count; at++) await turn();
          running--;
          return index;
        });
        expect(results).toEqual(turns.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it("works on as many as it may", async () => {
    let running = 0;
    let most = 0;
    await eachLimited([1, 2, 3, 4, 5], 3, async () => {
      most = Math.max(most, ++running);
      await turn();
      running--;
    });
    expect(most).toBe(3);
  });

  it("does nothing for no items", async () => {
    expect(await eachLimited([], 4, () => Promise.reject(new Error("never")))).toEqual([]);
  });

  it("tells the first failure, starts nothing after it, and waits for what runs", async () => {
    const started: number[] = [];
    const ended: number[] = [];
    const work = eachLimited([0, 1, 2, 3, 4], 2, async (item) => {
      started.push(item);
      if (item === 0) throw new Error("first");
      await turn();
      await turn();
      ended.push(item);
      if (item === 1) throw new Error("second");
    });
    await expect(work).rejects.toThrow("first");
    expect(started).toEqual([0, 1]);
    expect(ended).toEqual([1]);
  });

  it("takes a failure that is undefined for a failure", async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever a library throws
    await expect(eachLimited([1], 1, () => Promise.reject(undefined))).rejects.toBeUndefined();
  });
});
