import { describe, expect, it } from "vitest";
import { CancelledError, PublishError } from "../../src/errors";
import { AnswerError, HttpError, NetworkError, isLimit } from "../../src/http";
import { createAttempt } from "../../src/http/retry";

/** A clock of its own: sleeping is what moves it. */
function world(patience: { retries?: number; retryDelay?: number; maxWait?: number } = {}, random = 0.999999) {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const [slept, said]: [number[], string[]] = [[], []];
  const sleepers: { at: number; wake: () => void }[] = [];
  const around = {
    now: () => now,
    sleep(milliseconds: number): Promise<void> {
      slept.push(Math.round(milliseconds));
      return new Promise((wake) => {
        sleepers.push({ at: now + milliseconds, wake });
        setImmediate(() => {
          const next = sleepers.sort((a, b) => a.at - b.at).shift();
          if (next === undefined) return;
          now = Math.max(now, next.at);
          next.wake();
        });
      });
    },
    random: () => random,
    waiting: (line: string) => said.push(line),
  };
  const attempt = createAttempt({ retries: 5, retryDelay: 1, maxWait: 900, ...patience }, around);
  return { attempt, slept, said, now: () => now };
}

const http = (status: number, headers: Record<string, string> = {}, body: unknown = ""): HttpError =>
  new HttpError({ status, headers, body, request: "GET https://x/y" });

/** Fails with each error in turn, then succeeds. */
function failing(...errors: unknown[]): (() => Promise<string>) & { calls: () => number } {
  let calls = 0;
  const unit = (): Promise<string> => {
    calls += 1;
    const error = errors[calls - 1];
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- anything can be thrown
    return error === undefined ? Promise.resolve("done") : Promise.reject(error);
  };
  return Object.assign(unit, { calls: () => calls });
}

const doing = "asking";

describe("the loop over tries", () => {
  it("doubles its waits with jitter, up to sixty times the first", async () => {
    const { attempt, slept, said } = world({ retries: 9 });
    await attempt(failing(...Array.from({ length: 9 }, () => http(502))), { doing });
    expect(slept).toEqual([1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000]);
    expect(said[0]).toBe("asking: the server answered 502, waiting 1 s (try 2 of 10)");
    const low = world({ retries: 3 }, 0);
    await low.attempt(failing(http(500), http(503), http(504)), { doing });
    expect(low.slept).toEqual([500, 1000, 2000]);
  });

  it("ends with the last error when the tries are used up", async () => {
    const { attempt } = world({ retries: 2 });
    const unit = failing(http(500), http(500), http(503), http(500));
    await expect(attempt(unit, { doing })).rejects.toMatchObject({ status: 503 });
    expect(unit.calls()).toBe(3);
    const none = failing(http(500));
    await expect(world({ retries: 0 }).attempt(none, { doing })).rejects.toMatchObject({ status: 500 });
    expect(none.calls()).toBe(1);
  });

  it.each([
    ["a 400", http(400)],
    ["a 401", http(401)],
    ["a 403 about permissions", http(403, {}, { message: "Resource not accessible by integration" })],
    ["a 403 with room left", http(403, { "x-ratelimit-remaining": "12" })],
    ["a 404", http(404)],
    ["a 409", http(409)],
    ["a 422", http(422)],
    ["a certificate", new NetworkError("GET x", "SELF_SIGNED_CERT_IN_CHAIN", false, undefined)],
    ["words for people", new PublishError({ what: "No." })],
    ["the end of the run", new CancelledError("SIGTERM")],
    ["a mistake of ours", new TypeError("x is not a function")],
  ])("does not try %s again", async (_, error) => {
    const { attempt, said } = world();
    const unit = failing(error);
    await expect(attempt(unit, { doing })).rejects.toBe(error);
    expect([unit.calls(), said]).toEqual([1, []]);
  });

  it.each([
    [http(429, { "retry-after": "42" }), 42, "rate limited (429), waiting 42 s as told by Retry-After"],
    [http(403, { "retry-after": "7" }), 7, "rate limited (403), waiting 7 s as told by Retry-After"],
    [http(429, { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT" }), 30, "waiting 30 s as told by Retry-After"],
    [http(429, { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT", date: "Thu, 01 Jan 2026 00:00:10 GMT" }), 20, "20 s"],
    [http(429, { "retry-after": "Wed, 31 Dec 2025 23:00:00 GMT" }), 0, "waiting 0 s as told by Retry-After"],
    [http(429, { "retry-after": " 2.5 " }), 3, "waiting 2.5 s as told by Retry-After"],
    [http(429, { "retry-after": "2, 42" }), 42, "waiting 42 s as told by Retry-After"],
    [http(429, { "retry-after": "2026-01-01T00:00:20Z" }), 20, "waiting 20 s as told by Retry-After"],
    [http(429, { "retry-after": "1767225642" }), 42, "waiting 42 s as told by Retry-After"],
    [http(429, { "retry-after": "-5" }), 60, "rate limited (429), waiting 60 s (try"],
    [http(429, { "retry-after": "1e9" }), 60, "rate limited (429), waiting 60 s (try"],
    [http(429, { "retry-after": "" }), 60, "rate limited (429), waiting 60 s (try"],
    [http(429), 60, "rate limited (429), waiting 60 s (try 2 of 6)"],
    [http(429, { "retry-after": "soon" }), 60, "rate limited (429), waiting 60 s (try"],
    [http(403, {}, { message: "You have exceeded a secondary rate limit." }), 60, "rate limited (403), waiting 60 s"],
    [http(403, {}, "You have triggered an abuse detection mechanism"), 60, "rate limited (403), waiting 60 s"],
    [http(403, budget("x-ratelimit", 90)), 91, "waiting 91 s as told by x-ratelimit-reset"],
    [http(429, budget("ratelimit", 90)), 91, "waiting 91 s as told by ratelimit-reset"],
    [http(503, { "retry-after": "3" }), 3, "the server answered 503, waiting 3 s as told by Retry-After"],
  ])("waits as long as it is told: %#", async (error, seconds, words) => {
    const { attempt, said, now } = world();
    const start = now();
    await attempt(failing(error), { doing });
    expect([Math.round((now() - start) / 1000), said]).toEqual([seconds, [expect.stringContaining(words)]]);
    expect(isLimit(error)).toBe(error.status !== 503);
  });

  it("gives up where the wait is longer than max_wait, and says so", async () => {
    const { attempt, slept } = world({ maxWait: 100 });
    const unit = failing(http(429, { "retry-after": "101" }));
    await expect(attempt(unit, { doing })).rejects.toMatchObject({
      message: "Gave up asking: rate limited (429).",
      said: "The server asks to wait 101 s (Retry-After); max_wait allows 100 s.",
    });
    expect([unit.calls(), slept]).toEqual([1, []]);
    await attempt(failing(http(429, { "retry-after": "100" })), { doing });
    expect(slept).toEqual([100_000]);
    const endless = failing(http(429, { "retry-after": "9".repeat(400) }));
    await expect(attempt(endless, { doing })).rejects.toThrow("Gave up asking");
    const unstated = world({ maxWait: 10 });
    await unstated.attempt(failing(http(429)), { doing });
    expect(unstated.slept).toEqual([10_000]);
  });

  it("lets a limit that one worker meets pause the others", async () => {
    const { attempt, now, said } = world();
    const started: Record<string, number> = {};
    const start = now();
    const limited = failing(http(429, { "retry-after": "40" }));
    const first = attempt(limited, { doing: "one" });
    await new Promise((done) => setImmediate(done));
    const others = ["two", "three"].map((name) =>
      attempt(
        () => {
          started[name] = (now() - start) / 1000;
          return Promise.resolve(name);
        },
        { doing: name },
      ),
    );
    await Promise.all([first, ...others]);
    expect(started).toEqual({ two: 40, three: 40 });
    expect(said).toHaveLength(1);
  });

  it("lets trouble that is no limit pause nobody else", async () => {
    const { attempt, now } = world();
    const start = now();
    const slow = attempt(failing(http(503, { "retry-after": "40" })), { doing });
    let at = -1;
    await attempt(() => Promise.resolve((at = now() - start)), { doing: "other" });
    expect(at).toBe(0);
    await slow;
  });
});

describe("what must not happen twice", () => {
  it.each([http(502), new NetworkError("POST x", "ECONNRESET", true, 0), new AnswerError("POST x", "not JSON")])(
    "is not sent again after %s, which may have been carried out",
    async (error) => {
      const unit = failing(error);
      await expect(world().attempt(unit, { doing, repeatable: false })).rejects.toBe(error);
      expect(unit.calls()).toBe(1);
    },
  );

  it("is sent again after what surely was not: a limit, or no connection", async () => {
    const refused = new NetworkError("POST x", "ECONNREFUSED", true, 0);
    const unit = failing(http(429, { "retry-after": "1" }), refused);
    expect(await world().attempt(unit, { doing, repeatable: false })).toBe("done");
    expect(unit.calls()).toBe(3);
  });

  it("is looked for first, where there is a way to look", async () => {
    const unit = failing(http(502), http(502));
    const errors: unknown[] = [];
    const recover = (error: unknown): Promise<{ value: string } | undefined> => {
      errors.push(error);
      return Promise.resolve(errors.length === 2 ? { value: "was there" } : undefined);
    };
    expect(await world().attempt(unit, { doing, repeatable: false, recover })).toBe("was there");
    expect([unit.calls(), errors.length]).toEqual([2, 2]);
  });
});

function budget(prefix: string, seconds: number): Record<string, string> {
  const reset = Date.parse("2026-01-01T00:00:00Z") / 1000 + seconds;
  return { [`${prefix}-remaining`]: "0", [`${prefix}-reset`]: String(reset) };
}
