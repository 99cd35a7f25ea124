import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Chunk } from "./bundle";

/** A package of which something is in the bundle. */
interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Its license's own words. */
  readonly text: string;
}

/** All packages that modules of the bundle come from, those of packages as well, by name. */
export function packagesIn(chunks: readonly Pick<Chunk, "modules">[]): Package[] {
  const modules = chunks.flatMap(({ modules }) => Object.entries(modules));
  // The innermost one: a package may have one of its own within it.
  const homes = modules.flatMap(([path, { renderedLength }]) =>
    renderedLength === 0 ? [] : (/^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []),
  );
  return [...new Set(homes)].map(about).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function about(path: string): Package {
  const home = resolve(path);
  const { name, version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as Package;
  const file = readdirSync(home).find((one) => /^(licen[cs]e|copying)(\.|$)/i.test(one));
  if (file === undefined) throw new Error(`${name} ${version} has no file with its license`);
  return { name, version, license, text: readFileSync(join(home, file), "utf8").trimEnd() };
}

/** The file that tells what the bundle is made of: name and version, kind of license and its words. */
export function licenses(packages: readonly Package[]): string {
  return `${packages.map(({ name, version, license, text }) => `${name} ${version}\n${license}\n\n${text}`).join("\n\n")}\n`;
}
