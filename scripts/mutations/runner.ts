import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import {
  type Reporter,
  type TestCase,
  type TestModule,
  type TestSpecification,
  type Vitest,
  createVitest,
} from "vitest/node";
import type { News, Order, PlayedSuite } from "./orders";

/** A process that lives in a copy of the tree and plays there what it is told: Vitest starts once. */
const root = process.cwd();
const tell = (news: News): void => void process.send?.(news);
const nameOf = (path: string): string => relative(root, path);

const inGivenOrder = class {
  shard = (files: TestSpecification[]): TestSpecification[] => files;
  sort = (files: TestSpecification[]): TestSpecification[] => files;
};

const reporter: Reporter = {
  onTestModuleStart: () => {
    tell({ kind: "alive" });
  },
  onTestCaseResult(test) {
    if (test.result().state !== "failed") tell({ kind: "alive" });
    else tell({ kind: "failed", failure: { file: nameOf(test.module.moduleId), name: test.fullName } });
  },
  onTestModuleEnd(module) {
    if (module.state() === "failed")
      tell({
        kind: "failed",
        failure: { file: nameOf(module.moduleId), name: module.errors()[0]?.message ?? "a hook" },
      });
  },
  onTestRunEnd(_modules, errors) {
    for (const error of errors) tell({ kind: "failed", failure: { file: "(no suite)", name: error.message } });
  },
};

const messageOf = (test: TestCase): string => test.result().errors?.[0]?.message ?? "";

function playedOf(module: TestModule): PlayedSuite {
  const meta = module.meta();
  const tests = [...module.children.allTests()].map((test) => ({
    id: test.id,
    milliseconds: test.diagnostic()?.duration ?? 0,
    state: test.result().state,
    reached: test.meta().reached ?? [],
  }));
  const failed = [...module.children.allTests("failed")].map((test) => `${test.fullName}: ${messageOf(test)}`);
  const error = module.errors()[0]?.message ?? failed[0];
  return { file: nameOf(module.moduleId), tests, error, reached: meta.reached ?? [], loaded: meta.loaded ?? [] };
}

function rewrite(vitest: Vitest, changed: Map<string, string>, texts: Order["texts"]): void {
  const write = (file: string, text: string): void => {
    writeFileSync(join(root, file), text);
    vitest.invalidateFile(join(root, file));
  };
  for (const [file, text] of changed) write(file, text);
  changed.clear();
  for (const [file, text] of Object.entries(texts)) {
    changed.set(file, readFileSync(join(root, file), "utf8"));
    write(file, text);
  }
}

const vitest = await createVitest("test", {
  root,
  watch: false,
  silent: true,
  reporters: [reporter],
  sequence: { sequencer: inGivenOrder },
});
const changed = new Map<string, string>();

async function carryOut({ texts, suites, looks, patience }: Order): Promise<void> {
  rewrite(vitest, changed, texts);
  for (const { config } of [vitest, ...vitest.projects])
    Object.assign(config, {
      bail: looks ? 0 : 1,
      maxWorkers: 1,
      testTimeout: patience,
      setupFiles: looks ? [join(root, "scripts/mutations/reached.ts")] : [],
    });
  const all = await vitest.globTestSpecifications();
  const specs = suites.flatMap(({ file, ids }) =>
    all
      .filter(({ moduleId }) => moduleId === join(root, file))
      .map(({ project, moduleId }) => project.createSpecification(moduleId, ids && { testIds: [...ids] })),
  );
  await vitest.runTestSpecifications(specs);
  tell({ kind: "played", suites: looks ? specs.flatMap(({ testModule }) => testModule ?? []).map(playedOf) : [] });
}

process.on("message", (order: Order) => void carryOut(order));
process.on("disconnect", () => process.exit());
