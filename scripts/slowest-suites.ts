import { relative } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

const SHOWN = 10;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);

/** A reporter that ends a run of many suites with those that took longest, and how many cases they have. */
export default class SlowestSuites implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= SHOWN) return;
    const suites = modules.map((module) => ({
      path: relative(process.cwd(), module.moduleId),
      took: module.diagnostic().duration + module.diagnostic().collectDuration,
      cases: [...module.children.allTests()].length,
    }));
    const slowest = suites.sort((a, b) => b.took - a.took).slice(0, SHOWN);
    const lines = slowest.map(({ path, took, cases }) => `${seconds(took)}  ${path} (${cases} cases)`);
    process.stderr.write(`\nSlowest suites:\n${lines.join("\n")}\n`);
  }
}
