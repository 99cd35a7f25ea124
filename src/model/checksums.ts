/** A line of a list of checksums. */
export interface ChecksumLine {
  /** As the forge stores the file, which is how it is called after a download. */
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What coreutils write in the place of characters that would break a line. */
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r" };

/**
 * A list in the form of coreutils, to the byte as `sha256sum *` writes it: by name in the order of bytes, two blanks, line
 * feeds only, no mark of the order of bytes. A name that would break its line is escaped, and its line begins with `\`.
 *
 * https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html
 */
export function formatChecksums(lines: readonly ChecksumLine[]): string {
  return [...lines]
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
    .map(({ name, sha256 }) => {
      const escaped = name.replace(/[\\\n\r]/g, (character) => ESCAPES[character] ?? character);
      return `${escaped === name ? "" : "\\"}${sha256}  ${escaped}\n`;
    })
    .join("");
}

/** `<sum>  name`, `<sum> *name`, with one blank as well, and the form of BSD; other lines are somebody's words. */
const LINE = /^(\\?)([0-9a-f]{64})(?: {2}| \*| )(?:\.\/)?(.+)$/is;
const BSD = /^(\\?)SHA256 \((.+)\) = ([0-9a-f]{64})$/is;

/**
 * What lists of checksums say, whoever wrote them: sha256 by name. Line ends and marks of other systems are no part of a
 * name; lines that say nothing of the kind are passed over.
 */
export function parseChecksums(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.replace(/^\ufeff/, "").split("\n")) {
    const plain = line.endsWith("\r") ? line.slice(0, -1) : line;
    const [, mark = "", sum = "", name = ""] = LINE.exec(plain) ?? [];
    const [, bsdMark = "", bsdName = "", bsdSum = ""] = sum === "" ? (BSD.exec(plain) ?? []) : [];
    if (sum !== "") found.set(unescaped(name, mark), sum.toLowerCase());
    else if (bsdSum !== "") found.set(unescaped(bsdName, bsdMark), bsdSum.toLowerCase());
  }
  return found;
}

function unescaped(name: string, mark: string): string {
  if (mark === "") return name;
  return name.replace(/\\([\\nr])/g, (_, sign: string) => (sign === "n" ? "\n" : sign === "r" ? "\r" : "\\"));
}
