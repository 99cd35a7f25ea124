import type { PipelineFile } from "../../ci/pipeline-files";
import type { Home } from "./home";

/** What was found of the project that is to be released. */
export interface Project {
  /** Folder below the top of the repository, with a slash at its end; empty at the top. */
  readonly prefix: string;
  readonly name: string;
  /** Folder that the build leaves its files in. */
  readonly output: string;
  /** How it is built, where that can be seen. */
  readonly build: { readonly command: string; readonly needsNode: boolean } | undefined;
  /** A file of notes, and what it is. */
  readonly notes: { readonly file: string; readonly kind: "changelog" | "notes" } | undefined;
}

/** Stands for the build in every example. */
export const PLACEHOLDER = "make dist";

/** Stands for the address of the repository where a file has to say it. */
export const SOURCE = "https://git.sr.ht/~me/app";
/** An address, or flags, that mean the same in YAML, in a shell and in Groovy. */
const PLAIN = /^[\w.~:/ -]+$/;

/** The example, with what was found in the place of what it stands for, and the version pinned. Pure. */
export function fill(
  file: PipelineFile,
  { project, home, version }: { readonly project: Project; readonly home: Home; readonly version: string },
): string {
  const { prefix, output, build } = project;
  const command = build?.command ?? PLACEHOLDER;
  const there = prefix === "" ? command : `cd ${prefix.slice(0, -1)} && ${command}`;
  const image = build?.needsNode === true ? "build:\n  image: node:22\n  stage: build" : "build:\n  stage: build";
  return withPlace(file, withNotes(file, project), home)
    .replaceAll(PLACEHOLDER, there)
    .replace("build:\n  stage: build", image)
    .replaceAll("dist/*", `${prefix}${output}/*`)
    .replace("[dist]", `[${prefix}${output}]`)
    .replaceAll('"v*"', `"${tagOf(project, "*")}"`)
    .replaceAll("refs/tags/v*", `refs/tags/${tagOf(project, "*")}`)
    .replaceAll(/(forge-release\/forge-release@)v0\b/g, `$1v${version}`)
    .replaceAll(/(forge-release\/forge-release\/)v0\//g, `$1v${version}/`)
    .replaceAll(/\bforge-release@\d[\w.-]*/g, `forge-release@${version}`);
}

/** `v1.0.0`; of one package among several `shop@1.0.0`. */
export function tagOf({ prefix, name }: Project, version: string): string {
  return prefix === "" ? `v${version}` : `${name}@${version}`;
}

/** The repository where the file names it, and the server where its CI does not tell what kind of server that is. */
function withPlace({ namesServer = false }: PipelineFile, text: string, { flags, address }: Home): string {
  const said = flags.join(" ");
  const placed = namesServer && PLAIN.test(said) ? text.replace(/(\bforge-release@\S+)/, `$1 ${said}`) : text;
  if (address === undefined || !isSource(address)) return placed;
  return placed.replace(SOURCE, address).replaceAll("cd app\n", `cd ${address.slice(address.lastIndexOf("/") + 1)}\n`);
}

/** Whether a file may name it: what is cloned from it lies in a folder of its last word. */
export function isSource(address: string): boolean {
  return PLAIN.test(address) && /\/[A-Za-z0-9][\w.-]*$/.test(address) && !address.includes(" ");
}

/** Notes of a file that is there; else those that the forge or the commits give, where the whole history is checked out. */
function withNotes({ text }: PipelineFile, { notes, prefix }: Project): string {
  if (notes !== undefined) {
    const [input, flag] =
      notes.kind === "changelog" ? ["changelog_path", "--changelog-path"] : ["body_path", "--body-path"];
    return text
      .replace("body_path: NOTES.md", `${input}: ${prefix}${notes.file}`)
      .replace("--body-path NOTES.md", `${flag} ${prefix}${notes.file}`);
  }
  return text
    .replace(/^( +- uses: actions\/checkout@\S+)$/m, "$1\n        with: { fetch-depth: 0 }")
    .replace("body_path: NOTES.md", "generate_release_notes: true")
    .replace("--body-path NOTES.md ", "");
}

/** The lines of it that release, for a file that is there already. Pure. */
export function partOf({ part }: PipelineFile, text: string): string[] {
  const lines = text.trimEnd().split("\n");
  const start = lines.findIndex((line) => part.test(line));
  if (start < 0) return lines;
  const depth = indent(lines[start] ?? "");
  const end = lines.findIndex(
    (line, at) =>
      at > start && (line === "" || indent(line) < depth || (indent(line) === depth && !/^ *\}/.test(line))),
  );
  return lines.slice(start, end < 0 ? undefined : end);
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

/** What the head of the example says of tokens. */
export function tokenLine(text: string): string {
  const head = /^((?:(?:#|\/\/) .*\n)+)/.exec(text)?.[1] ?? "";
  const told = head.replaceAll(/^(?:#|\/\/) /gm, "").replaceAll("\n", " ");
  return (/Token: .*/.exec(told)?.[0].trim() ?? "").replace('" below ', '" in it ');
}
