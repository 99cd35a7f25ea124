import { readFileSync, writeFileSync } from "node:fs";
import { played } from "./command-pages/play";
import { PLAYED, setScene } from "./command-pages/scene";

/** Runs the examples of pages and writes what they print below them: `npm run examples`, or with paths of pages. */
const asked = process.argv.slice(2);

for (const page of asked.length === 0 ? PLAYED : asked) {
  const scene = await setScene(page);
  try {
    writeFileSync(page, await played(readFileSync(page, "utf8"), scene));
  } finally {
    await scene.close();
  }
}
