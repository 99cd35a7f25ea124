/** The oldest Node that has everything that is used here. */
const OLDEST = [20, 18, 1] as const;

export const NEEDED: string = OLDEST.join(".");

/** What people are told who have an older Node; `undefined` where it is new enough. */
export function tooOld(version: string): string | undefined {
  const parts = version.split(".").map(Number);
  const differs = OLDEST.findIndex((part, at) => (parts[at] ?? 0) !== part);
  if (differs < 0 || (parts[differs] ?? 0) > (OLDEST[differs] ?? 0)) return undefined;
  return `forge-release needs Node ${NEEDED} or newer, and this is Node ${version}: install a newer one, or choose an image that has it (node:24).`;
}
