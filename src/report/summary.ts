import { words } from "../model/words";
import type { Outcome } from "../publish/publish";
import { type About, assetOutput } from "./outputs";

/** The page that the CI shows for the run: the release and this run's files. Markdown. Pure. */
export function summaryOf(outcome: Outcome, about: About): string {
  if ("planned" in outcome) return `### ${text(about.tag)} on ${text(about.forge)}: dry run\n\nNothing was changed.\n`;
  const { release, created, files } = outcome.published;
  const state = [
    release.draft ? "draft" : "published",
    ...(release.prerelease ? ["prerelease"] : []),
    created ? "created by this run" : "updated",
  ];
  return [
    `### ${link(release.title === "" ? release.tag : release.title, release.webUrl)}`,
    "",
    `| | |\n|---|---|\n| Tag | ${text(release.tag)} |\n| Repository | ${text(about.repository)} (${text(about.forge)}) |\n| State | ${state.join(", ")} |`,
    "",
    ...(files.length === 0 ? [] : ["| File | Size | sha256 | |", "|---|---:|---|---|"]),
    ...files.map((stored) => {
      const { name, size, sha256, browser_download_url, status } = assetOutput(stored);
      return `| ${link(name, browser_download_url)} | ${size === null ? "" : words.size(size)} | ${sha256 === null ? "" : `\`${sha256}\``} | ${status} |`;
    }),
    "",
  ].join("\n");
}

/** Text from outside, so that it stays text: no Markdown, no HTML, one line. */
function text(outside: string): string {
  return (
    outside
      .replace(/[\r\n]+/g, " ")
      // eslint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\x00-\x1f\x7f-\x9f]/g, "")
      .replace(/[&<>@#:]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)
      .replace(/[\\`*_[\]|~$]/g, "\\$&")
  );
}

function link(name: string, url: string): string {
  if (!/^https?:\/\//i.test(url)) return text(name);
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const safe = url.replace(/[<>\s\\|\x00-\x1f\x7f-\x9f]/g, (sign) => encodeURIComponent(sign));
  return `[${text(name)}](<${safe}>)`;
}
