import { existsSync } from "node:fs";
import { posix } from "node:path";
import { FORGE_WORDS } from "./forges";
import { INPUT_WORDS } from "./inputs";
import { OUTPUT_WORDS } from "./outputs";

/** Every text of a generated table that has Chinese words of its own. */
export const WORDS: Readonly<Record<string, string>> = { ...INPUT_WORDS, ...OUTPUT_WORDS, ...FORGE_WORDS };

/** Where a generated table stands, and where the English page that it is of. */
interface Pages {
  readonly of: string;
  readonly on: string;
}

/**
 * A generated table (with headings between its parts) in Chinese, cell by cell.
 * @throws where a text has no Chinese
 */
export function inChinese(table: string, pages: Pages): string {
  return table
    .split("\n")
    .map((line) => {
      const [, title] = /^## (.+)$/.exec(line) ?? [];
      if (title !== undefined) return `## <a id="${slug(title)}"></a>${cellOf(title, pages)}`;
      if (!line.startsWith("|")) return line;
      const cells = line.split(/(?<!\\)\|/).slice(1, -1);
      return `| ${cells.map((cell) => cellOf(cell.trim(), pages)).join(" | ")} |`;
    })
    .join("\n");
}

/** As GitHub names a heading. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

const CHOICES = / \((`[^`]+`(?:, `[^`]+`)*)\)$/;
const LINK = /^\[(.+)\]\((.+)\)$/;
/** What is the same in every language: rules of a table, names in code, sizes. */
const SAME = /^(-+|–|`[^`]*`|[\d.]+ [GM]iB)?$/;

function cellOf(cell: string, pages: Pages): string {
  const known = WORDS[cell];
  if (known !== undefined) return known;
  if (SAME.test(cell)) return cell;
  const [choices, names = ""] = CHOICES.exec(cell) ?? [];
  if (choices !== undefined)
    return `${cellOf(cell.slice(0, -choices.length), pages)}可选值：${names.replaceAll(", ", "、")}。`;
  const [, label = "", address = ""] = LINK.exec(cell) ?? [];
  if (label !== "") return `[${WORDS[label] ?? label}](${addressOf(address, pages)})`;
  const parts = cell.split(", ");
  if (parts.length > 1) return parts.map((part) => cellOf(part, pages)).join("、");
  return titleOf(cell);
}

/** Names of forges and servers stay as they are. */
function titleOf(cell: string): string {
  if (/^(Git\w+|Forgejo|CNB|SourceHut|工蜂 \(TGit\))$/.test(cell)) return cell;
  throw new Error(`There is no Chinese for “${cell}”: add it to scripts/zh.`);
}

/** The Chinese page where there is one, seen from where the table stands. */
function addressOf(address: string, { of, on }: Pages): string {
  const [path = "", anchor] = address.split("#");
  const page = posix.join(posix.dirname(of), path);
  const chinese = page.replace(/^docs\//, "docs/zh/");
  const target = posix.relative(posix.dirname(on), existsSync(chinese) ? chinese : page);
  return anchor === undefined ? target : `${target}#${anchor}`;
}
