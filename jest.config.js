/** Plain Jest on ES modules; swc only strips the types (`npm run lint` checks them). */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "es6" } }],
  },
  reporters: ["default", "<rootDir>/scripts/slowest-suites.mjs"],
  // A worker for each core, and none kept back.
  maxWorkers: "100%",
  testTimeout: 60_000,
};
