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
  interface Built {
    readonly code: string;
    readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>;
  }
  export default function ncc(entry: string, options: Options): Promise<Built>;
}
