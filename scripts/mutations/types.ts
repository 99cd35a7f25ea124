import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Tells whether the compiler refuses a file with another text. */
export function createTypeCheck(root: string): (file: string, text: string) => boolean {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const { options, fileNames } = ts.parseJsonConfigFileContent({ ...config, include: ["src"] }, ts.sys, root);
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
  return (file, text) => {
    const path = join(root, file);
    texts.set(path, { text, version: ++version });
    // An unused name is no fault of behaviour.
    const refused = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].some(
      ({ code, category }) => category === ts.DiagnosticCategory.Error && code !== 6133 && code !== 6192,
    );
    texts.delete(path);
    return refused;
  };
}
