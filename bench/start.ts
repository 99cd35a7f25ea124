import { join } from "node:path";
import type { Contestant } from "./contestants";
import { cost, median } from "./measure";
import { openStage } from "./stage";

/** From start to exit beside `node -e 0`, at no latency, as a table. */
export async function starting(
  rounds: number,
  at: { readonly bundle: string; readonly before: string | undefined; readonly all: readonly Contestant[] },
): Promise<string> {
  const stage = await openStage({ forge: "github", files: 0, size: 0, latency: 0 });
  const times = new Map<string, number[]>();
  const note = (name: string, milliseconds: number): void => {
    times.set(name, [...(times.get(name) ?? []), milliseconds]);
  };
  try {
    for (let round = 0; round < rounds; round++) {
      const node = (...words: string[]) => cost({ command: process.execPath, words });
      note("node -e 0", (await node("-e", "0")).milliseconds);
      note("--version", (await node(join(at.bundle, "index.js"), "--version")).milliseconds);
      if (at.before !== undefined)
        note("--version, before", (await node(join(at.before, "index.js"), "--version")).milliseconds);
      for (const contestant of at.all) {
        const { milliseconds, started } = await cost(contestant.command(stage, stage.repository(), false));
        note(`${contestant.name}, without files`, milliseconds);
        const { first } = stage.seen();
        if (first !== undefined) note(`${contestant.name}, until its first request`, first - started);
      }
    }
  } finally {
    await stage.close();
  }
  const base = median(times.get("node -e 0") ?? []);
  const rows = [...times].map(([name, all]) => {
    const middle = median(all);
    const spread = `${Math.min(...all).toFixed(0)} – ${Math.max(...all).toFixed(0)}`;
    return `| ${name} | ${middle.toFixed(0)} (${spread}) | ${(middle / base).toFixed(2)} × |`;
  });
  return [
    "### Start to exit, no latency",
    "",
    `Medians of ${rounds}. Goals: --version ≤ 1.4 ×, an action without files ≤ 2.0 × \`node -e 0\`.`,
    "",
    "| | median ms (min – max) | ratio |",
    "| --- | --- | --- |",
    ...rows,
  ].join("\n");
}
