import { compareVersions, versionOf } from "./version";

/** `v1.2.3` → `v1`, `v1.2`: the shorter tags that follow the newest version; none for what is no stable version. Pure. */
export function floatingTags(tag: string): string[] {
  const version = versionOf(tag);
  if (version?.suffix.kind !== "plain") return [];
  const parts = version.version.split("+")[0]?.split(".") ?? [];
  return parts
    .slice(0, -1)
    .slice(0, 2)
    .map((_, at) => version.prefix + parts.slice(0, at + 1).join("."));
}

/** Whether a tag is a version that a shorter tag may stand on: `v1.2.3` for `v1`, and not `v10.0`. Pure. */
export function isVersionOf(tag: string, floating: string): boolean {
  const [version, short] = [versionOf(tag), versionOf(floating)];
  if (short === undefined || version?.prefix !== short.prefix) return false;
  return (
    version.numbers.length > short.numbers.length && short.numbers.every((number, at) => number === version.numbers[at])
  );
}

/** Versions, the highest first. Pure. */
export function descending(tags: readonly string[]): string[] {
  return [...tags].sort((a, b) => {
    const [left, right] = [versionOf(a), versionOf(b)];
    return left === undefined || right === undefined ? 0 : compareVersions(right, left);
  });
}
