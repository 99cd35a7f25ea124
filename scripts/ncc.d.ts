/** @vercel/ncc ships no types; this is the part that is used here. */
declare module "@vercel/ncc" {
  interface Options {
    readonly minify?: boolean;
    readonly license?: string;
    readonly transpileOnly?: boolean;
    readonly quiet?: boolean;
    /** What is required under one name, and under which name it is required at run time. */
    readonly externals?: Readonly<Record<string, string>>;
  }
  /** Modules of a file, or those that were merged into one. https://webpack.js.org/api/stats/ */
  export interface Module {
    readonly name?: string;
    /** Bytes before it is made small. */
    readonly size: number;
    readonly modules?: readonly Module[];
  }
  interface Chunk {
    readonly files: readonly string[];
    /** Loaded at once. */
    readonly initial: boolean;
    readonly origins: readonly { readonly moduleName?: string; readonly request?: string }[];
    readonly modules: readonly Module[];
  }
  export interface Built {
    readonly stats: { toJson(options: Readonly<Record<string, unknown>>): { readonly chunks: readonly Chunk[] } };
    readonly code: string;
    readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>;
  }
  export default function ncc(entry: string, options: Options): Promise<Built>;
}
