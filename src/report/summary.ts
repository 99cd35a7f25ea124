import { link, plainText } from "../model/plain-text";
import { words } from "../model/words";
import type { Outcome } from "../operations/publish/publish";
import { type About, assetOutput } from "./outputs";
import { planTable } from "./plan-lines";
import { type Say, inEnglish } from "../model/say";

/**
 * `published v1.2.3 on GitHub: 3 files, 879 KiB, 2.1 s → https://…`: the last line of the log. Pure.
 *
 * @param lost says that what later steps read was not written
 */
export function closingLine(outcome: Outcome, about: About, milliseconds: number, lost?: "outputs"): string {
  const isPlan = "planned" in outcome;
  const { release } = isPlan ? outcome.planned : outcome.published;
  const to = release === undefined ? "" : ` → ${release.webUrl}`;
  const unwritten = lost === undefined ? "" : ", but the outputs were not written";
  return `${closingWords(outcome, about, milliseconds)}${isPlan ? ", nothing was changed" : ""}${unwritten}${to}`;
}

/** The last line of the log of a run that failed. Pure. */
export function failureLine(about: About, milliseconds: number): string {
  return `failed ${about.tag} on ${titleOf(about)}, ${words.duration(milliseconds)}`;
}

function closingWords(outcome: Outcome, about: About, milliseconds: number): string {
  const isPlan = "planned" in outcome;
  const files = isPlan
    ? outcome.planned.files.map(({ match }) => match.file)
    : outcome.published.files.map(({ file }) => file);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const many = files.length === 0 ? "no files" : `${words.count(files.length, "file")}, ${words.size(bytes)}`;
  const result = isPlan ? "planned" : outcome.published.result;
  const draft = !isPlan && outcome.published.release.draft ? " (a draft)" : "";
  return `${result} ${about.tag}${draft} on ${titleOf(about)}: ${many}, ${words.duration(milliseconds)}`;
}

const titleOf = ({ title, forge }: About): string => title ?? forge;

/** The page that the CI shows for the run: what happened, the release and this run's files. Markdown. Pure. */
export function summaryOf(
  outcome: Outcome,
  about: About,
  { milliseconds = 0, say = inEnglish }: { readonly milliseconds?: number; readonly say?: Say } = {},
): string {
  const closing = say(closingWords(outcome, { ...about, tag: plainText(about.tag) }, milliseconds));
  if ("published" in outcome) return publishedPage(outcome.published, about, { closing, say });
  const title = say(`### Dry run: ${plainText(about.tag)} on ${plainText(titleOf(about))}`);
  return [title, "", closing, "", say("Nothing was changed."), "", ...planTable(outcome.planned, say)].join("\n");
}

type Published = Extract<Outcome, { published: unknown }>["published"];

function publishedPage(
  published: Published,
  about: About,
  { closing, say }: { readonly closing: string; readonly say: Say },
): string {
  const { release, created, result, files, arrived } = published;
  const state = [
    release.draft ? "draft" : "published",
    ...(release.prerelease ? ["prerelease"] : []),
    created ? "created by this run" : result === "unchanged" ? "unchanged" : "updated by this run",
  ].map(say);
  return [
    `### ${link(release.title === "" ? release.tag : release.title, release.webUrl)}`,
    "",
    closing,
    "",
    "| | |",
    "|---|---|",
    `| ${say("Tag")} | ${plainText(release.tag)} |`,
    `| ${say("Repository")} | ${say(`${plainText(about.repository)} on ${plainText(titleOf(about))}`)} |`,
    `| ${say("State")} | ${state.join(say(", "))} |`,
    ...(arrived === undefined ? [] : arrivedRows(arrived, say)),
    "",
    ...filesTable(files, say),
  ].join("\n");
}

/** What was done around the files. */
function arrivedRows({ list, verified, pruned }: NonNullable<Published["arrived"]>, say: Say): string[] {
  const row = (head: string, ...cell: readonly string[]): string => `| ${say(head)} | ${cell.join(say(", "))} |`;
  const names = pruned.map(({ name }) => plainText(name)).join(", ");
  return [
    ...(list === undefined
      ? []
      : [
          row(
            "Checksums",
            link(list.asset.name, list.asset.downloadUrl),
            say(words.count(list.files, "line")),
            say(list.status),
          ),
        ]),
    ...(verified === undefined ? [] : [row("Verified", say(`${words.count(verified, "file")} downloaded, and right`))]),
    ...(pruned.length === 0 ? [] : [row("Pruned", `${say(words.count(pruned.length, "file"))}${say(": ")}${names}`)]),
  ];
}

function filesTable(files: Published["files"], say: Say): string[] {
  if (files.length === 0) return [];
  const rows = files.map(assetOutput);
  const total = rows.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const digests = rows.filter(({ sha256 }) => sha256 !== null);
  return [
    `| ${say("File")} | ${say("Size")} | |`,
    "|---|---:|---|",
    ...rows.map(
      ({ name, size, browser_download_url, status }) =>
        `| ${link(name, browser_download_url)} | ${size === null ? "" : say(words.size(size))} | ${say(status)} |`,
    ),
    `| ${say(words.count(rows.length, "file"))} | ${say(words.size(total))} | |`,
    "",
    ...(digests.length === 0
      ? []
      : ["<details><summary>sha256</summary>", "", `| ${say("File")} | sha256 |`, "|---|---|"]),
    ...digests.map(({ name, sha256 }) => `| ${plainText(name)} | \`${sha256 ?? ""}\` |`),
    ...(digests.length === 0 ? [] : ["", "</details>", ""]),
  ];
}

/** What of a failed run people have to know beside the error. */
export interface Failure {
  /** What failed, what the server said, what to do: without secrets. */
  readonly parts: readonly string[];
  /** `undefined` where the run did not come so far. */
  readonly about: About | undefined;
  readonly milliseconds: number;
  /** What this run did before it failed. */
  readonly stands: readonly string[];
  readonly say?: Say | undefined;
}

/** The page of a run that failed: what failed, what the server said, what to do, what stands already. Markdown. Pure. */
export function failurePage({ parts, about, milliseconds, stands, say = inEnglish }: Failure): string {
  const [what = "", ...more] = parts.flatMap((part) => part.split(/\r?\n/));
  const title =
    about === undefined ? "### failed" : `### failed ${plainText(about.tag)} on ${plainText(titleOf(about))}`;
  return [
    say(title),
    "",
    `**${plainText(what)}**`,
    "",
    ...more.flatMap((part) => [plainText(part), ""]),
    stands.length === 0
      ? say("This run changed nothing.")
      : say(`Before that, this run did: ${plainText(stands.map(say).join(say("; ")))}.`),
    "",
    say(`It took ${words.duration(milliseconds)}.`),
    "",
  ].join("\n");
}
