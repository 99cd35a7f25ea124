import { existsSync, readFileSync } from "node:fs";
import { FORGES } from "../src/forges";
import type { Abilities, ForgeModule } from "../src/forges/forge";
import { words } from "../src/model/words";
import { newestAbilities } from "./newest-abilities";

/** What the table of forges says, one row each, from the abilities of each forge's newest public server. */
const ROWS: readonly (readonly [string, (can: Abilities) => string])[] = [
  ["nobody sees a release without its files", ({ order }) => ORDERS[order.first]],
  ["a file is replaced without a gap", ({ replace }) => REPLACEMENTS[replace.by]],
  ["`draft`", ({ order }) => yes(order.first === "draft")],
  ["`prerelease`", ({ prereleases }) => yes(prereleases)],
  ["`make_latest`", ({ latest }) => yes(latest !== undefined)],
  [
    "`generate_release_notes`",
    ({ notes, releases }) => (releases === "tags" ? "–" : notes ? "by the forge" : "of the commits"),
  ],
  ["`floating_tags`", ({ moveTag }) => yes(moveTag !== undefined)],
  ["`verify`, `expect_files`, `checksums`", () => "yes"],
  ["`prune_files` by age", ({ ages }) => yes(ages)],
  ["`path#label`", ({ labels }) => yes(labels !== undefined)],
  ["`links`", ({ links }) => (links?.kinds === true ? "yes, with kinds" : yes(links !== undefined))],
  ["`milestones`", ({ milestones }) => yes(milestones)],
  ["`tag_message`", ({ tagMessages }) => yes(tagMessages !== undefined)],
  ["`package_name`", ({ packages }) => yes(packages)],
  ["`discussion_category_name`", ({ discussions }) => yes(discussions)],
  ["`verify_tag`, check of the tag's commit", ({ tags }) => yes(tags)],
  ["largest file", ({ limits }) => (limits.file.sure ? words.size(limits.file.most) : "the server decides")],
  ["empty files", ({ limits }) => yes(limits.file.least === 0)],
];

const ORDERS: Readonly<Record<Abilities["order"]["first"], string>> = {
  draft: "draft, files, publication",
  files: "files, then all at once",
  release: "no: release, then files",
};

const REPLACEMENTS: Readonly<Record<Abilities["replace"]["by"], string>> = {
  rename: "temporary name",
  duplicate: "new one first",
  swap: "in its place",
  "delete-first": "no",
  none: "no",
};

/** What else a sandbox was checked by. */
const CHECKED_BY: Readonly<Record<string, string>> = {
  github: "sandbox, checked by GitHub's OpenAPI description",
  sourcehut: "sandbox, from its public API description",
};

/** What this program was run against: the sandbox always, a real server where `npm run live` wrote a page about one. */
function runAgainst(id: string): string {
  const sandbox = CHECKED_BY[id] ?? "sandbox";
  const page = `docs/live/${id}.md`;
  if (!existsSync(page)) return sandbox;
  const [, software = id] = /^# (.*)$/m.exec(readFileSync(page, "utf8")) ?? [];
  return `[${software.replace(/\+.*/, "")}](${page}), sandbox`;
}

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
    ...ROWS.map(([name, cell]) => row(name, (module) => cell(newestAbilities(module)))),
    row("run against", ({ id }) => runAgainst(id)),
    "",
  ].join("\n");
}
