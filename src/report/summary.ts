import { link, plainText } from "../model/markdown";
import { words } from "../model/words";
import { explain } from "../errors";
import type { Outcome } from "../publish/publish";
import { type About, assetOutput } from "./outputs";
import { planTable } from "./plan-told";

/** What happened, in a word. */
function happened(outcome: Outcome): Published["result"] | "planned" {
  return "planned" in outcome ? "planned" : outcome.published.result;
}

/** `published v1.2.3 on GitHub: 3 files, 879 KiB, 2.1 s`: the line that tells it all. */
export function closingWords(outcome: Outcome, about: About, milliseconds: number): string {
  const files =
    "planned" in outcome
      ? outcome.planned.files.map(({ match }) => match.file)
      : outcome.published.files.map(({ file }) => file);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const release = "planned" in outcome ? outcome.planned.release : outcome.published.release;
  const isDraft = release?.draft === true && !("planned" in outcome);
  const what = `${happened(outcome)} ${about.tag}${isDraft ? " (a draft)" : ""} on ${about.title ?? about.forge}`;
  const many = files.length === 0 ? "no files" : `${words.count(files.length, "file")}, ${words.size(bytes)}`;
  return `${what}: ${many}, ${words.duration(milliseconds)}`;
}

/** The closing line of the log. */
export function closingLine(outcome: Outcome, about: About, milliseconds: number): string {
  const release = "planned" in outcome ? outcome.planned.release : outcome.published.release;
  const nothing = "planned" in outcome ? ", nothing was changed" : "";
  return `${closingWords(outcome, about, milliseconds)}${nothing}${release === undefined ? "" : ` → ${release.webUrl}`}`;
}

/** The page that the CI shows for the run: what happened, the release and this run's files. Markdown. Pure. */
export function summaryOf(outcome: Outcome, about: About, milliseconds = 0): string {
  return "planned" in outcome
    ? plannedPage(outcome.planned, about, milliseconds)
    : publishedPage(outcome.published, about, milliseconds);
}

type Published = Extract<Outcome, { published: unknown }>["published"];
type Planned = Extract<Outcome, { planned: unknown }>["planned"];

function publishedPage(published: Published, about: About, milliseconds: number): string {
  const { release, created, files } = published;
  const outcome = { published };
  const state = [
    release.draft ? "draft" : "published",
    ...(release.prerelease ? ["prerelease"] : []),
    created ? "created by this run" : happened(outcome) === "unchanged" ? "unchanged" : "updated by this run",
  ];
  const rows = files.map(assetOutput);
  const total = rows.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const digests = rows.filter(({ sha256 }) => sha256 !== null);
  return [
    `### ${link(release.title === "" ? release.tag : release.title, release.webUrl)}`,
    "",
    closingWords(outcome, onPage(about), milliseconds),
    "",
    `| | |\n|---|---|\n| Tag | ${plainText(release.tag)} |\n| Repository | ${plainText(about.repository)} (${plainText(about.forge)}) |\n| State | ${state.join(", ")} |`,
    "",
    ...(rows.length === 0 ? [] : ["| File | Size | |", "|---|---:|---|"]),
    ...rows.map(
      ({ name, size, browser_download_url, status }) =>
        `| ${link(name, browser_download_url)} | ${size === null ? "" : words.size(size)} | ${status} |`,
    ),
    ...(rows.length === 0 ? [] : [`| ${words.count(rows.length, "file")} | ${words.size(total)} | |`, ""]),
    ...(digests.length === 0 ? [] : ["<details><summary>sha256</summary>", "", "| File | sha256 |", "|---|---|"]),
    ...digests.map(({ name, sha256 }) => `| ${plainText(name)} | \`${sha256 ?? ""}\` |`),
    ...(digests.length === 0 ? [] : ["", "</details>", ""]),
  ].join("\n");
}

function plannedPage(planned: Planned, about: About, milliseconds: number): string {
  return [
    `### ${plainText(about.tag)} on ${plainText(about.forge)}: dry run`,
    "",
    closingWords({ planned }, onPage(about), milliseconds),
    "",
    "Nothing was changed.",
    "",
    ...planTable(planned),
  ].join("\n");
}

function onPage(about: About): About {
  return { ...about, tag: plainText(about.tag) };
}

/** What of a failed run people have to know beside the error. */
export interface Failure {
  readonly error: unknown;
  /** `undefined` where the run did not come so far. */
  readonly about: About | undefined;
  readonly milliseconds: number;
  /** What this run did before it failed. */
  readonly stands: readonly string[];
}

/** The page of a run that failed: what failed, what the server said, what to do, what stands already. Markdown. Pure. */
export function failurePage({ error, about, milliseconds, stands }: Failure): string {
  const [what = "", ...more] = explain(error).flatMap((part) => part.split(/\r?\n/));
  const where = about === undefined ? "" : ` ${plainText(about.tag)} on ${plainText(about.title ?? about.forge)}`;
  return [
    `### failed${where}`,
    "",
    `**${plainText(what)}**`,
    "",
    ...more.flatMap((part) => [plainText(part), ""]),
    `Before that, this run did: ${stands.length === 0 ? "nothing that stands" : plainText(stands.join("; "))}.`,
    "",
    `It took ${words.duration(milliseconds)}.`,
    "",
  ].join("\n");
}
