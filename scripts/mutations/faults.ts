import ts from "typescript";
import { type Piece, pieceAround } from "./pieces";

/** A small fault that may be put into a file: one piece of its text, written otherwise. */
export interface Fault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly before: string;
  /** Whoever runs into the fault runs through this piece. */
  readonly place: Piece;
}

const SWAPPED: Readonly<Record<string, string>> = {
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
};

/** Every fault that a file can have. Types, imports and prose are left alone: no test has to bite on them. */
export function faultsOf(file: string, text: string): Fault[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const faults: Fault[] = [];
  const put = (node: ts.Node, instead: string, end = node.getEnd()): void => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const place = pieceAround(node);
    if (place !== undefined)
      faults.push({ file, line, start, end, text: instead, before: text.slice(start, end), place });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    flip(node, put, source);
    drop(node, put, text);
    change(node, put, source);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return faults;
}

type Put = (node: ts.Node, instead: string, end?: number) => void;

/** Conditions turned round, operators swapped. */
function flip(node: ts.Node, put: Put, source: ts.SourceFile): void {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node))
    put(node.expression, `!(${node.expression.getText(source)})`);
  if (ts.isConditionalExpression(node)) put(node.condition, `!(${node.condition.getText(source)})`);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    put(node, node.operand.getText(source));
  if (!ts.isBinaryExpression(node)) return;
  const swapped = SWAPPED[node.operatorToken.getText(source)];
  // A text that is put together with + has no difference.
  const joins = node.operatorToken.kind === ts.SyntaxKind.PlusToken && /["'`]/.test(node.getText(source));
  if (swapped !== undefined && !joins) put(node.operatorToken, swapped);
}

/** Statements, waits and entries that are missing. */
function drop(node: ts.Node, put: Put, text: string): void {
  if (ts.isExpressionStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node)) put(node, ";");
  if (ts.isReturnStatement(node) && node.expression === undefined) put(node, ";");
  if (ts.isAwaitExpression(node)) put(node, "", node.expression.getStart());
  if (ts.isSpreadAssignment(node)) put(node, "", commaAfter(node, text));
  if (ts.isArrayLiteralExpression(node)) for (const entry of node.elements) put(entry, "", commaAfter(entry, text));
}

function commaAfter(node: ts.Node, text: string): number {
  return text[node.getEnd()] === "," ? node.getEnd() + 1 : node.getEnd();
}

/** Constants that are others. */
function change(node: ts.Node, put: Put, source: ts.SourceFile): void {
  if (node.kind === ts.SyntaxKind.TrueKeyword) put(node, "false");
  if (node.kind === ts.SyntaxKind.FalseKeyword) put(node, "true");
  if (ts.isNumericLiteral(node)) put(node, `(${node.getText(source)} + 1)`);
  if (ts.isStringLiteral(node) && /^\S+$/.test(node.text) && !isName(node)) put(node, '""');
  if (!ts.isRegularExpressionLiteral(node)) return;
  const pattern = node.getText(source);
  if (pattern.startsWith("/^")) put(node, `/${pattern.slice(2)}`);
  const end = pattern.lastIndexOf("/");
  if (pattern[end - 1] === "$" && pattern[end - 2] !== "\\")
    put(node, `${pattern.slice(0, end - 1)}${pattern.slice(end)}`);
}

/** A key, or the name of an error class. */
function isName({ parent }: ts.Node): boolean {
  return ts.isPropertyDeclaration(parent) || (ts.isPropertyAssignment(parent) && ts.isStringLiteral(parent.name));
}
