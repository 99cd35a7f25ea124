import { posix, resolve } from "node:path";
import { type Plugin, type Rollup, build, normalizePath } from "vite";

/** One file of a bundle, before it is made small. */
export interface Chunk extends Rollup.OutputChunk {
  /** The modules that load it when they need it. */
  readonly askedBy: readonly string[];
}

/**
 * Modules of Node whose default, all of them, some library takes. Of all others only names are taken: an object of all
 * names would run every getter, of which one of `node:http` loads a whole client in Node 24 (20 ms).
 */
const WHOLE: readonly string[] = ["node:process", "node:os"];

/** Data beside the bundle, which the build writes: see catalogue.ts. */
const DATA = "./messages/zh/index.js";

/**
 * Bundles an entry for Node: what it imports, and in files of their own what it loads when it needs it.
 *
 * The files are CommonJS: Node finds and reads them at once and in place, with no loader of modules to be started. The
 * code of a file stands side by side, and not in a function for each module, which V8 would read twice.
 */
export async function bundle(entry: string): Promise<readonly Chunk[]> {
  const source = normalizePath(resolve(entry, ".."));
  const askedBy = new Map<string, readonly string[]>();
  const data: Plugin = {
    name: "data",
    resolveId: { order: "pre", handler: (id) => (id === DATA ? { id, external: true } : null) },
    buildEnd() {
      for (const id of this.getModuleIds()) askedBy.set(id, this.getModuleInfo(id)?.dynamicImporters ?? []);
    },
  };
  const built = await build({
    root: source,
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: "error",
    plugins: [data],
    ssr: { noExternal: true },
    build: { ssr: resolve(entry), write: false, minify: false, target: "node20.18", rollupOptions: optionsFor(source) },
  });
  const outputs = "output" in built ? [built] : Array.isArray(built) ? built : [];
  return outputs
    .flatMap(({ output }) => output)
    .filter((file) => file.type === "chunk")
    .map((chunk) => ({ ...chunk, askedBy: askedBy.get(chunk.facadeModuleId ?? chunk.moduleIds.at(-1) ?? "") ?? [] }));
}

function optionsFor(source: string): Rollup.RollupOptions {
  return {
    preserveEntrySignatures: "strict",
    makeAbsoluteExternalsRelative: false,
    output: {
      format: "cjs",
      interop: (module) => (module !== null && WHOLE.includes(module) ? "default" : "esModule"),
      generatedCode: "es2015",
      dynamicImportInCjs: false,
      esModule: false,
      externalLiveBindings: false,
      freeze: false,
      hoistTransitiveImports: false,
      manualChunks: (module, { getModuleInfo }) => shared(module, source, getModuleInfo),
      entryFileNames: "index.js",
      chunkFileNames: ({ name, isDynamicEntry, moduleIds }) =>
        `${isDynamicEntry ? nameOf(moduleIds.at(-1) ?? "", source) : name}.js`,
    },
  };
}

/** The name of a file for the module that is asked for: `forges-gitee-client`. */
function nameOf(module: string, source: string): string {
  return posix
    .relative(source, module)
    .replace(/(\/index)?\.ts$/, "")
    .replaceAll("/", "-");
}

/** The file of a module that more than one file needs. */
function shared(module: string, source: string, about: Rollup.GetModuleInfo): string | undefined {
  const loadedWith = (entry: string): boolean => isLoadedWith(about, module, `${source}/${entry}`);
  if (module === `${source}/index.ts`) return undefined;
  if (loadedWith("index.ts")) return "start";
  if (loadedWith("run.ts")) return "run";
  // What several files need of these: one file, and not one for each set of files that needs the same.
  const folder = ["forges/kit", "request/files"].find((one) => module.startsWith(`${source}/${one}/`));
  return folder?.replace("/", "-");
}

function isLoadedWith(about: Rollup.GetModuleInfo, module: string, by: string, seen = new Set<string>()): boolean {
  if (module === by) return true;
  if (seen.has(by)) return false;
  seen.add(by);
  return about(by)?.importedIds.some((one) => isLoadedWith(about, module, one, seen)) === true;
}
