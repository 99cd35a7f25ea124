import mime from "mime/lite";

/**
 * Endings whose type is settled here. The first lines are the list of `gh` (`typeForFilename`), so that assets look the
 * same whoever uploads them; the rest are files that releases are made of and that `mime/lite` leaves to its
 * 30 kB sister.
 */
const SETTLED: readonly (readonly [ending: string, type: string])[] = [
  [".zip", "application/zip"],
  [".js", "application/javascript"],
  [".tar", "application/x-tar"],
  [".tgz", "application/x-gtar"],
  [".tar.gz", "application/x-gtar"],
  [".bz2", "application/x-bzip2"],
  [".dmg", "application/x-apple-diskimage"],
  [".rpm", "application/x-rpm"],
  [".deb", "application/x-debian-package"],
  [".7z", "application/x-7z-compressed"],
  [".apk", "application/vnd.android.package-archive"],
  [".crx", "application/x-chrome-extension"],
  [".pem", "application/x-x509-ca-cert"],
  [".rar", "application/vnd.rar"],
  [".sh", "application/x-sh"],
  [".xpi", "application/x-xpinstall"],
  [".xz", "application/x-xz"],
  [".zst", "application/zstd"],
];

/**
 * Media type of a file, guessed from its name alone (capitals do not count); `application/octet-stream` when unknown.
 * Source of the special cases: https://github.com/cli/cli/blob/trunk/pkg/cmd/release/shared/upload.go
 */
export function mediaType(name: string): string {
  const lower = name.toLowerCase();
  const settled = SETTLED.find(([ending]) => lower.endsWith(ending));
  return settled?.[1] ?? mime.getType(lower) ?? "application/octet-stream";
}
