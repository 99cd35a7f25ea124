/** @vercel/ncc ships no types; this is the part that is used here. */
declare module "@vercel/ncc" {
  interface Options {
    readonly minify?: boolean;
    readonly license?: string;
    readonly transpileOnly?: boolean;
    readonly quiet?: boolean;
  }
  interface Built {
    readonly code: string;
    readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>;
  }
  export default function ncc(entry: string, options: Options): Promise<Built>;
}
