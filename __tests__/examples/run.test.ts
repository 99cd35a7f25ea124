import { afterEach, describe, expect, it } from "vitest";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FORGES } from "../../src/forges";
import { type Workspace, createWorkspace } from "../doors/bundle";
import { publicHosts } from "../http/public-hosts";
import { type Ended, runStep } from "./run-step";
import { EXAMPLES, type Example, PUSHED, type Stand } from "./table";

const FILES = { "dist/app.zip": "app", "dist/app.zip.sig": "signature" };

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

async function prepare(example: Example): Promise<{ workspace: Workspace; stand: Stand }> {
  const workspace = await createWorkspace({ "NOTES.md": "What is new", ...(example.files ?? FILES) });
  const stand = await example.start(workspace);
  endings.push(() => workspace.close(), ...stand.forges.map((forge) => () => forge.close()));
  if (stand.hosts === undefined) return { workspace, stand };
  const { environment } = await publicHosts(stand.hosts, workspace);
  return { workspace, stand: { ...stand, environment: { ...stand.environment, ...environment } } };
}

/** Every step that publishes, as the file says them. */
async function play(example: Example): Promise<{ stand: Stand; ended: readonly Ended[] }> {
  const { workspace, stand } = await prepare(example);
  const text = await readFile(join("examples", example.file), "utf8");
  const ended: Ended[] = [];
  for (const round of example.read(text, stand.values)) {
    const at = { env: stand.environment, workspace };
    ended.push(...(await Promise.all(round.map((step) => runStep(step, at)))));
  }
  return { stand, ended };
}

/** Name and digest of each file, in the order of names. */
function expected({ files = FILES, list }: Example): string[][] {
  const sums = Object.entries(files).map(([path, content]) => [path.replace("dist/", ""), sha256(content)]);
  const lines = sums.map(([name = "", sum = ""]) => `${sum}  ${name}\n`).sort(byName);
  const all = list === undefined ? sums : [...sums, [list, sha256(lines.join(""))]];
  return all.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

const sha256 = (content: string): string => createHash("sha256").update(content).digest("hex");

/** Lines of a list of checksums by the names in them. */
const byName = (a: string, b: string): number => (a.slice(66) < b.slice(66) ? -1 : 1);

const found = ({ repo }: Stand["forges"][number]) =>
  repo.seen().map(({ tag, draft, notes, assets: files }) => ({
    tag,
    draft,
    notes: notes.replaceAll("\r\n", "\n").trim(),
    files: files.map(({ name, sha256 }) => [name, sha256]).sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  }));

/** They run in the shell that CIs have, which Windows has not. */
const scripted = process.platform === "win32" ? it.skip : it;
const spoken = FORGES.map(({ id }) => id);

describe.each(EXAMPLES)("examples/$file", (example) => {
  const test = example.forges.every((id) => spoken.includes(id)) ? scripted : it.skip;

  test("publishes the release with its files", async () => {
    const { stand, ended } = await play(example);
    const log = ended
      .map((one) => one.log)
      .join("\n")
      .replaceAll(/^::add-mask::.*$/gm, "");
    expect([ended.map(({ code }) => code), log]).toEqual([ended.map(() => 0), expect.any(String)]);
    expect(stand.forges.map(({ forge }) => forge)).toEqual(example.forges);
    for (const forge of stand.forges) {
      const notes: unknown = expect.stringMatching(example.notes ?? /^What is new$/);
      const tag = example.tag ?? PUSHED.tag;
      const made = found(forge).filter((one) => !(stand.present ?? []).includes(one.tag));
      expect(made).toEqual([{ tag, draft: false, notes, files: expected(example) }]);
      expect(forge.violations).toEqual([]);
      expect(log).not.toContain(forge.token);
    }
    expect(log).not.toMatch(/^::(warning|error)/m);
  });
});
