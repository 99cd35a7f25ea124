import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SHELLS, type Shell, completionFor } from "../../../src/request/commands/completion";

const folder = mkdtempSync(join(tmpdir(), "forge-release-completion-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** How a shell that has read the script is asked what Tab would offer behind the last word. */
const ASKED: Readonly<Record<Shell, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) => ["--norc", "-c", `. ./bash\n${pretended(words)}`],
  zsh: (words) => ["-fc", `compdef() { :; }; . ./zsh\nemulate -L sh\n${pretended(words)}`],
  fish: (words) => ["--no-config", "-c", `. ./fish; complete -C '${words.join(" ")}'`],
};

/** What bash sets for a function of completion, and zsh as well. */
function pretended(words: readonly string[]): string {
  return `COMP_WORDS=(${words.join(" ")}) COMP_CWORD=${words.length - 1}\n_forge_release; printf '%s\\n' "\${COMPREPLY[@]}"`;
}

const isThere = (shell: Shell): boolean => spawnSync(shell, ["-c", "true"]).status === 0;

describe.each(SHELLS.filter(isThere))("the script for %s", (shell) => {
  it.each([
    ["forge-release pru", "prune", "--keep"],
    ["forge-release prune --with", "--with-tags", "--tag-name"],
    ["forge-release --token-env A download --cl", "--clobber", "--keep"],
    ["forge-release --tag-n", "--tag-name", "--clobber"],
  ])("%s is completed", (line, offered, never) => {
    writeFileSync(join(folder, shell), completionFor(shell));
    const env = { PATH: process.env.PATH, HOME: folder };
    const told = execFileSync(shell, ASKED[shell](line.split(" ")), { cwd: folder, env, encoding: "utf8" });
    const words = told.split(/\s+/);
    expect([words.includes(offered), words.includes(never)]).toEqual([true, false]);
  });
});

it("every shell has one, and bash is here to read its own", () => {
  expect(SHELLS.filter((shell) => !completionFor(shell).includes("forge-release"))).toEqual([]);
  expect(isThere("bash")).toBe(true);
});
