/** A way of writing that belongs somewhere else: how it looks, and what to write here. */
interface Habit {
  readonly looks: RegExp;
  readonly hint: string | ((found: RegExpExecArray) => string);
  /** Only where `\` does not part folders. */
  readonly posix?: true;
}

/** Words of other languages. The narrow ones come first: a quoted variable is a variable. */
const HABITS: readonly Habit[] = [
  {
    looks: /\$\{\{.*\}\}|\$[A-Za-z_]\w*|\$\{\w[^{}]*\}|\$\([^()]+\)|%[A-Za-z_]\w*%|\{\{[^{}]+\}\}/,
    hint: ([found]) => `${found} was not replaced: variables have to be filled in before the list gets here.`,
  },
  {
    looks: /^\[\s*["']|["']\s*\]$|^\[[^\]]*$|^[^[]*\]$|^\[.*[,/].*\]$/,
    hint: "This looks like a list in brackets: write one pattern a line, without brackets, quotes or commas.",
  },
  { looks: /^-\s+(.+)$/, hint: ([, rest = ""]) => `"- " is part of the name here: write only ${rest}` },
  { looks: /^\s*$|^(?:#|\/\/)\s/, hint: "Every line here is a pattern; a comment has no place." },
  { looks: /^file:\/\//i, hint: "Write the path alone, without file://." },
  { looks: /^[A-Za-z][\w+.-]*:\/\/\S/, hint: "Addresses are not fetched; the input links adds them to a release." },
  {
    looks: /^["'`“‘](.*?)["'`”’]?$|^(.*?)["'`”’]$/,
    hint: ([, whole, tail]) => `Quotes are part of the name here: write ${whole ?? tail ?? ""} without them.`,
  },
  { looks: /^~(?:\w+)?(?:[/\\]|$)/, hint: "~ is not replaced by the home folder here: write the whole path." },
  {
    looks: /[@+?*]\(([^()]*)\)/,
    hint: ([found, inner = ""]) =>
      `${found} is not known here: write ${inner.includes("|") ? `{${inner.replaceAll("|", ",")}}` : "{a,b} for alternatives"}.`,
  },
  {
    looks: /!\(([^()]*)\)/,
    hint: ([found, inner = ""]) =>
      `${found} is not known here: take files away by a line of their own, such as "!**/${inner.split("|")[0] ?? ""}".`,
  },
  {
    looks: /\(([^()|]*\|[^()]*)\)/,
    hint: ([found, inner = ""]) => `${found} is not known here: write {${inner.replaceAll("|", ",")}}.`,
  },
  { looks: /\[!?\^?\[:\w+:\]/, hint: "Names of classes are not known here: write [0-9] or [a-z]." },
  {
    looks: /(?:^|[/\\])\*\*([^/\\*]+)/,
    hint: ([, rest = ""]) => `** goes through folders only between slashes: write **/*${rest}.`,
  },
  { looks: /\\\s*$/, hint: "\\ at the end does not join lines here.", posix: true },
  { looks: /^[A-Za-z]:[/\\]/, hint: "Drives are known on Windows only: write the path of this system.", posix: true },
  {
    looks: /\{(?:[^{}]*,)?\s+[^{}]*\}|\{[^{}]*\s+(?:,[^{}]*)?\}|\{[^{}]*,\s[^{}]*\}/,
    hint: "Blanks inside braces count as part of the names: write {zip,deb}.",
  },
];

/** What was meant by a text that matched nothing, if it looks like a habit from elsewhere; else empty. */
export function habitOf(text: string, windows: boolean): string {
  // Nobody reads advice on a text without end.
  const short = text.slice(0, 500).trim();
  for (const { looks, hint, posix } of HABITS) {
    const found = posix === true && windows ? null : looks.exec(short);
    if (found !== null) return typeof hint === "string" ? hint : hint(found);
  }
  return "";
}
