import type { Away } from "./file-away";
import type { Finding } from "./file-finding";
import { listed, quoted, shown } from "./file-list";

/** Something that a line led to and that is not uploaded. */
export interface Left {
  /** The line. */
  readonly text: string;
  readonly finding: Finding;
}

/** What is left out after a `!` line: what it takes away needs no word. */
export function stillLeft(left: readonly Left[], away: Away): Left[] {
  return left.filter(({ finding }) => {
    if (finding.kind === "closed") return !away.folder(finding.path);
    const real = "real" in finding ? finding.real : finding.path;
    return !away.file(finding.path, real) && !(finding.kind === "folder" && away.folder(finding.path));
  });
}

/** Kinds that are told for each line, and how. `closed` folders are told once for all lines. */
const TOLD = {
  folder: (line: string, paths: string, first: string) =>
    `files: ${line} matches folders, which are not uploaded: ${paths}. Write "${first}/**" for the files in one.`,
  "broken link": (line: string, paths: string) =>
    `files: ${line} matches symbolic links that lead nowhere, which are left out: ${paths}.`,
  special: (line: string, paths: string) =>
    `files: ${line} matches what is no regular file, which is left out: ${paths}.`,
  barred: (line: string, paths: string) =>
    `files: ${line} matches links to what is never uploaded (.git, the file for the outputs, /proc): ${paths}.`,
  outside: (line: string, paths: string) =>
    `files: ${line} matches links that lead out of the workspace and are not followed: ${paths}. ` +
    `A link is followed there only by a line that names it without wildcards or braces up to its name.`,
  led: (line: string, paths: string) =>
    `files: ${line} names a link that leads out of the workspace, and is followed there: ${paths}.`,
} as const;

type ToldKind = keyof typeof TOLD;
const KINDS: readonly ToldKind[] = ["led", "folder", "broken link", "special", "barred", "outside"];

function told({ finding }: Left, base: string): string {
  const path = quoted(shown(finding.path, base));
  if ("real" in finding && finding.kind !== "file") return `${path} → "${finding.real}"`;
  return "code" in finding ? `${path} (${finding.code})` : path;
}

/** What to say about all that is left out. */
export function tellLeft(
  left: readonly Left[],
  base: string,
): { readonly notices: readonly string[]; readonly warnings: readonly string[] } {
  const byLine = new Map<string, Left[]>();
  for (const one of left) {
    const same = byLine.get(one.text) ?? [];
    same.push(one);
    byLine.set(one.text, same);
  }
  const notices = [...byLine].flatMap(([text, own]) =>
    KINDS.flatMap((kind) => {
      const same = own.filter(({ finding }) => finding.kind === kind);
      const [first = ""] = same.map(({ finding }) => shown(finding.path, base)).sort();
      const paths = new Set(same.map((one) => told(one, base)));
      return paths.size === 0 ? [] : [TOLD[kind](quoted(text), listed([...paths].sort()), first)];
    }),
  );
  const closed = new Set(left.filter(({ finding }) => finding.kind === "closed").map((one) => told(one, base)));
  if (closed.size === 0) return { notices, warnings: [] };
  const paths = listed([...closed].sort());
  return {
    notices,
    warnings: [
      `files: What lies in folders that cannot be read is left out: ${paths}. ` +
        `A line below that takes such a folder away ("!folder/**") ends this warning.`,
    ],
  };
}
