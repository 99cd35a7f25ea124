import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { minify } from "terser";
import { bundle } from "./bundle";
import { licenses, packagesIn } from "./bundled";
import { catalogueFiles } from "./catalogue";

/**
 * Bundles src/index.ts into a folder: `npm run build` writes dist/, `npm run build -- FOLDER` another one, which is
 * how a test finds out whether dist/ is what the sources say.
 */
const folder = resolve(process.argv[2] ?? "dist");
const chunks = await bundle("src/index.ts");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { fileName, code } of chunks) writeFileSync(join(folder, fileName), await minified(code));
chmodSync(join(folder, "index.js"), 0o755);
writeFileSync(join(folder, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);

const chinese = join(folder, "messages/zh");
mkdirSync(chinese, { recursive: true });
for (const [name, content] of catalogueFiles()) writeFileSync(join(chinese, name), content);
writeFileSync(join(folder, "licenses.txt"), licenses(packagesIn(chunks)));

async function minified(source: string): Promise<string> {
  const { code } = await minify(source, { module: true, compress: { passes: 2 }, mangle: { keep_classnames: true } });
  if (code === undefined) throw new Error("terser gave nothing back");
  return code;
}
