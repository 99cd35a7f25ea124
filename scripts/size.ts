import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { type Chunk, bundle } from "./bundle";

/**
 * What is in each file of dist/ and why: its bytes as they are and packed, which code asks for it, and what it holds, by
 * package or folder. The bundler knows modules before they are made small, so that those figures say who has how much of
 * a file, and not how many of its bytes. Run it after `npm run build`.
 */
const DIST = resolve("dist");
/** Parts of a file that are shown. */
const SHOWN = 12;

const chunks = await bundle("src/index.ts");

let total = 0;
const names = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((name) =>
  statSync(join(DIST, name)).isFile(),
);
for (const name of names.sort((a, b) => bytesOf(b).length - bytesOf(a).length)) {
  const bytes = bytesOf(name);
  total += bytes.length;
  console.log(`\n${name}  ${kB(bytes.length)}, packed ${kB(gzipSync(bytes).length)}`);
  const chunk = chunks.find(({ fileName }) => fileName === name);
  if (chunk === undefined) continue;
  for (const why of reasons(chunk)) console.log(`  ${why}`);
  const parts = byPart(chunk);
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

/** What loads a file: modules that ask for it when they need it, and files that begin with it. */
function reasons({ isEntry, askedBy, fileName }: Chunk): readonly string[] {
  if (isEntry) return ["loaded by every run"];
  const beginning = chunks.filter(({ imports }) => imports.includes(fileName)).map((chunk) => chunk.fileName);
  return [
    ...askedBy.map((module) => `asked for by ${relative(".", module)}`).sort(),
    ...(beginning.length > 3
      ? [`loaded with ${beginning.length} others`]
      : beginning.map((one) => `loaded with ${one}`)),
  ];
}

/** Package, or folder of the sources, with its bytes; the largest first. */
function byPart({ modules }: Chunk): readonly (readonly [string, number])[] {
  const sizes = new Map<string, number>();
  for (const [path, { renderedLength }] of Object.entries(modules)) {
    const part = partOf(relative(".", path));
    sizes.set(part, (sizes.get(part) ?? 0) + renderedLength);
  }
  return [...sizes].sort(([, a], [, b]) => b - a);
}

function partOf(path: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (inPackage !== undefined) return `node_modules/${inPackage}`;
  return /^(src(?:\/[^/]+){0,2})\//.exec(path)?.[1] ?? path;
}
