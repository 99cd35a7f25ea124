import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import ncc, { type Module } from "@vercel/ncc";
import { single } from "./bundled";

/**
 * What is in each file of dist/ and why: its bytes as they are and packed, which code asks for it, and what it holds, by
 * package or folder. The bundler knows modules before they are made small, so that those figures say who has how much of
 * a file, and not how many of its bytes. Run it after `npm run build`.
 */
const DIST = resolve("dist");
/** Parts of a file that are shown. */
const SHOWN = 12;

const { stats } = await ncc(resolve("src/index.ts"), { minify: true, transpileOnly: true, quiet: true });
const all = { ids: true, chunks: true, chunkModules: true, chunkOrigins: true, nestedModules: true };
const space = { chunkModulesSpace: Infinity, nestedModulesSpace: Infinity, modulesSpace: Infinity };
const { chunks } = stats.toJson({ all: false, ...all, ...space, dependentModules: true, groupModulesByType: false });

let total = 0;
const names = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((name) =>
  statSync(join(DIST, name)).isFile(),
);
for (const name of names.sort((a, b) => bytesOf(b).length - bytesOf(a).length)) {
  const bytes = bytesOf(name);
  total += bytes.length;
  console.log(`\n${name}  ${kB(bytes.length)}, packed ${kB(gzipSync(bytes).length)}`);
  const chunk = chunks.find(({ files, initial }) => files.includes(name) || (initial && name === "index.js"));
  if (chunk === undefined) continue;
  const asking = new Set(chunk.origins.map(({ moduleName, request }) => asked(moduleName, request)));
  for (const why of chunk.initial ? ["loaded by every run"] : [...asking].sort()) console.log(`  ${why}`);
  const parts = byPart(chunk.modules.flatMap(single));
  const whole = parts.reduce((sum, [, size]) => sum + size, 0);
  for (const [part, size] of parts.slice(0, SHOWN))
    console.log(`  ${`${((100 * size) / whole).toFixed(1)} %`.padStart(8)}  ${part}`);
  if (parts.length > SHOWN) console.log(`            and ${parts.length - SHOWN} smaller parts`);
}
console.log(`\nall of dist  ${kB(total)}`);

function bytesOf(name: string): Buffer {
  return readFileSync(join(DIST, name));
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function asked(from: string | undefined, request: string | undefined): string {
  return `asked for by ${from === undefined ? "the bundler" : from.replace(/^\.\//, "").replace(/ \+ .*$/, "")} (${request ?? ""})`;
}

/** Package, or folder of the sources, with its bytes; the largest first. */
function byPart(modules: readonly Module[]): readonly (readonly [string, number])[] {
  const sizes = new Map<string, number>();
  for (const { name = "", size } of modules) {
    const part = partOf(name);
    sizes.set(part, (sizes.get(part) ?? 0) + size);
  }
  return [...sizes].sort(([, a], [, b]) => b - a);
}

function partOf(name: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1];
  if (inPackage !== undefined) return `node_modules/${inPackage}`;
  const inSources = /^\.\/(src(?:\/[^/]+){0,2})\//.exec(name)?.[1];
  if (inSources !== undefined) return inSources;
  return name === "" ? "the bundler's own code" : name.replace(/^external .*$/, "names of Node's modules");
}
