import type { ServerResponse } from "node:http";
import { readdir } from "node:fs/promises";
import type { EvilFile } from "./evil-forge";
import { evilStage } from "./evil-stage";

const stage = evilStage();
const download = (...words: readonly string[]) => stage.call(["download", "--dir", "out", ...words]);

type Refusal = (response: ServerResponse) => void;

/** Turns of the event loop in which the client reads an answer and asks for the next file, if it does. */
const TURNS = 20;

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await new Promise((done) => setImmediate(done));
}

/**
 * Holds answers until as many are asked for as may be, and then gives one: one more than that would be seen. The first of
 * all is answered with `refusal`, and from then on half as many are waited for.
 */
function gate(count: number, may: number, refusal?: Refusal) {
  const seen = { most: 0, beyondHalf: 0 };
  const held: (() => void)[] = [];
  let [left, target, isLimited, isGiving] = [count, may, false, false];
  const answer: NonNullable<EvilFile["answer"]> = (_, response) => {
    held.push(() => {
      if (refusal !== undefined && !isLimited) {
        [isLimited, target] = [true, Math.floor(may / 2)];
        refusal(response);
      } else {
        left--;
        response.end("content");
      }
    });
    seen.most = Math.max(seen.most, held.length);
    if (isLimited && held.length > target) seen.beyondHalf++;
    void give();
    return true;
  };
  async function give(): Promise<void> {
    if (isGiving) return;
    isGiving = true;
    while (held.length > 0 && held.length >= Math.min(target, left)) {
      held.shift()?.();
      await turns(TURNS);
    }
    isGiving = false;
  }
  return { answer, seen };
}

const files = (count: number, answer: NonNullable<EvilFile["answer"]>, size?: number): EvilFile[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ name: `file-${n}.txt`, content: "content", answer },
    ...(size === undefined ? {} : { size, digest: null }),
  }));

const there = async (): Promise<number> => (await readdir(stage.at("out"))).length;

describe("downloads at once", () => {
  it.each([
    ["small ones", [], 12],
    ["as many as are given", ["--concurrency", "3"], 3],
  ])("%s", async (_, words, most) => {
    const { answer, seen } = gate(30, most);
    stage.forge.files = files(30, answer);
    expect((await download(...words)).code).toBe(0);
    expect([seen.most, await there()]).toEqual([most, 30]);
    // Those that are only looked at go by the same rule.
    const again = gate(30, most);
    stage.forge.files = files(30, again.answer);
    expect((await stage.call(["verify", ...words])).code).toBe(0);
    expect(again.seen.most).toBe(most);
  });

  it("large ones are four", async () => {
    const { answer, seen } = gate(9, 4);
    stage.forge.files = files(9, answer, 100 * 2 ** 20);
    // They end too early, which is told of each.
    expect((await download("--retries", "0")).code).toBe(1);
    expect(seen.most).toBe(4);
    const again = gate(9, 4);
    stage.forge.files = files(9, again.answer, 100 * 2 ** 20);
    expect((await stage.call(["verify"])).code).toBe(1);
    expect(again.seen.most).toBe(4);
  });

  it.each<[string, Refusal]>([
    ["429", (response) => response.writeHead(429, { "retry-after": "2" }).end("{}")],
    ["a secondary limit", (response) => response.writeHead(403, { "retry-after": "1" }).end("{}")],
    ["a server that has too much to do", (response) => response.writeHead(503).end("{}")],
    ["a connection that ends", (response) => response.destroy()],
  ])("are halved by %s, and all files come", async (_, refusal) => {
    const { answer, seen } = gate(40, 12, refusal);
    stage.forge.files = files(40, answer);
    expect((await download()).code).toBe(0);
    expect(seen).toEqual({ most: 12, beyondHalf: 0 });
    expect(await there()).toBe(40);
    const again = gate(40, 12, refusal);
    stage.forge.files = files(40, again.answer);
    expect((await stage.call(["verify"])).code).toBe(0);
    expect(again.seen).toEqual({ most: 12, beyondHalf: 0 });
  });
});
