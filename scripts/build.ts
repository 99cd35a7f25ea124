import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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

writeFileSync(join(folder, "licenses.txt"), `${packages().map(license).join("\n\n")}\n`);

/** What the sources import. ncc's own list lacks what webpack merges into the modules around it. */
function packages(): string[] {
  const files = readdirSync(resolve("src"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const imports = files.flatMap((name) => [
    // At the beginning of a line only: a string may say "from", too.
    ...readFileSync(resolve("src", name), "utf8").matchAll(
      /(?:^(?:im|ex)port\b[^;"]*\bfrom|\bimport\()\s*"([^".][^"]*)"/gm,
    ),
  ]);
  const names = imports.flatMap(([, path = ""]) => /^(?!node:)(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(names)].sort();
}

function license(name: string): string {
  const home = resolve("node_modules", name);
  const about = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string; license: string };
  const file = readdirSync(home).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  if (file === undefined) throw new Error(`${name} has no file with its license`);
  return `${name} ${about.version}\n${about.license}\n\n${readFileSync(join(home, file), "utf8").trimEnd()}`;
}

/** ncc minifies its entry only; the parts that are loaded when they are needed go through the same minifier. */
async function minified(source: string): Promise<string> {
  const { code } = await minify(source, { module: true, compress: false, mangle: { keep_classnames: true } });
  if (code === undefined) throw new Error("terser gave nothing back");
  return code;
}
