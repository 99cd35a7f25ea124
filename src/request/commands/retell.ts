import { quoted } from "../entries/names";
import { isSwitch } from "../input-kinds";
import { INPUTS, isInputName } from "../inputs";
import { OF_COURSE, asHere, bareFlag } from "./habits";
import { OPTIONS, isOptionName } from "./options";
import { isPattern } from "./specs";

/** What `gh release` calls members of its JSON, and what they are called here. */
const FIELDS: Readonly<Record<string, string>> = {
  ...{ assets: "assets", body: "body", createdAt: "created_at", databaseId: "id", id: "id", isDraft: "draft" },
  ...{ isPrerelease: "prerelease", name: "name", publishedAt: "published_at", tagName: "tag_name", url: "url" },
};

/** Flags whose value is a pattern of files, by command. */
const PATTERNS = new Set(["download -p", "download --pattern", "download -n", "download --asset-name"]);
const FIELD_LIST = /^[a-z][A-Za-z]*(?:,[a-z][A-Za-z]*)*$/;
const TOKENS = ["--token", "--private-token"];
/** What a list leaves out, as jq says it. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "--exclude-drafts": "map(select(.draft | not))",
  "--exclude-pre-releases": "map(select(.prerelease | not))",
};
/** Asked for by a flag there, and told anyway here. */
const ANYWAY = new Set(["view -w", "view --web"]);

interface Read {
  readonly words: string[];
  readonly patterns: string[];
  readonly flags: string[];
  readonly filters: string[];
  fields: readonly string[] | undefined;
  json: boolean;
  /** Something in it is said by other means here, not only by another name. */
  differs: boolean;
}

/**
 * A command line of `gh` or `glab` in the words of this program, ready to be copied: patterns as words, fields and
 * filters of JSON by jq. A token is never shown.
 *
 * @param argv what stands behind the command
 */
export function retell(name: string, argv: readonly string[]): { readonly line: string; readonly differs: boolean } {
  const read: Read = {
    words: [],
    patterns: [],
    flags: [],
    filters: [],
    fields: undefined,
    json: false,
    differs: false,
  };
  for (let at = 0; at < argv.length; at += 1) at += take(name, { word: argv[at] ?? "", next: argv[at + 1] }, read);
  return { line: lineOf(name, read), differs: read.differs };
}

function take(
  name: string,
  { word, next }: { readonly word: string; readonly next: string | undefined },
  to: Read,
): 0 | 1 {
  const raw = bareFlag(word);
  const inside = word === raw ? undefined : word.slice(raw.length + 1);
  const value = inside ?? next;
  const used = inside === undefined && next !== undefined ? 1 : 0;
  if (!/^-./s.test(word)) {
    to.words.push(word);
    return 0;
  }
  if (raw === "--json") {
    to.json = true;
    const isList = value !== undefined && FIELD_LIST.test(value) && value.split(",").every((one) => one in FIELDS);
    if (!isList) return 0;
    to.fields = value.split(",");
    to.differs = true;
    return used;
  }
  const filter = LEFT_OUT[raw];
  if (OF_COURSE[`${name} ${raw}`] !== undefined || ANYWAY.has(`${name} ${raw}`) || filter !== undefined) {
    if (filter !== undefined) to.filters.push(filter);
    to.differs ||= filter !== undefined;
    return 0;
  }
  const isPattern = PATTERNS.has(`${name} ${raw}`);
  if (isPattern || raw === "-q" || raw === "--jq" || TOKENS.includes(raw)) {
    if (isPattern) to.patterns.push(value ?? "PATTERN");
    else if (TOKENS.includes(raw)) to.flags.push("--token-env NAME");
    else to.filters.push(inOurFields(value ?? "."));
    to.differs ||= !TOKENS.includes(raw);
    return used;
  }
  const here = asHere(word);
  const known = bareFlag(here);
  to.flags.push(here === known ? known : `${known}=${quoted(here.slice(known.length + 1))}`);
  if (inside !== undefined || next === undefined || next.startsWith("-") || !takesValue(known)) return 0;
  to.flags.push(quoted(next));
  return 1;
}

/** Whether the word behind a flag of ours is its value. */
function takesValue(flag: string): boolean {
  const name = flag.replace(/^--/, "").replaceAll("-", "_");
  const input = isOptionName(name) ? OPTIONS[name] : isInputName(name) ? INPUTS[name] : undefined;
  return name === "token_env" || (input !== undefined && !isSwitch(input));
}

/** `.tagName` is `.tag_name`. */
function inOurFields(filter: string): string {
  return filter.replace(/\.([a-z][A-Za-z]*)\b/g, (whole, field: string) => {
    const here = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
    return here === undefined ? whole : `.${here}`;
  });
}

function lineOf(name: string, { words, patterns, flags, filters, fields, json }: Read): string {
  // A name without anything of a pattern would be read as the tag.
  const isTag = words.length === 0 && patterns[0] !== undefined && !isPattern(patterns[0]);
  const tag = isTag ? ['"$(forge-release view --json | jq -r .tag_name)"'] : [];
  const isJson = json || filters.length > 0;
  const parts = ["forge-release", name, ...tag, ...[...words, ...patterns].map(quoted), ...flags];
  const line = [...parts, ...(isJson ? ["--json"] : [])].join(" ");
  const chosen = filters.length === 0 && fields !== undefined ? [pick(name, fields)] : filters;
  if (chosen.length === 0) return line;
  return `${line} | jq -r ${quoted(chosen.join(" | "))}`;
}

/** An object, or one of each, with some members only. */
function pick(name: string, fields: readonly string[]): string {
  const members = `{${fields.map((field) => FIELDS[field] ?? field).join(", ")}}`;
  return name === "list" ? `map(${members})` : members;
}

/** What is said of such a line: what is different about it, and the line. */
export function inOtherWords(different: string | undefined, line: string): string {
  const what = different ?? "--json takes no fields here: it prints the whole object, and jq takes it apart.";
  return `${what} The same here: ${line}`;
}
