import ts from "typescript";
import { type Source, sources } from "../../__tests__/house/sources";
import { LOGGED, NOT_SAID, PLACES_NOT_SAID } from "./not-said";
import { type Text, formsOf, isText, pieceNamed, templateOf } from "./texts";

/** What a text is for. `part`: it is filled into others. */
export type Role = "error" | "said" | "hint" | "notice" | "warning" | "problem" | "part";

/** A text of this program that people may read. */
export interface Message {
  readonly role: Role;
  readonly text: Text;
  /** As the catalogue knows it: `The tag {0} is gone.` */
  readonly template: string;
  /** From the root of `src`. */
  readonly path: string;
  readonly line: number;
  /** What what was tried, what was said and the hint have in common: where their error is made. */
  readonly group: number;
  /** The function that says it, and what its own comment says of it. */
  readonly by: { readonly name: string; readonly does: string | undefined };
}

/** Words with a blank between them: anything else is a name, a path, a key. */
const PROSE = /[A-Za-z“}][\w’'”“,:;.)\]…-]* [\w“(`{~-]*[A-Za-z{]/;

/** Every message in src, in the order of the files. */
export function messages(): Message[] {
  return sources().flatMap((source) => (PLACES_NOT_SAID.test(source.path) ? [] : messagesOf(source)));
}

function messagesOf(source: Source): Message[] {
  const pieces = piecesOf(source.tree);
  const found: Message[] = [];
  const visit = (node: ts.Node): void => {
    if (pieces.has(node) || isQuiet(node)) return;
    if (isText(node)) {
      const all = formsOf(node).map((text) => message(source, node, text));
      const said = all.filter(({ template }) => isSaid(source.path, template));
      found.push(...new Map(said.map((one) => [one.template, one])).values());
      if (said.length > 0) {
        for (const one of filledIn(node)) ts.forEachChild(one, visit);
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return found;
}

function isSaid(path: string, template: string): boolean {
  const isLogged = LOGGED[path]?.test(template) ?? false;
  return (
    PROSE.test(template) && /[a-z]{2}/i.test(template.replace(/\{\d+\}/g, "")) && !isLogged && !NOT_SAID.test(template)
  );
}

/** What a text is filled with and does not say itself: it may hold texts of its own. */
function filledIn(node: ts.Node): ts.Node[] {
  if (ts.isParenthesizedExpression(node)) return filledIn(node.expression);
  if (ts.isTemplateExpression(node)) return node.templateSpans.flatMap(({ expression }) => filledIn(expression));
  if (ts.isConditionalExpression(node))
    return [node.condition, ...filledIn(node.whenTrue), ...filledIn(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...filledIn(node.left), ...filledIn(node.right)];
  return isText(node) ? [] : [node];
}

/** Pieces of sentences, which are read where they are filled in. */
function piecesOf(tree: ts.SourceFile): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && (ts.isTemplateSpan(node.parent) || ts.isBinaryExpression(node.parent))) {
      const piece = pieceNamed(node);
      if (piece !== undefined) found.add(piece);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** What is no text for people, or one of the log's plain lines, which are English in every language. */
function isQuiet(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isCallExpression(node))
    return /(^|\.)(info|debug|section|trace|waiting|done|byWord)$/.test(node.expression.getText());
  return ts.isNewExpression(node) && node.expression.getText() === "Error";
}

function message(source: Source, node: ts.Node, text: Text): Message {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart());
  const { role, group } = roleOf(node);
  return { role, text, template: templateOf(text), path: source.path, line: line + 1, group, by: speakerOf(node) };
}

function roleOf(node: ts.Node): { readonly role: Role; readonly group: number } {
  for (let at = node; !ts.isSourceFile(at) && !ts.isFunctionLike(at.parent); at = at.parent) {
    const { parent } = at;
    if (ts.isPropertyAssignment(parent) && parent.initializer === at) {
      const name = parent.name.getText();
      if (name === "what") return { role: "error", group: parent.parent.pos };
      if (name === "said" || name === "hint") return { role: name, group: parent.parent.pos };
    }
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const called = /(notice|warning|problem|InputError)s?(\.push)?$/.exec(parent.expression.getText())?.[1];
      if (called === "notice" || called === "warning") return { role: called, group: parent.pos };
      if (called !== undefined) return { role: "problem", group: parent.pos };
    }
  }
  return { role: "part", group: node.pos };
}

function speakerOf(node: ts.Node): Message["by"] {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    const named =
      ts.isFunctionDeclaration(at) || ts.isVariableDeclaration(at) || ts.isClassDeclaration(at) ? at.name : undefined;
    const home = ts.isVariableDeclaration(at) ? at.parent.parent : at;
    const isOutside = ts.isSourceFile(home.parent);
    if (named === undefined || !isOutside) continue;
    return { name: named.getText(), does: commentOf(home) };
  }
  return { name: "", does: undefined };
}

function commentOf(node: ts.Node): string | undefined {
  const comments = ts.getJSDocCommentsAndTags(node).flatMap((one) => (ts.isJSDoc(one) ? [one] : []));
  const words = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join(" ");
  const [first] = words
    .replace(/\s+/g, " ")
    .trim()
    .split(/(?<=[.;]) /);
  return first === undefined || first === "" ? undefined : first;
}
