import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One folder for all that tests put into the system's folder for temporary files: it goes when they have ended. */
export default function setup(): () => void {
  const usual = tmpdir();
  // Short: the address of a socket has 107 bytes.
  const folder = mkdtempSync(join(usual, "t-"));
  // Some suites do what another user of the system would.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  return () => {
    process.env.TMPDIR = usual;
    rmSync(folder, { recursive: true, force: true });
  };
}
