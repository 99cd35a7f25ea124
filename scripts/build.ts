import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ncc from "@vercel/ncc";
import { minify } from "terser";
import { licenses, packagesIn } from "./bundled";
import { catalogueFiles } from "./catalogue";

/**
 * Bundles src/index.ts into a folder: `npm run build` writes dist/, `npm run build -- FOLDER` another one, which is
 * how a test finds out whether dist/ is what the sources say.
 */
const folder = resolve(process.argv[2] ?? "dist");
const built = await ncc(resolve("src/index.ts"), {
  minify: true,
  transpileOnly: true,
  quiet: true,
});
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "index.js"), built.code);
chmodSync(join(folder, "index.js"), 0o755);
for (const [name, asset] of Object.entries(built.assets)) {
  writeFileSync(join(folder, name), name.endsWith(".js") ? await minified(String(asset.source)) : asset.source);
}

const chinese = join(folder, "messages/zh");
mkdirSync(chinese, { recursive: true });
for (const [name, content] of catalogueFiles()) writeFileSync(join(chinese, name), content);
writeFileSync(join(folder, "licenses.txt"), licenses(packagesIn(built)));

/** ncc minifies its entry only; the parts that are loaded when they are needed go through the same minifier. */
async function minified(source: string): Promise<string> {
  const { code } = await minify(source, { module: true, compress: { passes: 2 }, mangle: { keep_classnames: true } });
  if (code === undefined) throw new Error("terser gave nothing back");
  return code;
}
