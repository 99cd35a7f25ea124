/** Three English words in a row, of which the last is in small letters: no name has that, and every sentence does. */
const ENGLISH = /(?:\b[A-Za-z][a-z’']+\b[,:;]? ){2,}[a-z]{2,}/;

/** What is nobody's sentence: quotations, code, addresses, commands to copy, and what a server said, to the end of the line. */
const OTHERS = /返回 \d+：.*|“[^”]*”|"[^"]*"|`[^`]*`|https?:\S+|git (?:push|tag|fetch)(?: [\w:/.-]+)+/g;

/** Lines of the log's own, which are English in every language: what was read, and what is done step by step. */
const LOGGED =
  /^(::(group|endgroup|add-mask)|inputs: | *their values: |running in |forge: |chosen by: |this is not |found |deleted |there is no release of |(no )?a?n?o? ?prerelease|notes: |created |updated |waiting |waited |fires |the API tells |uploaded |\d+ files?: |set |published |.*: the transfer failed after )/;

/** Lines of a log or a page in Chinese that hold a sentence, or a piece of one, in English. */
export function englishIn(text: string): string[] {
  return text
    .split(/%0A|\n/)
    .filter((line) => !LOGGED.test(line))
    .filter((line) => ENGLISH.test(line.replace(OTHERS, "")));
}

/** A terminal whose language is Chinese. */
export const IN_CHINESE = { LANG: "zh_CN.UTF-8" };
