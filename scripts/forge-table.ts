import { existsSync, readFileSync } from "node:fs";
import { FORGES } from "../src/forges";
import type { Abilities, ForgeModule } from "../src/forges/forge";
import { words } from "../src/model/words";
import { newestAbilities } from "./newest-abilities";

/** What the table of forges says, one row each, from the abilities of each forge's newest public server. */
const ROWS: readonly (readonly [string, (can: Abilities, module: ForgeModule) => string])[] = [
  ["nobody sees a release without its files", ({ order }) => ORDERS[order.first]],
  ["a file is replaced without a gap", ({ replace }) => REPLACEMENTS[replace.by]],
  ["`draft`", ({ order }) => yes(order.first === "draft")],
  ["`prerelease`", ({ prereleases }) => yes(prereleases)],
  ["`make_latest`", ({ latest }) => yes(latest !== undefined)],
  [
    "`generate_release_notes`",
    ({ notes, releases }) => (releases === "tags" ? "–" : notes ? "by the forge" : "of the commits"),
  ],
  ["`floating_tags`", ({ moveTag }, { gitUser }) => (moveTag !== undefined ? "yes" : gitUser ? "by git" : "–")],
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

/** The page of a forge in `docs/`, where it is not called as the forge is. */
const PAGES: Readonly<Record<string, string>> = { forgejo: "gitea" };

/** The real server on which `npm run live` played, and the page that it wrote. */
function played(id: string): { readonly software: string; readonly page: string } | undefined {
  const page = `live/${id}.md`;
  if (!existsSync(`docs/${page}`)) return undefined;
  const [, software = id] = /^# (.*)$/m.exec(readFileSync(`docs/${page}`, "utf8")) ?? [];
  return { software: software.replace(/\+.*/, ""), page };
}

/** What this program was run against: the sandbox always, a real server where `npm run live` wrote a page about one. */
function runAgainst(id: string): string {
  const sandbox = CHECKED_BY[id] ?? "sandbox";
  const real = played(id);
  return real === undefined ? sandbox : `[${real.software}](${real.page}), ${sandbox}`;
}

function yes(can: boolean): string {
  return can ? "yes" : "–";
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");

/** A row for each forge, with what people ask first. */
export function forgeTable(): string {
  return table(
    ["Forge", "Public only when complete", "Draft, prerelease", "Largest file", "Run against"],
    FORGES.map((module) => {
      const { order, prereleases, limits } = newestAbilities(module);
      const real = played(module.id);
      return [
        `[${module.title}](docs/${PAGES[module.id] ?? module.id}.md)`,
        order.first === "release" ? "no: files follow at once" : "yes",
        [yes(order.first === "draft"), yes(prereleases)].join(", "),
        limits.file.sure ? words.size(limits.file.most) : "the server decides",
        real === undefined ? "sandbox" : `[${real.software}](docs/${real.page}), sandbox`,
      ];
    }),
  );
}

/** A row for each ability, and a column for each forge. */
export function abilityTable(): string {
  return table(
    ["", ...FORGES.map(({ title }) => title)],
    [
      ...ROWS.map(([name, told]) => [
        name,
        ...FORGES.map((module: ForgeModule) => told(newestAbilities(module), module)),
      ]),
      ["run against", ...FORGES.map(({ id }) => runAgainst(id))],
    ],
  );
}
