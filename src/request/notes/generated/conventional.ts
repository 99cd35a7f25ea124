import type { Commit } from "../../../model/commit";

/** What a commit says it changes. */
export interface Change {
  readonly id: string;
  /** Lower case; empty where the message does not follow Conventional Commits. */
  readonly type: string;
  readonly scope: string;
  readonly text: string;
  /** What it breaks, in words of its own; the text itself where there are none. Empty where it breaks nothing. */
  readonly breaks: readonly string[];
  /** Its first line as it is. */
  readonly header: string;
  /** What it takes back: ids, at least in part, and the first line of what it takes back. */
  readonly reverts: { readonly ids: readonly string[]; readonly header: string } | undefined;
}

/** Words for types, as people write them. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    feat: "feat feature features feats",
    fix: "fix fixes bugfix hotfix bug",
    perf: "perf performance",
    revert: "revert reverts",
    docs: "docs doc",
    chore: "chore chores build ci deps dep refactor style test tests release",
  }).flatMap(([type, words]) => words.split(" ").map((word) => [word, type] as const)),
);

/**
 * `type(scope)!: text`, as https://www.conventionalcommits.org/en/v1.0.0/ has it, with what people put around it: a
 * picture before it, and the signs of a Chinese keyboard.
 */
const HEADER =
  /^(?:(?:[\p{Extended_Pictographic}\ufe0f\u200d]+|:[a-z0-9_+-]{1,40}:)\s*)?([A-Za-z][\w-]{0,30})\s?(?:[(\uff08]([^()\uff08\uff09]{1,100})[)\uff09])?\s?([!\uff01])?\s?[:\uff1a]\s*(\S.*)$/u;
const FOOTER = /^(?:[A-Za-z][\w-]*|BREAKING[ -]CHANGE)(?:: | #)/;
const BREAKING = /^BREAKING[ -]CHANGES?(?::\s*| #|\s*\uff1a\s*)(.*)$/;

/** Characters of a text in a list. */
const LONGEST = 300;

/** Reads what a commit says; whatever it says is a change. */
export function changeOf({ id, message }: Pick<Commit, "id" | "message">): Change {
  const lines = message.split(/\r\n|\r|\n/);
  const first = lines.findIndex((line) => line.trim() !== "");
  const header = mergedHeader(lines.slice(Math.max(0, first)));
  const body = lines.slice(first + 1);
  const [, word = "", scope = "", mark, said = ""] = HEADER.exec(header.slice(0, 2000)) ?? [];
  const type = TYPES.get(word.toLowerCase()) ?? "";
  // Any word with the mark breaks something; else a word that is no type is a part of the text.
  const text = cut(type === "" && !(word !== "" && mark !== undefined) ? header : said);
  const told = footers(body);
  return {
    id,
    type,
    scope: cut(type === "" ? "" : scope.trim()),
    text,
    breaks: told.length > 0 ? told.map(cut) : mark === undefined ? [] : [text],
    header,
    reverts: revertOf(header, body),
  };
}

/** A request that was merged as one commit may have its title in its body. */
function mergedHeader([header = "", ...body]: readonly string[]): string {
  const [, number] = /^Merge pull request #(\d+) (?:from|in) /.exec(header) ?? [];
  const title = body.find((line) => line.trim() !== "")?.trim();
  return number !== undefined && title !== undefined ? `${title} (#${number})` : header.trim();
}

/** What `BREAKING CHANGE:` says, up to an empty line or the next footer. */
function footers(body: readonly string[]): string[] {
  return body.flatMap((line, at) => {
    const [, said] = BREAKING.exec(line) ?? [];
    if (said === undefined) return [];
    const end = body.findIndex((other, place) => place > at && (other.trim() === "" || FOOTER.test(other)));
    return [[said, ...body.slice(at + 1, end < 0 ? undefined : end)].join(" ").replace(/\s+/g, " ").trim()];
  });
}

/** `Revert "…"` and `Reapply "…"` of git, `revert: …` of the convention; the ids stand in the body. */
function revertOf(header: string, body: readonly string[]): Change["reverts"] {
  const [, quoted, named] =
    /^(?:Revert|Reapply) "(.*)"(?: \([#!]\d+\))?$|^reverts?(?:\([^)]*\))?!?: (.*)$/i.exec(header) ?? [];
  const taken = quoted ?? named;
  if (taken === undefined) return undefined;
  const lines = body.filter((line) => /^(this reverts|reverts|refs?:)/i.test(line.trim())).join(" ");
  return {
    ids: [...lines.matchAll(/\b[0-9a-f]{7,64}\b/gi)].map(([one]) => one.toLowerCase()),
    // Git calls the revert of a revert a reapplication.
    header: header.startsWith("Reapply") ? `Revert "${taken}"` : taken,
  };
}

function cut(text: string): string {
  const characters = [...text.slice(0, LONGEST * 4)];
  return characters.length <= LONGEST
    ? text
    : `${characters
        .slice(0, LONGEST - 1)
        .join("")
        .trimEnd()}…`;
}
