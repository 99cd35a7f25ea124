import { describe, expect, it } from "vitest";
import { type Spent, stillCounted, untilNext } from "../../src/http/budget";
import { createPacer, createPaces } from "../../src/http/pace";
import { apiOf, client, get } from "./client";
import { serve } from "./servers";

const BUDGET = { of: "Forge", requests: 3, seconds: 60 };
/** Servers that count in whole seconds are given one more. */
const SPAN = 61_000;

describe("when the next one may go", () => {
  it.each<[string, Spent, number, number | undefined]>([
    ["at once, before anything was sent", { open: 0, ended: [] }, 0, 0],
    ["at once, as the last one of the budget", { open: 1, ended: [0] }, 10, 0],
    ["a span after the answer of the first", { open: 0, ended: [1000, 2000, 9000] }, 11_000, SPAN - 10_000],
    ["a span after the second, where more were sent than are allowed", { open: 0, ended: [0, 5, 9, 9] }, 10, SPAN - 5],
    ["at once, when the span is over", { open: 0, ended: [0, 5, 9] }, SPAN, 0],
    ["as if those on their way were counted now", { open: 2, ended: [500] }, 1000, SPAN - 500],
    ["not before one that is on its way has ended", { open: 3, ended: [] }, 1000, undefined],
    ["not before that, whatever has ended", { open: 3, ended: [900] }, 1000, undefined],
  ])("%s", (_, spent, now, wait) => {
    expect(untilNext(BUDGET, spent, now)).toBe(wait);
  });

  it("forgets what is older than the span", () => {
    expect(stillCounted(BUDGET, [0, 1, 2], SPAN)).toEqual([1, 2]);
    expect(stillCounted(BUDGET, [0, 1, 2], SPAN - 1)).toEqual([0, 1, 2]);
  });

  it("waits for one span at most when the clock is set back by an hour", () => {
    const hour = 3_600_000;
    const ended = stillCounted(BUDGET, [hour, hour + 1, hour + 2], 5);
    expect(untilNext(BUDGET, { open: 0, ended }, 5)).toBe(SPAN);
    expect(stillCounted(BUDGET, ended, 5 + SPAN)).toEqual([]);
  });
});

/** A clock that leaps when everybody sleeps. */
function clock() {
  let time = 1_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    passes(milliseconds: number): void {
      time += milliseconds;
    },
    async sleep(milliseconds: number): Promise<void> {
      slept.push(milliseconds);
      await new Promise((done) => setImmediate(done));
      time += milliseconds;
    },
  };
}

const forever = (): AbortSignal => new AbortController().signal;

describe("a pacer", () => {
  it("lets a burst pass, and then no more than the budget in any span, whatever answers when", async () => {
    const time = clock();
    const pacer = createPacer({ ...BUDGET, requests: 5 }, time);
    const sent: { at: number; counted: number }[] = [];
    const one = async (takes: number): Promise<void> => {
      const answered = await pacer.turn(forever(), () => undefined);
      const at = time.now();
      await new Promise((done) => setImmediate(done));
      time.passes(takes);
      sent.push({ at, counted: time.now() });
      answered();
    };
    await Promise.all(Array.from({ length: 40 }, (_, n) => one((n * 37) % 900)));
    expect(sent).toHaveLength(40);
    // A server may count each at any moment between its sending and its answer.
    const counts = sent.map(({ at }) => sent.filter(({ counted }) => counted > at - 60_000 && counted <= at).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(5);
    const starts = sent.map(({ at }) => at).sort((a, b) => a - b);
    for (const at of starts)
      expect(starts.filter((one) => one >= at && one < at + 60_000).length).toBeLessThanOrEqual(5);
    expect(time.slept.length).toBeLessThanOrEqual(40);
  });

  it("hands turns out in the order of asking, and never one twice", async () => {
    const time = clock();
    const pacer = createPacer({ ...BUDGET, requests: 1 }, time);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map(async (n) => {
        const answered = await pacer.turn(forever(), () => undefined);
        order.push(n);
        answered();
      }),
    );
    expect(order).toEqual([1, 2, 3]);
    expect(time.slept).toEqual([SPAN, SPAN]);
  });

  it("tells each wait once to each that listens, and none that is short", async () => {
    const time = clock();
    const pacer = createPacer(BUDGET, time);
    const lines: string[] = [];
    const [here, there] = [
      (line: string) => lines.push(`here: ${line}`),
      (line: string) => lines.push(`there: ${line}`),
    ];
    const take = async (say: (line: string) => void): Promise<void> => {
      const answered = await pacer.turn(forever(), say);
      time.passes(1000);
      answered();
    };
    for (let n = 0; n < 3; n++) await take(here);
    await Promise.all([take(here), take(there), take(here)]);
    expect(lines).toEqual([
      "here: Forge allows 3 requests a minute: waiting 59 s",
      "there: Forge allows 3 requests a minute: waiting 59 s",
    ]);
  });

  it("gives up a wait that nobody needs any more, and keeps its place for the others", async () => {
    const time = clock();
    const pacer = createPacer({ ...BUDGET, requests: 1 }, time);
    (await pacer.turn(forever(), () => undefined))();
    const stop = new AbortController();
    const unwanted = pacer.turn(stop.signal, () => undefined);
    const wanted = pacer.turn(forever(), () => undefined);
    stop.abort(new Error("found elsewhere"));
    await expect(unwanted).rejects.toThrow("found elsewhere");
    await expect(pacer.turn(stop.signal, () => undefined)).rejects.toThrow("found elsewhere");
    await wanted;
    expect(time.slept).toEqual([SPAN]);
  });

  it("ends all waits when the run is cancelled", async () => {
    const time = { ...clock(), sleep: () => Promise.reject(new Error("cancelled")) };
    const pacer = createPacer({ ...BUDGET, requests: 1 }, time);
    (await pacer.turn(forever(), () => undefined))();
    const waits = [pacer.turn(forever(), () => undefined), pacer.turn(forever(), () => undefined)];
    for (const wait of waits) await expect(wait).rejects.toThrow("cancelled");
  });

  it("keeps those that wait for their turn back while a limit that was met lasts", async () => {
    const time = clock();
    const pacer = createPacer({ ...BUDGET, requests: 1 }, time);
    (await pacer.turn(forever(), () => undefined))();
    const waiting = pacer.turn(forever(), () => undefined);
    pacer.pause.atLeast(100_000);
    const met = time.now();
    await waiting;
    expect(time.now() - met).toBeGreaterThanOrEqual(100_000);
  });
});

describe("the client of an API with a budget", () => {
  const budget = { ...BUDGET, requests: 4 };

  it("counts tries and redirects that stay, and neither what leads elsewhere nor another token", async () => {
    const time = clock();
    const storage = await serve((_, response) => response.end("{}"));
    let tries = 0;
    const server = await serve(({ url }, response) => {
      const to = { "/away": `${storage.url}/file`, "/moved": "/thing" }[url ?? ""];
      if (url === "/busy" && ++tries === 1) response.writeHead(502).end();
      else if (to === undefined) response.end("{}");
      else response.writeHead(302, { location: to }).end();
    });
    const at = client({}, {}, time);
    const open = (token: string) =>
      at.http.open({ base: server.url, credentials: { authorization: token }, headers: {}, budget });
    const api = open("one");
    await api.call({ ...get, at: "/busy" });
    await api.call({ ...get, at: "/away" });
    await open("two").call(get);
    await api.call({ ...get, at: `${storage.url}/file` });
    const waits = (): number => time.slept.filter((milliseconds) => milliseconds > 50_000).length;
    expect(waits()).toBe(0);
    // The fourth of its budget, and a fifth where it leads to.
    await open("one").call({ ...get, at: "/moved" });
    expect([waits(), at.waits.filter((line) => line.startsWith("Forge"))]).toEqual([
      1,
      ["Forge allows 4 requests a minute: waiting 61 s"],
    ]);
  });

  it("waits for its turn whatever max_wait says: the server has not asked for it", async () => {
    const time = clock();
    const server = await serve((_, response) => response.end("{}"));
    const at = client({ maxWait: 1, stallTimeout: 0.5 }, {}, time);
    const api = at.http.open({ base: server.url, credentials: {}, headers: {}, budget });
    await Promise.all(Array.from({ length: 9 }, () => api.call(get)));
    expect(server.heard).toHaveLength(9);
  });

  it("shares it with other clients of the process, and tells nobody of one without", async () => {
    const time = clock();
    const server = await serve((_, response) => response.end("{}"));
    const paces = createPaces(time);
    expect(paces.of(budget, { a: "1" })).toBe(paces.of({ ...budget }, { a: "1" }));
    expect(paces.of(budget, { a: "1" })).not.toBe(paces.of(budget, { a: "2" }));
    const plain = client({}, {}, time);
    await Promise.all(Array.from({ length: 9 }, () => apiOf(plain, server.url).call(get)));
    expect([time.slept, plain.waits]).toEqual([[], []]);
  });
});
