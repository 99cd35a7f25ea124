import { FORGES } from "../src/forges";
import type { Abilities, ForgeModule } from "../src/forges/forge";
import { words } from "../src/model/words";

/** What the table of forges says, one row each, from the abilities of each forge's newest public server. */
const ROWS: readonly (readonly [string, (can: Abilities) => string])[] = [
  ["nobody sees a release without its files", ({ order }) => ORDERS[order]],
  ["a file is replaced without a gap", ({ replace }) => REPLACEMENTS[replace]],
  ["`draft`", ({ order }) => yes(order === "draft-first")],
  ["`prerelease`", ({ prereleases }) => yes(prereleases)],
  ["`make_latest`", ({ latest }) => yes(latest)],
  ["`generate_release_notes`", ({ generatedNotes }) => yes(generatedNotes)],
  ["`path#label`", ({ labels }) => yes(labels !== "none")],
  ["`links`", ({ links }) => (links === "typed" ? "yes, with kinds" : yes(links === "plain"))],
  ["`milestones`", ({ milestones }) => yes(milestones)],
  ["`tag_message`", ({ tagMessages }) => yes(tagMessages)],
  ["`package_name`", ({ packages }) => yes(packages)],
  ["`discussion_category_name`", ({ discussions }) => yes(discussions)],
  ["`verify_tag`, check of the tag's commit", ({ tags }) => yes(tags)],
  ["largest file", ({ limits }) => (limits.file.sure ? words.size(limits.file.most) : "the server decides")],
  ["empty files", ({ limits }) => yes(limits.file.least === 0)],
];

const ORDERS: Readonly<Record<Abilities["order"], string>> = {
  "draft-first": "draft, files, publication",
  "files-first": "files, then all at once",
  "release-first": "no: release, then files",
};

const REPLACEMENTS: Readonly<Record<Abilities["replace"], string>> = {
  rename: "temporary name",
  twin: "new one first",
  swap: "in its place",
  "delete-first": "no",
  none: "no",
};

/** Said by hand, because no code knows it: what this program was run against. Nothing here was run against a live forge yet. */
const RUN_AGAINST: Readonly<Record<string, string>> = {
  github: "sandbox, checked by GitHub's OpenAPI description",
};

function yes(can: boolean): string {
  return can ? "yes" : "–";
}

export function forgeTable(): string {
  const titles = FORGES.map(({ title }) => title);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const row = (name: string, cell: (module: ForgeModule) => string): string => line([name, ...FORGES.map(cell)]);
  return [
    line(["", ...titles]),
    line(["---", ...titles.map(() => "---")]),
    ...ROWS.map(([name, cell]) => row(name, ({ abilities }) => cell(abilities))),
    row("run against", ({ id }) => RUN_AGAINST[id] ?? "sandbox"),
    "",
  ].join("\n");
}
