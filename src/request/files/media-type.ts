import mime from "mime/lite";

/**
 * Types that come before those of `mime/lite`. The first lines are the list of `gh` (`typeForFilename`), so that assets
 * look the same whoever uploads them; the rest are common in releases, and otherwise only in the full `mime`, which is
 * 30 kB larger.
 */
const OWN_TYPES: readonly (readonly [ending: string, type: string])[] = [
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
  const [, own] = OWN_TYPES.find(([ending]) => lower.endsWith(ending)) ?? [];
  return own ?? mime.getType(lower) ?? "application/octet-stream";
}
