import { availableParallelism } from "node:os";

/** Plain Jest on ES modules; swc only strips the types (`npm run lint` checks them). */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "es6" } }],
  },
  // The one module that the bundle reads from a place of its own, see scripts/catalogue.ts.
  moduleNameMapper: { "^\\./messages/zh/index\\.js$": "<rootDir>/src/report/messages/zh/index.ts" },
  reporters: ["default", "<rootDir>/scripts/slowest-suites.mjs"],
  // One more than the two cores of CI: a good part of the suites waits for processes and for clocks that are real.
  maxWorkers: Math.max(2, Math.ceil(availableParallelism() * 1.5)),
  testTimeout: 60_000,
};
