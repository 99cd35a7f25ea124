import { HttpError, NetworkError } from "../../src/http";
import type { Limits } from "../../src/forges/abilities";
import { type Gauge, fixedGauge, openGauge } from "../../src/operations/gauge";

const MIB = 1024 * 1024;

/** A gauge with a clock of its own, and transfers that end when they are told to. */
function line(limits: Pick<Limits, "requests"> = {}, given?: Gauge) {
  let time = 0;
  const gauge = given ?? openGauge({ now: () => time, ...limits });
  const open: { size: number; end(): void; fail(error: unknown): void }[] = [];
  const begin = (size: number): Promise<unknown> =>
    gauge.pass(
      size,
      () =>
        new Promise<void>((done, fail) => {
          open.push({ size, end: done, fail });
        }),
    );
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done));
  return {
    open,
    /** So many are wanted; how many of them are open then. */
    async wanted(count: number, size: number): Promise<number> {
      for (let n = 0; n < count; n++) begin(size).catch(() => undefined);
      await settle();
      return open.length;
    },
    /** The oldest one ends, in a good way or not; how many are open then. */
    async ended(error?: unknown): Promise<number> {
      const first = open.shift();
      if (error === undefined) first?.end();
      else first?.fail(error);
      await settle();
      return open.length;
    },
    passes: (milliseconds: number): void => {
      time += milliseconds;
    },
  };
}

const refusal = (status: number, headers: Record<string, string> = {}): HttpError =>
  new HttpError({ status, headers, body: "", request: "POST /" });

describe("uploads at once, auto", () => {
  it.each([
    ["small", 2000, 12],
    ["of 1 MiB", MIB, 12],
    ["of 4 MiB", 4 * MIB, 8],
    ["large", 100 * MIB, 4],
    ["very large", 2048 * MIB, 4],
    ["empty", 0, 12],
  ])("%s", async (_, size, most) => {
    const { wanted } = line();
    expect(await wanted(20, size)).toBe(most);
  });

  it("keeps small ones behind large ones on their way", async () => {
    const { wanted, ended, open } = line();
    await wanted(4, 100 * MIB);
    expect(await wanted(3, 2000)).toBe(4);
    expect(await ended()).toBe(6);
    expect(open.map(({ size }) => size)).toEqual([...Array<number>(3).fill(100 * MIB), 2000, 2000, 2000]);
  });

  it.each([
    ["429", refusal(429)],
    ["403 with its header", refusal(403, { "retry-after": "1" })],
    ["an upload host that has too much to do", refusal(502)],
    ["a connection that ends", new NetworkError("POST /", "ECONNRESET", true, undefined, false)],
  ])("is halved by %s, once for all that were on their way", async (_, error) => {
    const { wanted, ended } = line();
    await wanted(40, 2000);
    for (let n = 11; n > 6; n--) expect(await ended(error)).toBe(n);
    expect(await ended(error)).toBe(6);
    expect(await ended()).toBe(6);
    // One that began after it tells something new.
    for (let n = 0; n < 5; n++) await ended();
    expect(await ended(refusal(429))).toBe(5);
    for (let n = 0; n < 5; n++) await ended();
    expect(await ended()).toBe(3);
  });

  it.each([
    ["a missing right", refusal(403)],
    ["a name that is taken", refusal(422)],
  ])("stays as it is with %s", async (_, error) => {
    const { wanted, ended } = line();
    await wanted(40, 2000);
    expect(await ended(error)).toBe(12);
  });

  it("grows again after a quiet minute, slowly, and never beyond", async () => {
    const { wanted, ended, passes } = line();
    await wanted(200, 2000);
    for (let n = 0; n < 6; n++) await ended(refusal(429));
    passes(59_000);
    expect(await ended()).toBe(6);
    passes(1000);
    expect(await ended()).toBe(7);
    expect(await ended()).toBe(7);
    passes(10_000);
    expect(await ended()).toBe(8);
    for (let n = 0; n < 20; n++) {
      passes(10_000);
      await ended();
    }
    expect(await ended()).toBe(12);
  });

  it("is halved when small files take ever longer, and not by a slow line", async () => {
    const { wanted, ended, passes } = line();
    await wanted(200, 2000);
    // All that are open end at about the same time: each took as long as the wait before it.
    const round = async (milliseconds: number): Promise<number> => {
      passes(milliseconds);
      let left = 0;
      for (let n = 0; n < 12; n++) left = await ended();
      return left;
    };
    expect([await round(3000), await round(3000), await round(5000)]).toEqual([12, 12, 12]);
    // Four times as long is not yet longer.
    expect(await round(12_000)).toBe(12);
    await round(12_001);
    expect(await round(12_001)).toBeLessThan(12);
  });

  it("takes no wait for a turn of a known budget for a slow answer, and a limit for what it is", async () => {
    const { wanted, ended, passes } = line({ requests: { of: "Forge", requests: 50, seconds: 60 } });
    await wanted(200, 2000);
    for (const milliseconds of [50, 50, 58_000, 58_000, 58_000]) {
      passes(milliseconds);
      for (let n = 0; n < 12; n++) expect(await ended()).toBe(12);
    }
    expect(await ended(refusal(429))).toBeLessThan(12);
  });
});

it.each<[readonly (number | undefined)[], open: number, given: number]>([
  [[], 0, 0],
  [[2000], 1, 1],
  [Array<number>(300).fill(2000), 12, 5],
  [Array<number>(9).fill(2 ** 40), 4, 5],
  [[undefined, 1, 1, undefined, 1], 5, 5],
  [[2 ** 40, 2 ** 40, 2 ** 40, 2 ** 40, 1], 4, 5],
])("says how many begin at once (%#)", (sizes, open, given) => {
  expect(openGauge({ now: () => 0 }).atFirst(sizes)).toBe(open);
  expect(fixedGauge(5).atFirst(sizes)).toBe(given);
});

describe("a given number", () => {
  it("is an exact one, whatever the server says", async () => {
    const gauge = fixedGauge(20);
    expect(gauge.most).toBe(20);
    await expect(gauge.pass(1, () => Promise.reject(refusal(429)))).rejects.toThrow(HttpError);
    expect(await gauge.pass(2 ** 40, () => Promise.resolve("sent"))).toBe("sent");
  });

  it("holds however many come, and whatever becomes of them", async () => {
    const { wanted, ended } = line({}, fixedGauge(2));
    expect(await wanted(5, 2 ** 40)).toBe(2);
    expect(await ended(refusal(503))).toBe(2);
    for (const open of [2, 2, 1, 0]) expect(await ended()).toBe(open);
    expect(await wanted(3, 1)).toBe(2);
  });
});
