/** A sentence, and what stands behind it. */
export interface Sentence {
  readonly text: string;
  readonly behind: string;
}

/** More are not told apart: the last one holds the rest. */
const MOST = 200;

/** What a server said is not ours, whatever it looks like, to its end. */
const OTHERS = /^(?:(?:[A-Z]+ )?https?:\/\/\S+ answered \d+: |git said: )/;

const END = /^- |(?<=[.?!…][)”"]?)[ \t]+(?=\S)/g;

/** The sentences of a line, which put together are the text again. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  for (const { 0: gap, index } of text.matchAll(END)) {
    if (found.length >= MOST) break;
    if (OTHERS.test(text.slice(from, index))) continue;
    found.push({ text: text.slice(from, index), behind: gap });
    from = index + gap.length;
  }
  return [...found, { text: text.slice(from), behind: "" }];
}
