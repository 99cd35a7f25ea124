import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { played } from "./command-pages/play";
import { setScene } from "./command-pages/scene";

/** Runs the examples of docs/commands/ and writes what they print below them: `npm run examples`, or with names of pages. */
const FOLDER = "docs/commands";
const names = process.argv.slice(2);

for (const file of readdirSync(FOLDER).filter((name) => names.length === 0 || names.includes(name))) {
  const page = readFileSync(`${FOLDER}/${file}`, "utf8");
  const scene = await setScene({ pushes: page.includes("--push-tag") });
  try {
    writeFileSync(`${FOLDER}/${file}`, await played(page, scene));
  } finally {
    await scene.close();
  }
}
