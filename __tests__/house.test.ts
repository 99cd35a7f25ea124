import { describe, expect, it } from "vitest";
import ts from "typescript";

import { FORGES } from "../src/forges";
import { type Source, filesBelow, place, sources, textOf, walk } from "./house/sources";

const SOURCES = sources();

/** Everything that breaks a rule, as places: an empty list is what a test wants. */
const offences = (find: (source: Source) => Iterable<string>): string[] =>
  SOURCES.flatMap((source) => [...find(source)]);

describe("1: only index.ts does anything when it is imported", () => {
  /** Calls that make a value and touch nothing else. */
  const PURE =
    /^(new (Set|Map|RegExp)|mapOf|byWord|record|command|list|lazily|optional|either|loose|createRefusals|fileNames|forge|text|path|prose|lines|boolean|choice|number|Object\.\w+|Array\.from|[\s\S]*\.(map|filter|flatMap|split|join|sort|slice|concat|keys|entries))$/;

  it("every statement at the top of a file declares something", () => {
    const declares = (node: ts.Statement): boolean =>
      ts.isImportDeclaration(node) ||
      ts.isExportDeclaration(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isVariableStatement(node);
    const found = offences((source) =>
      source.path === "index.ts"
        ? []
        : source.tree.statements.filter((node) => !declares(node)).map((node) => place(source, node)),
    );
    expect(found).toEqual([]);
  });

  it("what is declared is made without effects", () => {
    const found = offences((source) => {
      if (source.path === "index.ts") return [];
      const calls: string[] = [];
      const look = (node: ts.Node): void => {
        if (ts.isFunctionLike(node)) return;
        if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
          const name = `${ts.isNewExpression(node) ? "new " : ""}${node.expression.getText()}`;
          if (!PURE.test(name)) calls.push(`${place(source, node)} ${name}`);
        }
        if (ts.isAwaitExpression(node)) calls.push(`${place(source, node)} await`);
        ts.forEachChild(node, look);
      };
      for (const node of source.tree.statements) if (ts.isVariableStatement(node)) look(node);
      return calls;
    });
    expect(found).toEqual([]);
  });

  it("no file holds a state: no `let` and no `var` at its top", () => {
    const found = offences((source) =>
      source.tree.statements
        .filter(ts.isVariableStatement)
        .filter(({ declarationList: { flags } }) => (flags & ts.NodeFlags.Const) === 0)
        .map((node) => place(source, node)),
    );
    expect(found).toEqual([]);
  });
});

describe("2: the process is index.ts's business", () => {
  it("nobody else names `process`, and nobody reaches it by another way", () => {
    const found = offences((source) => {
      const places: string[] = [];
      if (source.path === "index.ts") return places;
      walk(source.tree, (node) => {
        if (ts.isIdentifier(node) && (node.text === "process" || node.text === "console"))
          places.push(place(source, node));
      });
      return [...places, ...source.imports.filter(({ from }) => /^(node:)?process$/.test(from)).map(() => source.path)];
    });
    expect(found).toEqual([]);
  });
});

describe("3: libraries have one place each", () => {
  it.each<[string, RegExp, RegExp]>([["node:http", /^node:https?$/, /^http\//]])("%s", (_, library, home) => {
    const users = SOURCES.filter(({ imports }) => imports.some(({ from }) => library.test(from))).map(
      ({ path }) => path,
    );
    expect(users.filter((path) => !home.test(path))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });
});

describe("4: forges keep to themselves", () => {
  it("a forge imports its own files, ../forge, ../kit, http, model and errors only", () => {
    const found = offences(({ path, imports }) => {
      const [, folder] = /^forges\/([^/]+)\//.exec(path) ?? [];
      if (folder === undefined) return [];
      const allowed = new RegExp(
        `^(forges/${folder}/.*|forges/(forge|abilities)\\.ts|forges/kit/.*|http/index\\.ts|model/.*|errors\\.ts)$`,
      );
      return imports.filter(({ own }) => own === undefined || !allowed.test(own)).map(({ from }) => `${path}: ${from}`);
    });
    expect(found).toEqual([]);
  });

  it("nobody but forges/ and ci/ compares with a forge's name", () => {
    const names = new Set([
      ...FORGES.map(({ id }) => id),
      "github",
      "gitlab",
      "gitea",
      "forgejo",
      "gitee",
      "gitcode",
      "atomgit",
      "tgit",
      "cnb",
      "sourcehut",
    ]);
    const isName = (node: ts.Node): boolean => ts.isStringLiteralLike(node) && names.has(node.text.toLowerCase());
    const found = offences((source) => {
      const places: string[] = [];
      if (/^(forges|ci)\//.test(source.path)) return places;
      walk(source.tree, (node) => {
        const compares =
          (ts.isBinaryExpression(node) && [node.left, node.right].some(isName)) ||
          (ts.isCaseClause(node) && isName(node.expression)) ||
          (ts.isCallExpression(node) &&
            /\.(includes|startsWith|has|get|test)$/.test(node.expression.getText()) &&
            node.arguments.some(isName)) ||
          (ts.isElementAccessExpression(node) && isName(node.argumentExpression));
        if (compares) places.push(place(source, node));
      });
      return places;
    });
    expect(found).toEqual([]);
  });
});

describe("6: no test replaces a module of ours", () => {
  it("neither by a mock nor by a spy", () => {
    const found = filesBelow("__tests__").filter((path) =>
      /\bvi(test)?\s*\.\s*(mock|doMock|mockObject|spyOn|stubGlobal|stubEnv)\s*\(/.test(textOf(path)),
    );
    expect(found).toEqual([]);
  });
});
