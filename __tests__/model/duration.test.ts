import { durationWords, parseDuration } from "../../src/model/duration";

describe("how long something is", () => {
  it.each([
    ["0", 0],
    ["90m", 5_400_000],
    ["6h", 21_600_000],
    ["2d", 172_800_000],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    [" 45 S ", 45_000],
    ["1w", 604_800_000],
  ])("%s", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(["", "6", "h", "6 hours", "-6h", "6h!", "1e3h", "9".repeat(50), "999999999w", "6h,2d"])("not %s", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [21_600_000, "6 hours"],
    [3_600_000, "1 hour"],
    [5_400_000, "90 minutes"],
    [172_800_000, "2 days"],
    [1000, "1 second"],
  ])("%s in words", (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });
});
