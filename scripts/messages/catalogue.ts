import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { format, resolveConfig } from "prettier";
import { COMPOSED, ZH } from "../../src/report/messages/zh";
import { LINES } from "./not-said";
import type { Message } from "./scan";

const FOLDER = "src/report/messages/zh";

/** English and Chinese of what the source says, by the file of the catalogue that has it. */
export type Files = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What the catalogue should hold: an entry for each message, without Chinese (`""`) where it has none yet. */
export function catalogueFor(messages: readonly Message[]): Files {
  const composed = new Set(COMPOSED.flatMap(Object.keys));
  const chinese = new Map(ZH.flatMap((catalogue) => Object.entries(catalogue)));
  const homes = new Map<string, Set<string>>();
  for (const { template, path } of messages) {
    if (composed.has(template)) continue;
    homes.set(template, (homes.get(template) ?? new Set<string>()).add(homeOf(path)));
  }
  const files = new Map<string, Map<string, string>>();
  for (const [template, found] of homes) {
    const home = commonHome([...found]);
    files.set(home, (files.get(home) ?? new Map<string, string>()).set(template, chinese.get(template) ?? ""));
  }
  return files;
}

/** `forges/gitea/refusals.ts` → `forges/gitea`: the file of the catalogue for a file of the source. */
function homeOf(path: string): string {
  if (LINES.test(path)) return "lines";
  const [floor = "", second = ""] = path.split("/");
  if (floor === "forges") return `forges/${second}`;
  if (floor === "operations") return second === "publish" ? "publish" : "operations";
  if (floor === "request") {
    if (/^targets?$/.test(second)) return "request/targets";
    return ["entries", "files", "notes"].includes(second) ? `request/${second}` : "request/inputs";
  }
  return ["commands", "report", "ci"].includes(floor) ? floor : "http";
}

/** What several forges say is the kit's; what several floors say is nobody's. */
function commonHome(homes: readonly string[]): string {
  const [only = "", ...others] = homes;
  if (others.length === 0) return only;
  return homes.every((home) => home.startsWith("forges/")) ? "forges/kit" : "shared";
}

/** Writes the files of the catalogue and their index. */
export async function writeCatalogue(files: Files): Promise<void> {
  const options = await resolveConfig(`${FOLDER}/index.ts`);
  const write = async (path: string, text: string): Promise<void> => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await format(text, { ...options, parser: "typescript" }));
  };
  const names = [...files.keys()].sort();
  for (const [file, entries] of files) {
    const up = file.includes("/") ? "../.." : "..";
    const lines = [...entries].map(([english, chinese]) => `${JSON.stringify(english)}: ${JSON.stringify(chinese)},`);
    const head = `import type { Catalogue } from "${up}/templates";\n\nexport const ${constantOf(file)}: Catalogue = {`;
    await write(`${FOLDER}/${file}.ts`, `${head}\n${lines.join("\n")}\n};\n`);
  }
  const imports = names.map((file) => `import { ${constantOf(file)} } from "./${file}";`);
  const all = `export const ALL: readonly Catalogue[] = [${names.map(constantOf).join(", ")}];`;
  await write(`${FOLDER}/all.ts`, `import type { Catalogue } from "../templates";\n${imports.join("\n")}\n\n${all}\n`);
}

const constantOf = (file: string): string => file.replaceAll("/", "_").toUpperCase();
