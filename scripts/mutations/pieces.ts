import ts from "typescript";

/** A piece of a file's text before which something can be put. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly statement: boolean;
  /** The name of what is declared around it at the file's top; the last one may be a constant, made once. */
  readonly owner: ts.Identifier | undefined;
  /** Whether it runs with every call, not once when the file is loaded. */
  readonly called: boolean;
}

/** The smallest piece around a node that is an expression or a statement of its own. */
export function pieceAround(node: ts.Node): Piece | undefined {
  if (ts.findAncestor(node, isNoCode) !== undefined) return undefined;
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isSpreadElement(at) || ts.isSpreadAssignment(at)) return pieceOf(at.expression, false);
    if (isPlainStatement(at)) return pieceOf(at, true);
    if (ts.isExpression(at) && !ts.isOmittedExpression(at) && !isNameOf(at)) return pieceOf(at, false);
  }
  return undefined;
}

/** Types, and what says which names come and go. */
function isNoCode(node: ts.Node): boolean {
  return (
    (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function isPlainStatement(node: ts.Node): boolean {
  return (
    ts.isExpressionStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isReturnStatement(node)
  );
}

/** A key or a declared name is no expression. */
function isNameOf(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent)) return parent.initializer !== node;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isObjectLiteralElementLike(parent) || ts.isClassElement(parent) || ts.isVariableDeclaration(parent)
    ? parent.name === node
    : ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent) || ts.isParameter(parent);
}

function pieceOf(node: ts.Node, statement: boolean): Piece {
  let [called, owner]: [boolean, ts.Identifier | undefined] = [false, undefined];
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    called ||= ts.isFunctionLike(at) || ts.isPropertyDeclaration(at);
    if (ts.isVariableDeclaration(at) || ts.isFunctionDeclaration(at) || ts.isClassDeclaration(at))
      owner = at.name !== undefined && ts.isIdentifier(at.name) ? at.name : undefined;
  }
  return { start: node.getStart(), end: node.getEnd(), statement, owner, called };
}

/** Text with something put before each piece: expressions stay expressions. */
export function before(text: string, put: readonly { readonly piece: Piece; readonly call: string }[]): string {
  const outerFirst = [...put].sort((a, b) => a.piece.start - b.piece.start || b.piece.end - a.piece.end);
  const ends = [...outerFirst].reverse().sort((a, b) => a.piece.end - b.piece.end);
  const parts: string[] = [];
  let [at, closed] = [0, 0];
  const copyTo = (position: number): void => void (parts.push(text.slice(at, position)), (at = position));
  const closeTo = (position: number): void => {
    for (let next = ends[closed]; next !== undefined && next.piece.end <= position; next = ends[++closed]) {
      copyTo(next.piece.end);
      parts.push(next.piece.statement ? " }" : ")");
    }
  };
  for (const { piece, call } of outerFirst) {
    closeTo(piece.start);
    copyTo(piece.start);
    parts.push(piece.statement ? `{ ${call}; ` : `(${call}, `);
  }
  closeTo(text.length);
  return parts.join("") + text.slice(at);
}
