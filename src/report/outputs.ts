import type { AssetOutput } from "../../types/outputs";
import type { Outcome } from "../operations/publish/publish";
import { isPlainLine, plainJson } from "../model/plain-text";
import type { Published } from "../operations/publish/apply";
import type { PublishedFile } from "../operations/publish/upload-files";
import { describe } from "../operations/publish/describe";

/** Where the release is, for the outputs that say so. */
export interface About {
  readonly forge: string;
  /** Name of the forge for people. */
  readonly title?: string;
  readonly repository: string;
  readonly tag: string;
}

/** Names of all outputs with their meaning, in the order of the documentation. */
export const OUTPUTS = {
  id: "The forge's id of the release; the tag where there are no ids.",
  url: "Web page of the release.",
  html_url: "The same as `url`.",
  upload_url: "GitHub: where files are uploaded to; elsewhere empty.",
  tag_name: "Tag of the release.",
  name: "Title of the release.",
  forge: "Kind of forge.",
  repository: "Repository on the forge.",
  created: "`true` if this run created the release that stands at the end.",
  draft: "Whether the release is a draft.",
  prerelease: "Whether the release is a prerelease.",
  assets:
    "JSON array of this run's files: `{id, name, file, label, size, content_type, sha256, browser_download_url, status}`.",
  asset_urls: "JSON object of all files of the release: name → download URL.",
  plan: "In a dry run: JSON array of what would be done, one object per change, one per file.",
  results:
    "With `targets`: JSON array, one object per target: `{target, forge, repository, status, id, url, created, error, assets}`.",
} as const;

/** What only a command has that an action's step calls. */
export const COMMAND_OUTPUTS = {
  json: "With `command`: what `--json` of that command prints, as one line; left out where it is more than a job's outputs hold.",
} as const;

export type OutputName = keyof typeof OUTPUTS;
export type Outputs = ReadonlyMap<OutputName, string>;

/** The outputs of a run; a dry run has those that are known without doing anything. Pure. */
export function outputsOf(outcome: Outcome, about: About): Outputs {
  if ("published" in outcome)
    return new Map([...releaseOutputs(outcome.published.release, about), ...workOutputs(outcome.published)]);
  const { planned } = outcome;
  const known = planned.release === undefined ? fixedOutputs(about) : releaseOutputs(planned.release, about);
  return new Map([...known, ["plan", plainJson(describe(planned))]]);
}

/** What is known of a release before anything is. */
export function fixedOutputs({ forge, repository, tag }: About): [OutputName, string][] {
  return [
    ["tag_name", tag],
    ["forge", forge],
    ["repository", repository],
  ];
}

function releaseOutputs(release: Published["release"], about: About): [OutputName, string][] {
  return [
    ["id", String(release.id)],
    ["url", release.webUrl],
    ["html_url", release.webUrl],
    ["upload_url", release.uploadUrl ?? ""],
    ...fixedOutputs(about),
    ["name", release.title],
    ["draft", String(release.draft)],
    ["prerelease", String(release.prerelease)],
  ];
}

function workOutputs({ created, files, assets }: Published): [OutputName, string][] {
  return [
    ["created", String(created)],
    ["assets", plainJson(files.map(assetOutput))],
    // Forges list assets in the order of their ids, which a replacement changes: a re-run has to say the same.
    ["asset_urls", plainJson(Object.fromEntries(byName(assets)))],
  ];
}

function byName(assets: Published["assets"]): [string, string][] {
  return assets
    .map(({ name, downloadUrl }): [string, string] => [name, downloadUrl])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A file that was kept is described as it is on the release, not as it is on disk. */
export function assetOutput({ file, status, asset, sha256, linkedTo }: PublishedFile): AssetOutput {
  return {
    id: asset?.id ?? null,
    name: asset?.name ?? file.name,
    file: file.path,
    label: (asset ?? file).label ?? "",
    // What is not on disk like this is not measured there.
    size: asset?.size ?? (status === "kept" ? null : file.size),
    content_type: asset?.contentType ?? file.type,
    sha256: sha256 ?? null,
    browser_download_url: asset?.downloadUrl ?? linkedTo ?? "",
    status,
  };
}

/** Limits of GitLab's dotenv reports, kept everywhere: bytes and variables. */
const DOTENV = { bytes: 5 * 1024, variables: 20 };

/**
 * The outputs as `RELEASE_ID=…` lines. Left out: JSON, what is more than a plain line (it would be read as further variables,
 * or be obeyed by the terminal that shows it), what is empty, and what would break the limits. https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv
 */
export function toDotenv(outputs: Outputs): string {
  let text = "";
  let variables = 0;
  for (const [name, value] of outputs) {
    if (LISTS.has(name) || value === "" || !isPlainLine(value)) continue;
    const line = `RELEASE_${name.toUpperCase()}=${value}\n`;
    if (variables === DOTENV.variables || Buffer.byteLength(text + line) > DOTENV.bytes) continue;
    text += line;
    variables++;
  }
  return text;
}

/** The outputs as a JSON object; the JSON ones as values, not as text. */
export function toJson(outputs: Outputs): string {
  const entries = [...outputs].map(([name, value]): [string, unknown] => [name, valueOf(name, value)]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

/** What `--json` prints: every output by its name, `null` where nothing is known of it. Pure. */
export function allOutputs(outputs: Outputs): Readonly<Record<string, unknown>> {
  const known = ([name, value]: [OutputName, string]): [string, unknown] => [name, valueOf(name, value)];
  const nothing = Object.keys(OUTPUTS).map((name): [string, null] => [name, null]);
  return Object.fromEntries([...nothing, ...[...outputs].map(known)]);
}

function valueOf(name: OutputName, value: string): unknown {
  return JSON_OUTPUTS.has(name) ? JSON.parse(value) : value;
}

/** Outputs that are arrays or objects of JSON. */
const LISTS: ReadonlySet<OutputName> = new Set(["assets", "asset_urls", "plan", "results"]);
const JSON_OUTPUTS: ReadonlySet<OutputName> = new Set([...LISTS, "created", "draft", "prerelease"]);
