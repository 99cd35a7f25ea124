import type { LinkType } from "../../model/release";
import { escapeName, readableName } from "../../model/names";

/** File, package and version names of the generic registry, as its oldest servers take them. */
const FOREIGN = /[^A-Za-z0-9._+-]/;

/** Name of a package, or of its file; the link to it shows the true name. https://docs.gitlab.com/user/packages/generic_packages/ */
export function storedName(name: string): string {
  return readableName(name, FOREIGN);
}

/** Version of the package that holds the files of a tag: no two tags share one. */
export function packageVersion(tag: string): string {
  return escapeName(tag, /[^A-Za-z0-9_.+-]/);
}

/** Version for content that takes the place of other content of the same name: the old one stays where it is. */
export function replacementVersion(tag: string, sha256: string): string {
  return `${packageVersion(tag)}_z-${sha256.slice(0, 12)}`;
}

/** Whether a package version holds files of a tag. */
export function isVersionOf(version: string, tag: string): boolean {
  const base = packageVersion(tag);
  return version === base || (version.startsWith(`${base}_z-`) && /^[0-9a-f]{12}$/.test(version.slice(-12)));
}

/** Servers before 14.0 take digits only as a version: there the tag goes into the package's name, `<name>-<tag>`. */
export const PLAIN_VERSION = "0.0.1";

const LONGEST_PATH = 128;

/**
 * Permanent path of a link below the release; `undefined` where no server would take it. A path ends in a letter or a
 * digit and has no characters but `_ . -`. https://docs.gitlab.com/user/project/releases/release_fields/#permanent-links-to-release-assets
 */
export function linkPath(stored: string): string | undefined {
  const path = `/${stored.replace(/[^A-Za-z0-9._-]/g, "-").replace(/[^A-Za-z0-9]+$/, "")}`;
  return path.length >= 4 && path.length <= LONGEST_PATH ? path : undefined;
}

const IMAGE = /\.(png|jpe?g|gif|svg|webp|ico|iso|img|qcow2|vmdk|vhdx?|ova)$/i;
const PACKAGE =
  /\.(zip|7z|rar|tar|t?gz|tgz|bz2|tbz2|xz|txz|zst|lz4|deb|rpm|apk|aab|ipa|pkg|dmg|msi|msix|exe|jar|war|ear|whl|gem|nupkg|crate|vsix|xpi|crx|phar|appimage|snap|flatpak|wasm|cab|egg|conda)$/i;

/** What kind a link is, guessed from the end of the file's name: a signature of a package is none. */
export function guessType(name: string): LinkType {
  if (PACKAGE.test(name)) return "package";
  return IMAGE.test(name) ? "image" : "other";
}
