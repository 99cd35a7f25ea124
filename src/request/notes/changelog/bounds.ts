import type { Changelog, Heading } from "./headings";
import type { Line } from "./lines";

/** Line at which the section of a heading ends; `undefined`: at the end of the file. */
export function endOf(heading: Heading, { headings, lines }: Changelog): number | undefined {
  const behind = headings.filter(
    ({ line, kind }) => line > heading.line && (kind === "marked" || heading.kind === "plain"),
  );
  const [next] = behind;
  // Some give a version and what is new in it headings of one level.
  const isFlat = next?.level === heading.level && isEmpty(lines.slice(heading.after, next.line)) && !isNamed(next);
  return behind.find((one) => {
    if (endsAnywhere(one, heading)) return true;
    if (heading.kind === "plain") return one.kind === "marked" && one.level <= 2;
    return one.level < heading.level || (one.level === heading.level && (!isFlat || isNamed(one)));
  })?.line;
}

function isNamed({ said }: Heading): boolean {
  return said.versions.length > 0 || said.isUnreleased;
}

function isEmpty(lines: readonly Line[]): boolean {
  return lines.every(({ raw }) => raw.trim() === "");
}

/** Another version's heading ends a section at whatever level: generators write those of patches deeper. */
function endsAnywhere({ said }: Heading, own: Heading): boolean {
  if (said.text === own.said.text) return false;
  const isOther = said.versions.some(({ version }) => !own.said.versions.some((one) => one.version === version));
  const isAlike = said.isOnlyVersion || (said.before !== "" && said.before === own.said.before);
  return isAlike && (isOther || said.isUnreleased);
}

/** What stands at the end of a section and belongs to the next one: anchors, labels, rules, a packager's signature. */
const NEXT =
  /^\s*$|^ {0,3}([-*_])( *\1){2,}\s*$|^\s*<a\s[^<>]*>(\s*<\/a>)?\s*$|^\.\. _[^:]+:\s*$|^ -- .+ <.+>|^\[\[[\w.-]+\]\]$/;

/** A section without what belongs to the next heading, and without a rule at its beginning. */
export function withoutNext(lines: readonly Line[]): readonly Line[] {
  const isOwn = ({ raw, isCode }: Line): boolean => isCode || !NEXT.test(raw);
  const end = lines.findLastIndex(isOwn) + 1;
  const start = lines.findIndex(({ raw }) => !/^\s*$|^ {0,3}([-*_])( *\1){2,}\s*$/.test(raw));
  return lines.slice(Math.max(0, start), end);
}

/** Lines without the indent that all of them have: deep enough, it would make code of them. */
export function dedented(lines: readonly string[]): string[] {
  const indents = lines.flatMap((line) => (line.trim() === "" ? [] : [/^[ \t]*/.exec(line)?.[0] ?? ""]));
  const common = indents.reduce((least, one) => {
    let same = 0;
    while (same < least.length && least.charAt(same) === one.charAt(same)) same += 1;
    return least.slice(0, same);
  }, indents[0] ?? "");
  return lines.map((line) => (line.startsWith(common) ? line.slice(common.length) : line.trimStart()));
}
