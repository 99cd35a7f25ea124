import { describe, expect, it } from "vitest";
import { existsSync, readdirSync } from "node:fs";
import ts from "typescript";

import { FORGES } from "../../src/forges";
import { type Source, filesBelow, place, sources, walk } from "./sources";

const SOURCES = sources();
const BY_PATH = new Map(SOURCES.map((source) => [source.path, source]));

/** Everything that breaks a rule, as places: an empty list is what a test wants. */
const offences = (find: (source: Source) => Iterable<string>): string[] =>
  SOURCES.flatMap((source) => [...find(source)]);

describe("5: what is pure stays pure", () => {
  const PURE =
    /^(model\/(?!source\.ts).*|operations\/publish\/(needs|check|plan|fields|obstacles|tag|files|describe|match|remarks|arrival|expect|pruning|extras|linked)\.ts|report\/(outputs|summary|plan-lines)\.ts|http\/decode\.ts)$/;
  const pure = SOURCES.filter(({ path }) => PURE.test(path));

  it.each(pure.map((source) => [source.path, source] as const))("%s", (_, source) => {
    const asynchronous: string[] = [];
    walk(source.tree, (node) => {
      const marks = [ts.SyntaxKind.AsyncKeyword, ts.SyntaxKind.AwaitKeyword, ts.SyntaxKind.AwaitExpression];
      const isWorld = ts.isIdentifier(node) && ["Promise", "fetch", "setTimeout", "Date"].includes(node.text);
      const isChance = ts.isPropertyAccessExpression(node) && node.getText() === "Math.random";
      if (marks.includes(node.kind) || isWorld || isChance) asynchronous.push(place(source, node));
    });
    expect(asynchronous).toEqual([]);
    expect(reached(source).filter((from) => from !== "errors.ts" && !PURE.test(from))).toEqual([]);
  });

  /** Everything that a file loads at run time, through other files, too. */
  function reached(source: Source, seen = new Set<string>()): string[] {
    for (const { from, own, typeOnly } of source.imports) {
      if (typeOnly || seen.has(own ?? from)) continue;
      seen.add(own ?? from);
      const next = own === undefined ? undefined : BY_PATH.get(own);
      if (next !== undefined) reached(next, seen);
    }
    return [...seen];
  }
});

describe("imports go down only", () => {
  const FLOORS = [
    "errors.ts",
    "model",
    "disk",
    "http",
    "forges",
    "ci",
    "request",
    "operations",
    "report",
    "client.ts",
    "world.ts",
    "commands",
    "run.ts",
    "index.ts",
  ];
  const floor = (path: string): number => FLOORS.indexOf(path.split("/")[0] ?? "");

  it("every folder and file has its floor", () => {
    expect(SOURCES.map(({ path }) => path).filter((path) => floor(path) < 0)).toEqual([]);
  });

  it("nothing imports from a floor above, not even a type", () => {
    const found = offences(({ path, imports }) =>
      imports.filter(({ own }) => own !== undefined && floor(own) > floor(path)).map(({ from }) => `${path}: ${from}`),
    );
    expect(found).toEqual([]);
  });

  it("nothing reaches into http but by its entry", () => {
    const found = offences(({ path, imports }) =>
      path.startsWith("http/")
        ? []
        : imports
            .filter(({ own }) => own?.startsWith("http/") === true && own !== "http/index.ts")
            .map(({ from }) => `${path}: ${from}`),
    );
    expect(found).toEqual([]);
  });

  it("every import of ours leads to a file of ours", () => {
    const found = offences(({ path, imports }) =>
      imports
        .filter(
          ({ from, own }) =>
            from.startsWith(".") &&
            own === undefined &&
            !/node_modules|package\.json$|^(\.\.\/)+types\/outputs$/.test(from),
        )
        .map(({ from }) => `${path}: ${from}`),
    );
    expect(found).toEqual([]);
  });
});

describe("every forge is whole", () => {
  const folders = readdirSync("src/forges", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "kit")
    .map(({ name }) => name);
  const tests = filesBelow("__tests__/forges").filter((path) => path.endsWith(".test.ts"));

  it.each(folders)("%s is in FORGES, and has a server and a test", (folder) => {
    const named = BY_PATH.get("forges/index.ts")?.imports.filter(({ own }) => own === `forges/${folder}/index.ts`);
    expect(named).toHaveLength(1);
    expect(FORGES.map(({ id }) => id)).toContain(folder);
    expect(existsSync(`sandbox/${folder}/index.ts`)).toBe(true);
    expect(tests.filter((path) => new RegExp(`^__tests__/forges/${folder}[/.-]`).test(path))).not.toEqual([]);
  });

  it("FORGES names each once", () => {
    const ids = FORGES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
