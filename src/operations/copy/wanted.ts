import { titleOf } from "../../model/drafts";
import { decodeNotes } from "../../model/notes";
import { type Asset, type Release, isLinkType } from "../../model/release";
import type { LocalFile, Wanted } from "../../model/request";
import type { Copying } from "./index";
import { assetSource } from "./source";

/** What is to stand there: everything for a release that is new, and for one that is there only what is missing. */
export async function wantedOf(
  copying: Copying,
  at: {
    readonly release: Release;
    readonly assets: readonly Asset[];
    readonly latest: string | undefined;
    readonly stands: boolean;
    readonly links: boolean;
  },
): Promise<Wanted> {
  const { from, to, overwrite, packageName, named, log } = copying;
  const { release, assets, latest, stands } = at;
  const { tag, prerelease } = release;
  const whole = !stands || overwrite;
  const files: LocalFile[] = [];
  for (const asset of assets) {
    if (!asset.complete) log.notice(`${asset.name} of ${tag} is left out: its upload has failed or is not over.`);
    else if (asset.elsewhere !== true) {
      const source = await assetSource(from, release, asset);
      files.push({ ...source, label: to.can().labels === undefined ? undefined : asset.label });
    }
  }
  const elsewhere = assets.filter((asset) => asset.elsewhere === true);
  const takesLinks = to.can().links !== undefined;
  if (!takesLinks)
    for (const { name } of elsewhere) log.notice(`The link ${name} of ${tag} is left out: there are none there.`);
  const marks = latest !== undefined && to.can().latest !== undefined && !prerelease;
  return {
    ...{ tag, verifyTag: "copy", tagIsThere: false },
    title: whole ? titleOf(release, tag) || tag : undefined,
    notes: whole ? decodeNotes(release.notes).text : undefined,
    ...{ notesMode: "replace", generateNotes: false, notesFromTag: false },
    prerelease: whole && to.can().prereleases ? prerelease : "auto",
    latest: whole && marks ? (tag === latest ? "true" : "false") : "auto",
    packageName,
    links: takesLinks
      ? elsewhere.map(({ name, label, downloadUrl, linkType }) => ({
          name: label ?? name,
          url: downloadUrl,
          type: linkType !== undefined && isLinkType(linkType) ? linkType : undefined,
        }))
      : [],
    onUnsupported: "warn",
    files: named(files),
    overwriteFiles: overwrite,
    oversizedFiles: at.links ? "link" : "skip",
  };
}
