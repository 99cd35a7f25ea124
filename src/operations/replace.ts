import { PublishError } from "../errors";
import type { AssetTitle, Upload } from "../forges/forge";
import { temporaryName } from "../model/names";
import type { Match, Title } from "../model/plan";
import type { Asset, Release } from "../model/release";
import { deleteAsset, hasContent, listAssets, named, newest } from "./assets";
import { type Operation, awaited } from "./operation";
import { type Uploading, uploadFile } from "./upload";

interface Replacing extends Omit<Uploading, "upload"> {
  readonly upload: Omit<Upload, "replaces">;
  readonly old: Asset;
  readonly match: Pick<Match, "waiting" | "duplicates">;
}

/**
 * Replaces an asset by the forge's own protocol. In all but the last the new bytes are stored and checked before the
 * old ones go, so that an interruption loses nothing.
 */
export async function replaceFile(replacing: Replacing): Promise<Asset> {
  const { forge, release, old, match, upload } = replacing;
  const { replace } = forge.can();
  const title = keptTitle(upload, old);
  const clear = async (assets: readonly Asset[]): Promise<void> => {
    for (const asset of assets) await deleteAsset(replacing, release, asset);
  };
  const send = (more: Partial<Upload>): Promise<Asset> =>
    uploadFile({ ...replacing, upload: { ...upload, ...title, replaces: undefined, ...more } });
  switch (replace.by) {
    case "rename": {
      const temporary = { name: temporaryName(upload.name), label: undefined, linkType: undefined };
      const waiting = match.waiting ?? (await send(temporary));
      await clear([old, ...match.duplicates]);
      return replace.rename(release, { asset: waiting, to: { ...title, name: old.name } });
    }
    case "duplicate": {
      const sent = await send({ replaces: old });
      const added = sent.id === "" ? await appeared(replacing, sent) : sent;
      await clear([old, ...match.duplicates].filter(({ id }) => id !== added.id));
      return added;
    }
    case "swap": {
      const asset = await send({ replaces: old });
      await clear(match.duplicates);
      return asset;
    }
    case "delete-first":
      await clear([old, ...match.duplicates]);
      return send({ replaces: old });
    case "none":
      throw new PublishError({
        what: `${upload.name} cannot be replaced here; the plan should not have asked for it.`,
      });
    default:
      return replace satisfies never;
  }
}

/** What is not asked for stays as it was. */
function keptTitle({ name, label, linkType }: AssetTitle, old: Asset): AssetTitle {
  return { name, label: label ?? old.label, linkType: linkType ?? old.linkType };
}

/**
 * Waits until the release shows new content beside the old one, which may go only then. A server that puts it in the
 * place of the old one shows nothing new: there only the content tells.
 */
async function appeared(replacing: Replacing, sent: Asset): Promise<Asset> {
  const { release, present, upload, log } = replacing;
  const olds = new Set(present.map(({ id }) => id));
  log.info(`waiting until the release shows the new ${sent.name}`);
  const found = await awaited(replacing, async () => {
    const now = named(await listAssets(replacing, release), sent.name);
    const fresh = newest(now.filter(({ id }) => !olds.has(id)));
    const [only, ...more] = now;
    if (fresh !== undefined || only === undefined || more.length > 0) return fresh;
    return (await hasContent(replacing, release, { asset: only, source: upload.source })) === true ? only : undefined;
  });
  if (found !== undefined) return found;
  throw new PublishError({
    what: `${sent.name} was uploaded, but the release ${release.tag} still shows the old one.`,
    hint: "Nothing was deleted. Run it again: a file that shows up late is found then.",
  });
}

/** Changes label or kind of an asset that has its content already. */
export async function retitle(
  { forge, log }: Pick<Operation, "forge" | "log">,
  release: Release,
  { asset, to }: { readonly asset: Asset; readonly to: Title },
): Promise<Asset> {
  const { labels } = forge.can();
  if (labels === undefined) return asset;
  const changed = await labels.change(release, { asset, to: { name: asset.name, ...to } });
  const was = asset.label === undefined ? "none" : `“${asset.label}”`;
  const told = [
    ...(to.label === asset.label ? [] : [`label “${to.label ?? ""}” (was ${was})`]),
    ...(to.linkType === undefined || to.linkType === asset.linkType
      ? []
      : [`type ${to.linkType} (was ${asset.linkType ?? "none"})`]),
  ];
  log.info(`${asset.name}: ${told.join(", ")}`);
  return changed;
}
