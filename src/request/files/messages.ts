import { groupBy } from "../../model/group";
import { shown } from "./disk";
import type { Finding, Search } from "./walk";

/** How many paths a sentence names before it only counts. */
const NAMED = 5;

/** How much of a line a sentence repeats. */
const REPEATED = 200;

/** A text in quotes, cut when it is longer than anyone reads. */
export function quoted(text: string): string {
  return text.length > REPEATED ? `"${text.slice(0, REPEATED)}…" (${text.length} characters)` : `"${text}"`;
}

/** Some things as part of a sentence; of many only the first ones. */
export function listed(things: readonly string[], link = ", "): string {
  const more = things.length - NAMED;
  return more > 0 ? `${things.slice(0, NAMED).join(", ")} and ${more} more` : things.join(link);
}

/** Something that a line led to and that is not uploaded, or only with a word on it. */
export interface Left {
  /** The line. */
  readonly text: string;
  readonly finding: Finding;
}

/** What is told for each line: what it does, and what to do. `closed` folders are told once for all lines. */
const LEFT: readonly (readonly [Finding["kind"], does: string, advice?: (first: string) => string])[] = [
  ["followed", "names a link that leads out of the workspace, and is followed there"],
  ["folder", "matches folders, which are not uploaded", (first) => `Write "${first}/**" for the files in one.`],
  ["broken link", "matches symbolic links that lead nowhere, which are left out"],
  ["special", "matches what is not a regular file and is left out"],
  ["barred", "matches links to what is never uploaded (.git, the file for the outputs, /proc)"],
  [
    "outside",
    "matches links that lead out of the workspace and are not followed",
    () => "A link is followed there only by a line that names it without wildcards or braces up to its name.",
  ],
];

/** What a pattern led to that is worth a word although other files matched. */
export function worthTelling({ pattern, path, kind }: Finding, { fence }: Search): boolean {
  const isGlob = pattern.steps.length > 0;
  if (kind === "closed" || kind === "outside" || kind === "followed") return true;
  // By its own path it is barred for everybody to see; by a link it is not.
  if (kind === "barred") return isGlob && !fence.barred(path, path);
  return kind !== "file" && isGlob && pattern.steps.every(({ text }) => text !== "**");
}

/** Paths with where they lead or what the system says of them, sorted, each once. */
function pathsOf(left: readonly Left[], base: string): string {
  const paths = left.map(({ finding }) => {
    const path = quoted(shown(finding.path, base));
    if (finding.kind === "outside" || finding.kind === "followed") return `${path} → "${finding.real}"`;
    return "code" in finding ? `${path} (${finding.code})` : path;
  });
  return listed([...new Set(paths)].sort());
}

/** What to say about all that is left out. */
export function tellLeft(left: readonly Left[], base: string): { notices: string[]; warnings: string[] } {
  const notices: string[] = [];
  for (const [text, ofLine] of groupBy(left, (one) => one.text))
    for (const [kind, does, advice] of LEFT) {
      const same = ofLine.filter(({ finding }) => finding.kind === kind);
      const [first] = same.map(({ finding }) => shown(finding.path, base)).sort();
      if (first === undefined) continue;
      const sentence = `files: ${quoted(text)} ${does}: ${pathsOf(same, base)}.`;
      notices.push(advice === undefined ? sentence : `${sentence} ${advice(first)}`);
    }
  const closed = left.filter(({ finding }) => finding.kind === "closed");
  const warning =
    `files: Files in folders that cannot be read are left out: ${pathsOf(closed, base)}. ` +
    `Exclude such a folder in a later line ("!folder/**") to end this warning.`;
  return { notices, warnings: closed.length === 0 ? [] : [warning] };
}
