import { expect, it } from "vitest";
import { fittedPage } from "../../src/report/fitted-page";

const rows = (count: number): string =>
  Array.from({ length: count }, (_, n) => `| 文件-${n}.zip | 1 KiB | uploaded |\n`).join("");
const folded = `<details><summary>sha256</summary>\n\n${rows(20_000)}\n</details>\n`;

it.each([
  ["one that fits stays as it is", `# x\n${rows(10)}${folded.slice(0, 100)}`, /^# x\n[\s\S]+<details>[\s\S]+$/],
  ["one that just fits as well", `<details></details>${"x".repeat(999_981)}`, /^<details><\/details>x+$/],
  [
    "what is folded goes first",
    `# x\n${rows(10_000)}\n${folded}`,
    /^# x\n[\s\S]+文件-9999\.zip[\s\S]+\nThe sha256 of the files are left out: .+\n$/,
  ],
  [
    "then whole lines from the end",
    `# x\n${rows(40_000)}\n${folded}`,
    /^# x\n[\s\S]+ uploaded \|\n\nHere the page would be too large: 1\d{4} lines are left out\..+\n$/,
  ],
])("a page: %s", (_, page, expected) => {
  const shown = fittedPage(page);
  expect(shown).toMatch(expected);
  expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(1_000_000);
});
