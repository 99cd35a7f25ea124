import { describe, expect, it } from "vitest";

import { createRedactor } from "../../src/http";
import { plainLogger } from "../../src/ci/loggers";
import { createLog } from "../../src/report/log";
import { type Transfers, createProgress } from "../../src/report/progress";
import { file } from "../operations/builders";

const MIB = 1024 * 1024;

/** A clock and a timer that tests turn by hand. */
function world(): {
  readonly said: string[];
  readonly every: () => number | undefined;
  readonly pass: (milliseconds: number) => void;
  readonly start: Transfers["transfer"];
} {
  const said: string[] = [];
  let now = 0;
  let timer: { readonly every: number; readonly work: () => void; next: number } | undefined;
  const out = { write: (text: string) => void said.push(text.trimEnd()) };
  const { transfer: start } = createProgress({
    log: createLog({ logger: plainLogger(out), redactor: createRedactor(), debug: false }),
    now: () => now,
    repeat: (every, work) => {
      timer = { every, work, next: now + every };
      return () => {
        timer = undefined;
      };
    },
    live: undefined,
  });
  function pass(milliseconds: number): void {
    const end = now + milliseconds;
    while (timer !== undefined && timer.next <= end) {
      now = timer.next;
      timer.next += timer.every;
      timer.work();
    }
    now = end;
  }
  return { said, every: () => timer?.every, pass, start };
}

const big = file("big.bin", { size: 100 * MIB });

describe("progress", () => {
  it("says how far a long upload is, at least every ten seconds", () => {
    const { said, pass, start } = world();
    const transfer = start(big);
    pass(9_999);
    expect(said).toEqual([]);
    transfer.moved(25 * MIB);
    pass(1);
    expect(said).toEqual(["dist/big.bin: 25 % of 100 MiB, 2.5 MiB/s"]);
    pass(30_000);
    expect(said).toHaveLength(4);
    transfer.moved(100 * MIB);
    pass(10_000);
    expect(said.at(-1)).toBe("dist/big.bin: 100 % of 100 MiB, 2 MiB/s");
  });

  it("says the end with time and speed, and is silent then", () => {
    const { said, pass, start, every } = world();
    const transfer = start(big);
    pass(4_000);
    transfer.done("uploaded dist/big.bin, 100 MiB");
    expect(said).toEqual(["uploaded dist/big.bin, 100 MiB, 4.0 s, 25 MiB/s"]);
    expect(every()).toBeUndefined();
    pass(60_000);
    expect(said).toHaveLength(1);
  });

  it("says the speed of a small file, too", () => {
    const { said, start } = world();
    start(file("small")).done("uploaded dist/small, 5 bytes");
    expect(said).toEqual(["uploaded dist/small, 5 bytes, 0.0 s, 4.9 KiB/s"]);
  });

  it("says that an upload failed, and after how long", () => {
    const { said, pass, start, every } = world();
    const transfer = start(big);
    pass(12_000);
    transfer.failed();
    expect(said.at(-1)).toBe("dist/big.bin: the transfer failed after 12 s");
    expect(every()).toBeUndefined();
  });

  it("starts from nothing again in another try", () => {
    const { said, pass, start } = world();
    const transfer = start(big);
    transfer.moved(90 * MIB);
    transfer.moved(MIB);
    pass(10_000);
    expect(said).toEqual(["dist/big.bin: 1 % of 100 MiB, 102.4 KiB/s".replace("102.4", "102")]);
  });

  it("says nothing more of one that is begun anew, or of a run that was told to stop", () => {
    const { said, pass, start, every } = world();
    start(big).dropped();
    pass(60_000);
    expect([said, every()]).toEqual([[], undefined]);
  });

  it("knows an empty file", () => {
    const { said, pass, start } = world();
    start(file("empty", { size: 0 }));
    pass(10_000);
    expect(said).toEqual(["dist/empty: 100 % of 0 bytes, 0 bytes/s"]);
  });
});
