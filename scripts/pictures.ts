import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MORE, PICTURES } from "./pictures/scenes";

/**
 * Draws what the built bundle says: `npm run pictures` those of the pages, into docs/pictures/; with the name of a folder
 * many more into that, to be looked at, or those of them that are named behind it. `npm run build` first.
 */
const [folder, ...names] = process.argv.slice(2);
const all = folder === undefined ? PICTURES : { ...PICTURES, ...MORE };
const into = folder ?? "docs/pictures";
mkdirSync(into, { recursive: true });
for (const [name, draw] of Object.entries(all)) {
  if (names.length > 0 && !names.some((one) => name.startsWith(one))) continue;
  writeFileSync(join(into, name), await draw());
  console.log(join(into, name));
}
