import { compareVersions, versionOf } from "../../../model/version";
import type { Heading } from "./headings";
import { type Named, namedByTag } from "./said";

/** How well a heading names what a tag is; 0: not at all. */
export function fit(heading: Heading, tag: string): number {
  const { said } = heading;
  const wanted = namedByTag(tag);
  if (wanted === undefined) return plain(said.text) === plain(tag) ? 100 : 0;
  const best = Math.max(0, ...said.versions.map((named) => fitOf(named, wanted, said.before)));
  return best === 0 ? 0 : best + (said.isOnlyVersion || said.isUnreleased ? 5 : 0);
}

function plain(text: string): string {
  return text.replace(/^[\s[(【]+|[\s\])】:]+$/g, "").toLowerCase();
}

function fitOf(named: Named, wanted: Named, before: string): number {
  // Where the tag names a package, that name decides; `v` before a version says nothing.
  if (wanted.owner !== "" && plain(named.word) === plain(wanted.word)) return 100;
  const isSame = plain(named.version) === plain(wanted.version);
  const base = isSame ? 60 : isEqual(named.version, wanted.version) ? 30 : 0;
  if (base === 0) return 0;
  // The name of another package, glued to its version.
  if (named.owner !== "" && wanted.owner !== "" && !isSameOwner(named.owner, wanted.owner)) return 0;
  const name = named.owner === "" ? before : named.owner;
  if (name === "") return base;
  return wanted.owner !== "" && isSameOwner(name, wanted.owner) ? base + 10 : base - 10;
}

/** `1.2` is 1.2.0, and `1.2.0rc1` is 1.2.0-rc.1. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [versionOf(a), versionOf(b)];
  return left !== undefined && right !== undefined && compareVersions(left, right) === 0;
}

/** `@acme/app` is app, whichever of the two is written. */
function isSameOwner(a: string, b: string): boolean {
  const short = (name: string): string =>
    plain(name)
      .replace(/^.*\//, "")
      .replaceAll(/[\s_]+/g, "-");
  return short(a) === short(b);
}

/** Versions of a changelog that stand near a tag: up to three above and below; else the first ones of the file. */
export function nearest(headings: readonly Heading[], tag: string): Heading[] {
  const named = headings.filter(({ said }) => said.versions.length > 0 && !said.isUnreleased);
  const own = versionOf(namedByTag(tag)?.version ?? "");
  if (own === undefined) return named.slice(0, 6);
  const sorted = named
    .flatMap((heading) => {
      const version = versionOf(heading.said.versions[0]?.version ?? "");
      return version === undefined ? [] : [{ heading, order: compareVersions(version, own), version }];
    })
    .sort((a, b) => compareVersions(b.version, a.version));
  const above = sorted.filter(({ order }) => order >= 0).slice(-3);
  return [...above, ...sorted.filter(({ order }) => order < 0).slice(0, 3)].map(({ heading }) => heading);
}
