import ts from "typescript";

/** A text that the program puts together: what stands fast, and between it what is filled in, as the code calls it. */
export type Text = readonly (string | { readonly filled: string })[];

/** A text, a sum of texts, a choice of texts. */
export function isText(node: ts.Node): node is ts.Expression {
  if (ts.isParenthesizedExpression(node)) return isText(node.expression);
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateExpression(node) ||
    (ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
      (isText(node.left) || isText(node.right)))
  );
}

/** `given ?? "a text"` */
function isFallback(node: ts.Node): node is ts.BinaryExpression {
  const { QuestionQuestionToken, BarBarToken } = ts.SyntaxKind;
  return ts.isBinaryExpression(node) && [QuestionQuestionToken, BarBarToken].includes(node.operatorToken.kind);
}

/** Every form that a text can take: a choice inside of it is one form for each of its ends. */
export function formsOf(node: ts.Expression): Text[] {
  if (ts.isParenthesizedExpression(node)) return formsOf(node.expression);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [replaced(node.text)];
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce<Text[]>(
      (forms, { expression, literal }) => joined(joined(forms, formsOf(expression)), [[literal.text]]),
      [[node.head.text]],
    );
  if (ts.isConditionalExpression(node)) return [...formsOf(node.whenTrue), ...formsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node) && isText(node)) return joined(formsOf(node.left), formsOf(node.right));
  if (isFallback(node) && isText(node.right) && formsOf(node.right).some(({ length }) => length > 0))
    return [[{ filled: node.left.getText() }], ...formsOf(node.right)];
  if (ts.isIdentifier(node)) {
    const piece = pieceNamed(node);
    if (piece !== undefined) return formsOf(piece);
  }
  return [[{ filled: node.getText() }]];
}

/** A text for `replace`, in which `$1` and `$&` are filled in. */
function replaced(text: string): Text {
  return text
    .split(/((?:\$\d)+|\$&)/)
    .map((part, at) => (at % 2 === 1 ? { filled: "found" } : part))
    .filter((part) => part !== "");
}

function joined(before: readonly Text[], behind: readonly Text[]): Text[] {
  return before.flatMap((one) => behind.map((other) => [...one, ...other].filter((part) => part !== "")));
}

/** What a name stands for, where that is a piece of a sentence and no sentence of its own: ` and their tags`, or nothing. */
export function pieceNamed(name: ts.Identifier): ts.Expression | undefined {
  for (let at: ts.Node = name.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isBlock(at) && !ts.isFunctionLike(at)) continue;
    for (const statement of ts.isBlock(at) ? at.statements : []) {
      if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
      const found = statement.declarationList.declarations.find(
        (one) => ts.isIdentifier(one.name) && one.name.text === name.text,
      );
      if (found?.initializer !== undefined && isPiece(found.initializer)) return found.initializer;
    }
  }
  return undefined;
}

function isPiece(node: ts.Expression): boolean {
  if (!isText(node) && !ts.isConditionalExpression(node)) return false;
  const starts = formsOf(node).map(([first = ""]) => first);
  return starts.every((start) => typeof start === "string") && starts.some((start) => /^$|^[ ,;:.]/.test(start));
}

/** `The tag {0} is gone.`: what the catalogue knows it by. */
export function templateOf(text: Text): string {
  let count = 0;
  return text
    .map((part) => (typeof part === "string" ? part : `{${count++}}`))
    .join("")
    .trim();
}

/** `The tag {tag} is gone.`, for people. */
export function shownOf(text: Text): string {
  return text.map((part) => (typeof part === "string" ? part : `{${lastName(part.filled)}}`)).join("");
}

/** The word that says most of what is filled in: `tag` of `release.tag`. */
function lastName(filled: string): string {
  const [name] = /[A-Za-z_]\w*(?=\W*$)/.exec(filled.replace(/\s*\?\?.*$/s, "")) ?? [];
  return name ?? "…";
}
