import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SANDBOXES, type Stand, pushedTo } from "../../sandbox";
import { FORGES } from "../../src/forges";
import { type Wanted, differences, repetitions } from "./differences";
import { runBundle } from "./run-bundle";
import { title } from "./title";

/** A line of the table at the end. */
type Row = readonly [forge: string, ci: string, requests: string, files: string, url: string];

const HEAD: Row = ["forge", "CI", "requests", "files", "release"];

/** Publishes to every forge that is spoken to, each in a pipeline of its own CI. @throws when one has not what it should */
export async function showEveryForge(at: { readonly tag: string; readonly folder: string }): Promise<void> {
  const wanted = await filesOf(at.folder);
  const rows: Row[] = [];
  for (const { id } of FORGES) {
    const start = SANDBOXES[id];
    if (start === undefined) throw new Error(`There is no local ${id} to publish to.`);
    const forge = await pushedTo(start(), { repository: "me/forge-release", tag: at.tag });
    try {
      rows.push(await publishTwice(forge, { ...at, wanted }));
    } finally {
      await forge.close();
    }
  }
  title("Every forge has its release, with these files; a second run changed nothing");
  for (const line of table([HEAD, ...rows])) console.log(line);
}

async function publishTwice(
  forge: Stand,
  at: { readonly tag: string; readonly folder: string; readonly wanted: readonly Wanted[] },
): Promise<Row> {
  title(`${forge.title}, from ${forge.ci}`, "-");
  const inputs = { files: "dist/index.js\nREADME.md\nLICENSE", body_path: "CHANGELOG.md" };
  const first = await runBundle(forge, { folder: at.folder, inputs });
  console.log(telling(first.log));
  const second = await runBundle(forge, { folder: at.folder, inputs });
  console.log(`again: ${telling(second.log).split("\n").at(-1) ?? ""}`);
  const wrong = [
    ...differences({ releases: forge.repo.seen(), violations: forge.violations }, { ...at, outputs: second.outputs }),
    ...repetitions(second.requests, second.outputs),
  ];
  if (wrong.length > 0) throw new Error(`${forge.title} has not what it should have: ${wrong.join("; ")}.`);
  const requests = `${first.requests.length} + ${second.requests.length}`;
  return [forge.title, forge.ci, requests, String(first.outputs.assets.length), first.outputs.url];
}

/** The lines of a log that say where and by what right, what was made, and what became of the files. */
function telling(log: string): string {
  const lines = log.split("\n").map((line) => line.trim());
  return lines.filter((line) => /^(forge: |created the |published |\d+ files: )/.test(line)).join("\n");
}

/** What is published, by size and digest. */
async function filesOf(folder: string): Promise<readonly Wanted[]> {
  const paths = [join("dist", "index.js"), "README.md", "LICENSE"];
  const contents = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  return contents.map((content) => ({
    size: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
  }));
}

/** Columns as wide as their widest cell; two columns a character for Chinese. */
function table(rows: readonly Row[]): readonly string[] {
  const width = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))));
  return rows.map((row) =>
    row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell))).join("  "),
  );
}
