import { describe, expect, it } from "vitest";
import { PLAIN } from "../../../src/ci/paint";
import { createLive } from "../../../src/report/terminal/live";
import { createSpeed } from "../../../src/report/terminal/speed";

const MIB = 1024 ** 2;

/** A screen that remembers what it shows, and a clock that is turned by hand. */
function stand() {
  let shown: readonly string[] = [];
  let now = 0;
  let work: (() => void) | undefined;
  const live = createLive({
    screen: { write: () => undefined, show: (lines) => (shown = lines) },
    window: () => ({ columns: 100, rows: 24, unicode: true }),
    paint: PLAIN,
    now: () => now,
    repeat(_, given) {
      work = given;
      return () => (work = undefined);
    },
  });
  function pass(milliseconds: number): readonly string[] {
    for (const end = now + milliseconds; now < end; now += 100) work?.();
    return shown;
  }
  return { live, pass, shown: () => shown, isDrawing: () => work !== undefined };
}

const file = (path: string, mib: number) => ({ path, size: mib * MIB });

describe("what the block tells", () => {
  it("all files of a run, those to come as well, until the last has arrived", () => {
    const { live, pass, shown, isDrawing } = stand();
    const files = live.of();
    files.expects([file("a", 10), file("b", 30)]);
    expect(isDrawing()).toBe(false);
    const a = files.begin(file("a", 10));
    a.moved(5 * MIB);
    expect(pass(100)).toEqual([
      expect.stringMatching(/ 12 % {2}5 MiB of 40 MiB {2}0 of 2 files$/),
      "  a  50 % of 10 MiB",
    ]);
    a.end();
    a.end();
    expect(pass(100)).toEqual([expect.stringMatching(/ 25 % {2}10 MiB of 40 MiB {2}1 of 2 files$/)]);
    const b = files.begin(file("b", 30));
    pass(1000);
    b.moved(20 * MIB);
    expect(pass(1000)[0]).toMatch(/ 75 % {2}30 MiB of 40 MiB {2}1\d\.?\d? MiB\/s {2}0\.\d s left/);
    b.end();
    expect([shown(), isDrawing()]).toEqual([[], false]);
  });

  it("a file that is sent again counts once, and its speed is measured anew", () => {
    const { live, pass } = stand();
    const files = live.of();
    const a = files.begin(file("a", 10));
    a.moved(9 * MIB);
    pass(2000);
    a.moved(MIB);
    expect(pass(200)[0]).toMatch(/ 10 % {2}1 MiB of 10 MiB {2}0 of 1 file$/);
    files.expects([file("a", 10)]);
    a.end();
    files.begin(file("a", 10));
    expect(pass(200)[0]).toMatch(/ 50 % {2}10 MiB of 20 MiB/);
  });

  it("files of several targets by their host", () => {
    const { live, pass, shown } = stand();
    const [one, other] = [live.of("github.com"), live.of("gitee.com")];
    const transfers = [one.begin(file("a", 1)), other.begin(file("a", 1))];
    expect(pass(100).slice(1)).toEqual(["  a (github.com)   0 % of 1 MiB", "  a (gitee.com)    0 % of 1 MiB"]);
    for (const transfer of transfers) transfer.end();
    expect(shown()).toEqual([]);
  });

  it("nothing more once the run has ended", () => {
    const { live, pass, shown, isDrawing } = stand();
    const files = live.of();
    files.begin(file("a", 1));
    expect(pass(100)).not.toEqual([]);
    live.end();
    files.begin(file("b", 1));
    live.draw();
    expect([pass(100), shown(), isDrawing()]).toEqual([[], [], false]);
  });
});

it("the speed is that of the last five seconds", () => {
  const measure = createSpeed();
  expect(measure(0, 0)).toBeUndefined();
  expect(measure(900, 900)).toBeUndefined();
  expect(measure(2000, 2000)).toBe(1000);
  for (let at = 3000; at <= 12_000; at += 1000) measure(at, 2000 + (at - 2000) * 3);
  expect(measure(13_000, 35_000)).toBeCloseTo(3000);
  expect(measure(30_000, 35_000)).toBeLessThan(200);
});
