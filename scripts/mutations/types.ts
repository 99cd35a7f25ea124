import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { type Piece, pieceAround } from "./pieces";

/** What the compiler knows of the sources and of all that imports them. */
export interface Compiler {
  /** Whether it refuses a file with another text. */
  refuses(file: string, text: string): boolean;
  /** Every piece of code, in any file, that runs with what a constant at a file's top holds. */
  mentions(file: string, constant: ts.Identifier): Mention[];
}

export interface Mention {
  readonly file: string;
  readonly piece: Piece;
}

/** Loads the sources, the sandbox and the tests. */
export function createCompiler(root: string): Compiler {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const texts = new Map<string, { readonly text: string; readonly version: number }>();
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, rootDir: root }),
    getScriptFileNames: () => fileNames,
    getScriptVersion: (path) => String(texts.get(path)?.version ?? 0),
    getScriptSnapshot(path) {
      const text = texts.get(path)?.text ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (used) => ts.getDefaultLibFilePath(used),
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...words) => ts.sys.readDirectory(...words),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
  });
  return {
    refuses(file, text) {
      const path = join(root, file);
      texts.set(path, { text, version: ++version });
      // An unused name is no fault of behaviour.
      const refused = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].some(
        ({ code, category }) => category === ts.DiagnosticCategory.Error && code !== 6133 && code !== 6192,
      );
      texts.delete(path);
      return refused;
    },
    mentions: (file, constant) => mentionsIn({ service, root }, { file, constant, seen: new Set() }),
  };
}

interface Search {
  readonly file: string;
  readonly constant: ts.Identifier;
  /** Constants that have been looked for: a constant is made of others. */
  readonly seen: Set<string>;
}

function mentionsIn(compiler: { service: ts.LanguageService; root: string }, search: Search): Mention[] {
  const { service, root } = compiler;
  const { file, constant, seen } = search;
  const key = `${file}:${constant.getStart()}`;
  if (seen.has(key)) return [];
  seen.add(key);
  const found = service.getReferencesAtPosition(join(root, file), constant.getStart()) ?? [];
  return found.flatMap(({ fileName, textSpan }) => {
    const source = service.getProgram()?.getSourceFile(fileName);
    const node = source === undefined ? undefined : nodeAt(source, textSpan.start);
    const piece = node === undefined || isDeclared(node) ? undefined : pieceAround(node);
    if (piece === undefined) return [];
    const place = { file: relative(root, fileName), piece };
    // What a constant is made of runs once; what is done with the constant is what counts.
    if (piece.called || piece.owner === undefined) return [place];
    return mentionsIn(compiler, { file: place.file, constant: piece.owner, seen });
  });
}

function nodeAt(source: ts.SourceFile, position: number): ts.Node {
  const inside = (node: ts.Node): ts.Node =>
    ts.forEachChild(node, (child) =>
      child.getStart(source) <= position && position < child.getEnd() ? inside(child) : undefined,
    ) ?? node;
  return inside(source);
}

const isDeclared = (node: ts.Node): boolean =>
  (ts.isVariableDeclaration(node.parent) || ts.isImportSpecifier(node.parent)) && node.parent.name === node;
