import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** They start git and other processes by the hundred, which takes its time from a worker that has grown. */
const STARTING = [
  "__tests__/ci/{checkout*,history/**/*}.test.ts",
  "__tests__/commands/{copy-push,doctor-chinese,large-copy}.test.ts",
  "__tests__/doors/{commits,floating-tags*,generated-notes,push-tag,tag-notes}.test.ts",
  "__tests__/{examples,gitlab-template,live}/**/*.test.ts",
  "__tests__/hostile/{checkout,memory}.test.ts",
  "__tests__/request/tag.test.ts",
  "__tests__/{demo,dist,reliability}.test.ts",
];

export default defineConfig({
  test: {
    globals: true,
    pool: "forks",
    globalSetup: "./scripts/test-folder.ts",
    projects: [
      // Suites share modules and nothing else: what one loads the next one of its worker has.
      {
        extends: true,
        test: { name: "shared", include: ["__tests__/**/*.test.ts"], exclude: STARTING, isolate: false },
      },
      { extends: true, test: { name: "apart", include: STARTING } },
    ],
    // One more than the two cores of CI: a good part of the suites waits for processes and for clocks that are real.
    maxWorkers: Math.max(2, Math.ceil(availableParallelism() * 1.5)),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: [["default", { summary: false }], "./scripts/slowest-suites.ts"],
  },
});
