import type { Commit } from "../../../model/commit";
import { link } from "../../../model/plain-text";
import { type Listed, changesIn } from "./select";
import { commitText } from "./text";

/** What notes are made of. */
export interface Material {
  readonly tag: string;
  /** The tag where they start; `undefined`: at the first commit. */
  readonly since: string | undefined;
  /** Newest first. */
  readonly commits: readonly Commit[];
  /** Commits that are left out, for there are too many. */
  readonly more: number;
  /** Addresses of the repository's pages; `undefined` where the forge has no such page. */
  readonly pages: Pages;
  /** Numbers of issues in commits are those of this repository. */
  readonly ownIssues: boolean;
}

export interface Pages {
  commit(id: string): string | undefined;
  compare(from: string, to: string): string | undefined;
}

/** Headings, in their order. What breaks comes before all. */
const GROUPS: readonly (readonly [type: string, heading: string])[] = [
  ["feat", "Features"],
  ["fix", "Fixes"],
  ["perf", "Performance"],
  ["revert", "Reverts"],
  ["docs", "Documentation"],
  ["chore", "Maintenance"],
];

/** Release notes in Markdown, the same for every forge but for its addresses. Pure. */
export function notesFrom(material: Material): string {
  const { tag, since, commits, more, pages } = material;
  const changes = changesIn(commits, tag);
  const line = (text: string, { scope, ids }: Listed): string => lineOf(text, { scope, ids, material });
  const breaking = changes.flatMap((change) => change.breaks.map((text) => line(text, change)));
  // What breaks and says nothing more of it stands there only.
  const rest = changes.filter(({ breaks, text }) => !breaks.includes(text));
  const groups = GROUPS.map(([type, heading]) => ({ heading, lines: linesOf(rest, type, line) }));
  const others = linesOf(rest, "", line);
  const isPlain = breaking.length === 0 && groups.every(({ lines }) => lines.length === 0);
  const sections = [
    { heading: "Breaking changes", lines: breaking },
    ...groups,
    { heading: isPlain ? "Changes" : "Other changes", lines: others },
  ].filter(({ lines }) => lines.length > 0);
  const compare = since === undefined ? undefined : pages.compare(since, tag);
  return [
    ...sections.map(({ heading, lines }) => `### ${heading}\n\n${lines.join("\n")}`),
    ...(sections.length === 0 ? [`No changes${since === undefined ? "" : ` since ${commitText(since, NONE)}`}.`] : []),
    ...(more > 0 ? [`… and ${more} earlier commits.`] : []),
    ...(compare === undefined ? [] : [`**All changes**: ${link(`${since ?? ""}...${tag}`, compare)}`]),
  ].join("\n\n");
}

/** What of the commits is published, as they say it: in the notes signs of Markdown stand between. */
export function publishedTexts({ commits, tag }: Pick<Material, "commits" | "tag">): string {
  return changesIn(commits, tag)
    .flatMap(({ scope, text, breaks }) => [scope, text, ...breaks])
    .join("\n");
}

const NONE = { alive: false } as const;

function linesOf(changes: readonly Listed[], type: string, line: (text: string, change: Listed) => string): string[] {
  return changes.filter((change) => change.type === type).map((change) => line(change.text, change));
}

function lineOf(text: string, at: Pick<Listed, "scope" | "ids"> & { readonly material: Material }): string {
  const { scope, ids, material } = at;
  const shown = ids.map((id) => {
    const url = material.pages.commit(id);
    return url === undefined ? `\`${id.slice(0, 7)}\`` : `[\`${id.slice(0, 7)}\`](<${url}>)`;
  });
  const before = scope === "" ? "" : `**${commitText(scope, NONE)}:** `;
  return `- ${before}${commitText(text, { alive: material.ownIssues })} (${shown.join(", ")})`;
}
