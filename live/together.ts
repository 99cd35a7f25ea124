import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleared } from "./play";
import type { Program } from "./program";
import type { Settings } from "./settings";
import { Broken, differences } from "./stage";

/**
 * One run of the program publishes to all servers.
 * @returns what did not hold, and what no route removes
 */
export async function playTogether(
  all: readonly Settings[],
  { program, signal, env }: { program: Program; signal: AbortSignal; env: NodeJS.ProcessEnv },
): Promise<{ broken: readonly string[]; left: readonly string[] }> {
  const tag = `live-${randomBytes(4).toString("hex")}-1.0.0`;
  const root = await mkdtemp(join(tmpdir(), "forge-release-live-"));
  const folder = join(root, "work");
  const tokens = Object.fromEntries(all.map(({ variable }) => [variable, env[variable] ?? ""]));
  const broken: string[] = [];
  const left: string[] = [];
  try {
    await mkdir(folder);
    await writeFile(join(folder, "a.txt"), "alpha\n");
    for (const { server, commit } of all) await server.makeTag?.(tag, commit ?? (await server.head()));
    const lines = all.map(({ module, place, variable }) => {
      const { serverUrl, apiUrl, repository } = place;
      return `${serverUrl}/${repository} forge=${module.id} api_url=${apiUrl} token_env=${variable}`;
    });
    const words = ["--tag-name", tag, "--files", "a.txt", "--body", "to all of them", "--targets", lines.join("\n")];
    const outputs = join(root, "outputs.json");
    const { code, log } = await program({ words, folder, tokens, outputs, signal });
    if (code !== 0) throw new Broken(`exit ${String(code)}: ${log.slice(-600)}`);
    for (const { module, server } of all) {
      const found = (await server.releases()).find((release) => release.tag === tag);
      const wanted = { notes: "to all of them", files: { "a.txt": "alpha\n" } };
      for (const line of await differences(server, found, wanted)) broken.push(`${module.title}: ${line}`);
    }
  } catch (error) {
    broken.push(error instanceof Error ? error.message : String(error));
  } finally {
    for (const { server } of all) left.push(...(await cleared(server, new Set([tag]))));
    await rm(root, { recursive: true, force: true });
  }
  return { broken, left };
}
