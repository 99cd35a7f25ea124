import { dirname, join } from "node:path";
import ts from "typescript";

/** Files that load a file, itself or by way of others; `texts` has all there are. */
export function createImporters(texts: ReadonlyMap<string, string>): (file: string) => Set<string> {
  const importers = new Map<string, string[]>();
  for (const [file, text] of texts)
    for (const word of importsOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))) {
      const path = join(dirname(file), word);
      const found = [`${path}.ts`, `${path}/index.ts`, path].find((name) => texts.has(name));
      if (found !== undefined) importers.set(found, [...(importers.get(found) ?? []), file]);
    }
  return (file) => {
    const all = new Set<string>();
    const add = (name: string): void => {
      if (all.has(name)) return;
      all.add(name);
      importers.get(name)?.forEach(add);
    };
    add(file);
    return all;
  };
}

/** Relative ones that are there at run time. */
function importsOf(source: ts.SourceFile): string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    const from = specifierOf(node);
    if (from !== undefined && ts.isStringLiteral(from) && from.text.startsWith(".")) words.push(from.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return words;
}

function specifierOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node))
    return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? undefined : node.moduleSpecifier;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? undefined : node.moduleSpecifier;
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? node.arguments[0]
    : undefined;
}
