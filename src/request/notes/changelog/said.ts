import { versionOf } from "../../../model/version";

/** A version that a heading names, as a tag of that name would be: `pkg@1.2.0`, `v1.2.0`. */
export interface Named {
  /** As written. */
  readonly word: string;
  /** What stands before the version in that word, without a `v`: the name of a package. */
  readonly owner: string;
  /** Without `v`. */
  readonly version: string;
}

/** What a heading says. */
export interface Said {
  /** In plain letters, without links and marks. */
  readonly text: string;
  /** The versions that it is about; others that it mentions are left out. */
  readonly versions: readonly Named[];
  /** Words before them that may be the name of what has the version. */
  readonly before: string;
  /** Nothing but versions, a date, and words that say no more than that: such a heading ends a section wherever it stands. */
  readonly isOnlyVersion: boolean;
  /** It says that nothing of it has been released. */
  readonly isUnreleased: boolean;
}

/** What is read of a heading: the signs of markup taken out. */
export function plainHeading(heading: string): string {
  return (
    heading
      .replace(/<[^<>]*>(?!\s*`_)/g, (tag) => (/^<\/?[a-z][^<>]*>$/i.test(tag) ? " " : tag))
      .replace(/`([^`<]+?)\s*<[^<>`]*>`_{1,2}/g, "$1")
      .replace(/!\[[^\]]*\]\([^)]*\)/g, " ")
      .replace(/\[\[[^[\]]*\]\[([^[\]]*)\]\]/g, "$1")
      .replace(/(?:link:|https?:\/\/)[^\s[\]]*\[([^[\]]*)\]/g, "$1")
      .replace(/\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, "$1")
      .replace(/\]\((?:https?:|[./#])[^()\s]*\)/g, "]")
      // `1.2.0/2014-01-15` is a version and a date, `lib/1.2.0` one of a package.
      .replace(/(?<![\w@./-])(v?\d[\w.+~-]*)\/(?=v?\d)/gi, "$1 / ")
      .replace(/\{[:#][^{}]*\}\s*$/, "")
      .replace(/&[a-z]+;/gi, " ")
      .replace(/:[a-z][a-z0-9_+-]*:/g, " ")
      .replace(/\\([^\w\s])/g, "$1")
      .replace(/[*`]|~~|(?<![^\s([])_+|_+(?![^\s)\]])/g, "")
      .replace(/\s+/g, " ")
      .trim()
  );
}

const UNRELEASED = /\b(unreleased|not (?:yet )?released)\b|未发布|未發布|未釋出|待发布/i;
const NEXT =
  /^\W*(unreleased|upcoming|next(?: release| version)?|head|master|main|trunk|未发布(?:的?更改|变更)?|未發布|待发布)\W*$/i;

/** Words before a version that is only mentioned: the section is about another. */
const MENTION =
  /(?:^|[^\w])(since|from|before|after|until|than|to|upgrad\w*|migrat\w*|compat\w*|with|requires?|needs?|via|自|从|從|升级到|升級到|兼容)\W*$/i;

/** Words around a version that name nothing, in any number. */
const FILLER =
  /\b(?:the|release|released?|releases|version|ver|v|rel|tag|changes?|changelog|change log|noteworthy|what'?s|new|notes?|in|for|of|on|and|date|latest|stable|current|lts|final|yanked|security|hot ?fix|bug ?fix|patch|minor|major|preview|alpha|beta|rc|snapshot|am|pm|utc|gmt|z|t|tbd|tba|unreleased|not|yet|by|st|nd|rd|th|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b|[A-Z][a-z]+\/[A-Z]\w+|版本?|发布|發布|发行|更新|日志|說明|说明|记录|記錄|内容|正式|变更|變更|新增|功能|第|年|月|日|号|期|于|在|未|待|公告|列表|的/gi;

const WORD = /[@\w][\w.+~@/-]*/g;
const DATE = /^(\d{4}[-./]\d{1,2}([-./]\d{1,2})?(t[\d:.+-]*z?)?|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{8})$/i;

/** Reads what a heading says; `wanted` is never needed for it, so that every heading is read alike. */
export function readHeading(heading: string): Said {
  const text = plainHeading(heading);
  const sure = versionsIn(text, namedBy);
  // Where a date is all there is, it is the version.
  const { versions, before, rest } = sure.versions.length > 0 ? sure : versionsIn(text, dateAsVersion);
  return {
    text,
    versions,
    isUnreleased: UNRELEASED.test(text) || NEXT.test(text),
    // Asked of few: of headings near the section that is looked for.
    get before() {
      return withoutFiller(before);
    },
    get isOnlyVersion() {
      return NEXT.test(text) || (versions.length > 0 && saysNoMore(before) && saysNoMore(rest));
    },
  };
}

interface Versions {
  readonly versions: readonly Named[];
  readonly before: string;
  readonly rest: string;
}

function versionsIn(text: string, read: (word: string) => Named | undefined): Versions {
  const versions: Named[] = [];
  let [before, from] = [text, 0];
  for (const { index, 0: found } of text.matchAll(WORD)) {
    const word = found.replace(/[.+~@/_-]+$/, "");
    const named = read(word);
    if (named === undefined || MENTION.test(text.slice(0, index))) continue;
    // Another one counts only where nothing but a sign or `and` is between them.
    if (versions.length === 0) before = text.slice(0, index);
    else if (!/^[\s,/&、和()[\]]*(and)?[\s[(]*$/i.test(text.slice(from, index))) break;
    versions.push(named);
    from = index + word.length;
  }
  return { versions, before, rest: text.slice(from) };
}

function dateAsVersion(word: string): Named | undefined {
  const version = word.replace(/^v(?=\d)/i, "");
  return DATE.test(version) ? { word, owner: "", version } : undefined;
}

/** Whether words are only dates, numbers, signs, and such as say nothing of their own. */
function saysNoMore(words: string): boolean {
  return !/\p{L}/u.test(withoutFiller(words));
}

function withoutFiller(words: string): string {
  return words
    .replace(FILLER, " ")
    .replace(/\b\d+(?:st|nd|rd|th)\b|\b[\d.:-]+[tz][\d.:+-]*/gi, " ")
    .replace(/^[^\p{L}@]+|[^\p{L}\d]+$/gu, "");
}

/** The version that a word is, if it is one. Numbers alone are counts and years, but `v2` is a version. */
function namedBy(word: string): Named | undefined {
  if (!/\d/.test(word) || DATE.test(word)) return undefined;
  const read = versionOf(word);
  if (read === undefined) return undefined;
  const [, owner = "", v = ""] = /^(.*?)((?:^|(?<=[^A-Za-z0-9]))v(?:er(?:sion)?)?[-_.]?)?$/i.exec(read.prefix) ?? [];
  const isSure = read.version.includes(".") || v !== "" || owner.includes("@");
  if (!isSure || /^\d+$/.test(owner)) return undefined;
  return { word, owner: ownerIn(owner), version: read.version };
}

/** A word for a release is no name of a package. */
function ownerIn(prefix: string): string {
  const owner = prefix.replace(/[@/_.:-]+$/, "");
  return /^(releases?|rel|r)$/i.test(owner) ? "" : owner;
}

/** What a tag names, read as a heading's word is; `undefined` for one that is no version. */
export function namedByTag(tag: string): Named | undefined {
  const date = dateAsVersion(tag);
  if (date !== undefined) return date;
  const read = versionOf(tag);
  if (read === undefined) return undefined;
  const owner = read.prefix.replace(/(^|[^A-Za-z0-9])v(?:er(?:sion)?)?[-_.]?$/i, "$1");
  return { word: tag, owner: ownerIn(owner), version: read.version };
}
