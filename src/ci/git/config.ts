/** The remotes of a repository by name, each with its addresses in the order of the file. */
export type Remotes = ReadonlyMap<string, readonly string[]>;

/**
 * The remotes that a repository's own configuration names. Files that it includes are not read, and `insteadOf` is not
 * applied: both can lead anywhere. https://git-scm.com/docs/git-config#_syntax
 */
export function remotesIn(config: string): Remotes {
  const remotes = new Map<string, string[]>();
  let remote: string | undefined;
  for (const line of linesOf(config)) {
    const section = SECTION.exec(line);
    if (section !== null) remote = remoteOf(section);
    const [, key = "", value = ""] = ENTRY.exec(section === null ? line : line.slice(section[0].length)) ?? [];
    if (remote === undefined || key.toLowerCase() !== "url") continue;
    const url = valueOf(value);
    const known = remotes.get(remote);
    if (url === "") continue;
    if (known === undefined) remotes.set(remote, [url]);
    else known.push(url);
  }
  return remotes;
}

/** `[remote "origin"]`, and `[remote.origin]` as it was written once. */
const SECTION = /^\s*\[\s*([A-Za-z0-9.-]+)(?:[ \t]+"((?:[^"\\]|\\.)*)")?\s*\]/;
const ENTRY = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*=(.*)$/;

function remoteOf([, section = "", name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return section.toLowerCase() === "remote" ? name.replace(/\\(.)/g, "$1") : undefined;
  return /^remote\.(.+)$/i.exec(section)?.[1]?.toLowerCase();
}

/** Lines, put together where one ends in a backslash. */
function linesOf(config: string): string[] {
  const lines: string[] = [];
  let open: string[] = [];
  for (const line of config.replace(/^\ufeff/, "").split(/\r?\n/)) {
    const goesOn = /(^|[^\\])(\\\\)*\\$/.test(line) && !/^\s*[#;]/.test(line);
    open.push(goesOn ? line.slice(0, -1) : line);
    if (goesOn) continue;
    lines.push(open.join(""));
    open = [];
  }
  return [...lines, open.join("")];
}

/** A value without its quotation marks, escapes and comment. */
function valueOf(text: string): string {
  let [value, quoted, blanks] = ["", false, ""];
  for (const [piece] of text.trim().matchAll(/\\.|[^]/g)) {
    if (piece === '"') quoted = !quoted;
    else if (!quoted && (piece === "#" || piece === ";")) break;
    else if (!quoted && /\s/.test(piece)) blanks += piece;
    else {
      value += blanks + (piece.length === 2 ? (ESCAPES.get(piece) ?? piece.slice(1)) : piece);
      blanks = "";
    }
  }
  return value;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\n", "\n"],
  ["\\t", "\t"],
  ["\\b", "\b"],
]);
