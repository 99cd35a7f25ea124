import { FORGES } from "../src/forges";
import type { Abilities } from "../src/forges/forge";
import { newestAbilities } from "./newest-abilities";

/** What the table forges × commands has a column for, in the order of the page. */
export const COLUMNS = [
  ...(["list", "view", "download", "verify", "upload", "delete TAG FILE", "prune"] as const),
  ...(["delete TAG", "delete --with-tag", "copy --from", "copy --to", "doctor"] as const),
] as const;

export type Column = (typeof COLUMNS)[number];

/** Why a forge cannot do what a column says; `undefined`: it can. Columns without a line are for every forge. */
const OBSTACLES: Partial<Record<Column, (can: Abilities) => string | undefined>> = {
  prune: noRemoval,
  "delete TAG": noRemoval,
  "delete --with-tag": (can) =>
    noRemoval(can) ?? (can.deleteTag === undefined ? "no request deletes a tag" : undefined),
};

function noRemoval({ remove }: Abilities): string | undefined {
  return remove === undefined ? "no request deletes a release" : undefined;
}

/** @returns why a command is refused on a forge, from what its newest public server can do; `undefined` if it is not */
export function obstacle(forge: string, column: Column): string | undefined {
  const module = FORGES.find(({ id }) => id === forge);
  if (module === undefined) throw new Error(`no forge ${forge}`);
  return OBSTACLES[column]?.(newestAbilities(module));
}

/** The table, a row for each command and a column for each forge, and why a dash is one. */
export function commandTable(): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const mark = (id: string, column: Column): string => (obstacle(id, column) === undefined ? "yes" : "–");
  const reasons = FORGES.map(({ id, title }) => {
    const found = new Set(COLUMNS.flatMap((column) => obstacle(id, column) ?? []));
    return found.size === 0 ? [] : [`- ${title}: ${[...found].join(", ")}`];
  });
  return [
    line(["", ...FORGES.map(({ title }) => title)]),
    line(["---", ...FORGES.map(() => "---")]),
    ...COLUMNS.map((column) => line([`\`${column}\``, ...FORGES.map(({ id }) => mark(id, column))])),
    "",
    ...reasons.flat(),
    "",
  ].join("\n");
}
