import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import ts from "typescript";

const ROOT = resolve(".");

/** Files below a folder, as paths from the root of the project with `/`. */
export function filesBelow(folder: string, skip: readonly string[] = []): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.split("/").some((part) => skip.includes(part)))
    .sort();
}

export const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** A source file, read by the compiler. */
export interface Source {
  /** From the root of `src`: `request/entries/flags.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written. */
  readonly from: string;
  /** For a file of ours: its path from the root of `src`. */
  readonly own: string | undefined;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** `import(…)` inside a function. */
  readonly dynamic: boolean;
}

export function sources(): Source[] {
  const paths = filesBelow("src").filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"));
  const known = new Set(paths.map((path) => path.slice("src/".length)));
  return paths.map((full) => {
    const path = full.slice("src/".length);
    const text = textOf(full);
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    return { path, text, tree, imports: importsOf(tree, path, known) };
  });
}

function importsOf(tree: ts.SourceFile, path: string, known: ReadonlySet<string>): Import[] {
  const found: Import[] = [];
  const add = (from: string, typeOnly: boolean, dynamic: boolean): void => {
    found.push({ from, own: ownPath(from, path, known), typeOnly, dynamic });
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, isTypeOnly(node.importClause), false);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : undefined;
      add(node.moduleSpecifier.text, node.isTypeOnly || named?.every((one) => one.isTypeOnly) === true, false);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments;
      add(from && ts.isStringLiteral(from) ? from.text : "?", false, true);
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) {
      add(node.argument.literal.text, true, false);
    }
  });
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((one) => one.isTypeOnly)
  );
}

function ownPath(from: string, path: string, known: ReadonlySet<string>): string | undefined {
  if (!from.startsWith(".")) return undefined;
  const at = posix.join(dirname(path), from);
  // One that the bundler leaves alone is named as it will be called.
  return [at, `${at}.ts`, posix.join(at, "index.ts"), at.replace(/\.js$/, ".ts")].find((candidate) =>
    known.has(candidate),
  );
}

/** Visits every node below a node, the node itself included. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    walk(child, visit);
  });
}

/** Where a node stands, for messages: `request/entries/flags.ts:12`. */
export function place({ path, tree }: Source, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
