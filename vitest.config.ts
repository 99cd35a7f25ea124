import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["__tests__/**/*.test.ts"],
    globals: true,
    pool: "forks",
    // The suites share modules and nothing else: what one loads the next one of its worker has.
    isolate: false,
    // One more than the two cores of CI: a good part of the suites waits for processes and for clocks that are real.
    maxWorkers: Math.max(2, Math.ceil(availableParallelism() * 1.5)),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: [["default", { summary: false }], "./scripts/slowest-suites.ts"],
  },
});
