import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ncc from "@vercel/ncc";
import { minify } from "terser";

/**
 * Bundles src/index.ts into a folder: `npm run build` writes dist/, `npm run build -- FOLDER` another one, which is
 * how a test finds out whether dist/ is what the sources say.
 */
const folder = resolve(process.argv[2] ?? "dist");
const built = await ncc(resolve("src/index.ts"), {
  minify: true,
  license: "licenses.txt",
  transpileOnly: true,
  quiet: true,
  // undici loads node:http2 whether it is asked to speak it or not, which is a tenth of a run without files; it goes on
  // without it when there is none. Nothing here asks for it.
  externals: { "node:http2": "node:http2-is-left-out" },
});
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "index.js"), built.code);
chmodSync(join(folder, "index.js"), 0o755);
for (const [name, asset] of Object.entries(built.assets)) {
  writeFileSync(join(folder, name), name.endsWith(".js") ? await minified(String(asset.source)) : asset.source);
}

// ncc 0.45 bundles it and leaves its license out.
const semver = `semver\nISC\n${readFileSync(resolve("node_modules/semver/LICENSE"), "utf8")}`;
writeFileSync(join(folder, "licenses.txt"), `${String(built.assets["licenses.txt"]?.source ?? "")}\n\n${semver}`);

/** ncc minifies its entry only; the parts that are loaded when they are needed go through the same minifier. */
async function minified(source: string): Promise<string> {
  const { code } = await minify(source, { module: true, compress: false, mangle: { keep_classnames: true } });
  if (code === undefined) throw new Error("terser gave nothing back");
  return code;
}
