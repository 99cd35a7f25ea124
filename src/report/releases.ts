import { titleOf } from "../model/drafts";
import { decodeNotes } from "../model/notes";
import type { Asset, Release } from "../model/release";
import { words } from "../model/words";
import { columns, marked } from "./columns";
import { type Say, inEnglish } from "../model/say";

/** Where releases are. */
interface Where {
  readonly forge: string;
  readonly repository: string;
}

/** A release as `list --json` has it. Pure. */
export function releaseJson(release: Release, { forge, repository }: Where) {
  const { id, tag, webUrl, uploadUrl, draft, prerelease, createdAt, publishedAt, assets } = release;
  return {
    id: String(id),
    url: webUrl,
    html_url: webUrl,
    upload_url: uploadUrl ?? null,
    tag_name: tag,
    name: titleOf(release, tag),
    forge,
    repository,
    draft,
    prerelease,
    created_at: createdAt ?? null,
    published_at: draft ? null : (publishedAt ?? null),
    assets: assets.map(assetJson),
    asset_urls: Object.fromEntries(assets.map(({ name, downloadUrl }) => [name, downloadUrl])),
  };
}

/** A release as `view --json` has it. Pure. */
export function wholeJson(release: Release, where: Where) {
  const { created_at, published_at, ...told } = releaseJson(release, where);
  return { ...told, body: notesOf(release), created_at, published_at };
}

/** A file of a release; what the forge does not tell is `null`. Pure. */
export function assetJson({ name, size, sha256, contentType, downloadUrl }: Asset) {
  return {
    name,
    size: size ?? null,
    sha256: sha256 ?? null,
    content_type: filled(contentType),
    browser_download_url: filled(downloadUrl),
  };
}

function filled(text: string | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}

function notesOf({ notes }: Release): string {
  return decodeNotes(notes).text;
}

/** `draft`, `prerelease`, `latest`, or nothing for any other. */
export function stateOf({ tag, draft, prerelease }: Release, latest: string | undefined): string {
  if (draft) return "draft";
  return tag === latest ? "latest" : prerelease ? "prerelease" : "";
}

const day = (date: string | undefined): string => date?.slice(0, 10) ?? "";

/** A table of releases; its heads are for people, what is below them for scripts as well. Pure. */
export function releaseTable(releases: readonly Release[], latest: string | undefined, say: Say = inEnglish): string[] {
  if (releases.length === 0) return [say("There are no releases.")];
  return columns(
    ["TAG", "TITLE", "STATE", "DATE", "FILES"].map(say),
    releases.map((release) => [
      release.tag,
      titleOf(release, release.tag),
      stateOf(release, latest),
      day(release.draft ? release.createdAt : (release.publishedAt ?? release.createdAt)),
      String(release.assets.length),
    ]),
  );
}

/** One release for people: what it is, its notes, its files. Pure. */
export function releasePage(release: Release, latest: string | undefined, say: Say = inEnglish): string[] {
  const { tag, webUrl, assets, draft, createdAt, publishedAt } = release;
  const title = titleOf(release, tag);
  const notes = notesOf(release).trimEnd();
  const state = stateOf(release, latest);
  const date = draft ? undefined : (publishedAt ?? createdAt);
  return [
    marked(title === "" || title === tag ? tag : `${tag}  ${title}`, state === "" ? "" : say(`(${state})`)),
    ...(date === undefined ? [] : [say(`published ${day(date)}`)]),
    ...(webUrl === "" ? [] : [webUrl]),
    ...(notes === "" ? [] : ["", ...notes.split(/\r\n|\n|\r/)]),
    "",
    ...(assets.length === 0 ? [say("no files")] : fileTable(assets, say)),
  ];
}

function fileTable(assets: readonly Asset[], say: Say): string[] {
  return columns(
    ["FILE", "SIZE", "SHA256", "ADDRESS"].map(say),
    assets.map(({ name, size, sha256, downloadUrl }) => [
      name,
      size === undefined ? "" : words.size(size),
      sha256 ?? "",
      downloadUrl,
    ]),
  );
}
