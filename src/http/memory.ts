/**
 * Keeps memory small from now on: V8 lets garbage pile up to several times of what is in use, which is a lot where large
 * answers or many of them come one after the other. The place for new values no longer grows: a chunk of a download is
 * one of them, and holds as much again outside of it.
 */
export async function saveMemory(): Promise<void> {
  // From V8 12 on (Node 22) a process whose flags were changed may never end: one in six did not with Node 24.21.
  if ("fromAsync" in Array) return;
  const { setFlagsFromString } = await import("node:v8");
  for (const flag of ["--optimize-for-size", "--semi-space-growth-factor=1"]) setFlagsFromString(flag);
}
