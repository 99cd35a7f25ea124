// Plain JavaScript, because it runs before anything is installed: sets up what is missing, then shows the demo.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** @param {string} command @param {string[]} words */
function run(command, words) {
  // npm and tsx are .cmd files on Windows, which only a shell starts.
  const { status } = spawnSync(command, words, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(root, "node_modules", "tsx"))) {
  console.log("Installing what the demo needs …");
  run("npm", ["ci", "--no-audit", "--no-fund"]);
}
run(process.execPath, [join(root, "node_modules", "tsx", "dist", "cli.mjs"), join(root, "scripts", "demo.ts")]);
