import { PublishError } from "../errors";
import { sameAddress } from "../model/address";
import type { Plan } from "../model/plan";
import type { Asset, Release } from "../model/release";
import type { State, Work } from "./apply";
import { sends } from "./file-steps";
import { TEMPORARY } from "./match";
import type { StoredFile } from "./store-files";

/** A server may take another address of a link, and show the old one. */
export function requireLinks({ steps }: Plan, assets: readonly Asset[]): void {
  const shown = new Map(assets.map((asset) => [asset.label === "" ? asset.name : asset.label, asset]));
  const links = steps.flatMap((step) => (step.do === "set-links" ? step.links.map(({ link }) => link) : []));
  for (const { name, url } of links) {
    const there = shown.get(name);
    const to = there?.storedAt === "" ? there.downloadUrl : there?.storedAt;
    if (to === "" || (to !== undefined && sameAddress(to, url))) continue;
    throw new PublishError({
      what: `The link ${name} was set to ${url}.`,
      said: `The server took it, and ${to === undefined ? "the release has no such link" : `the link leads to ${to}`}.`,
      hint: "Delete the link on the release's page; the same command then makes it anew.",
    });
  }
}

/**
 * All assets with their final addresses. Publishing moves the files of a draft to other addresses, and a new file may
 * get its own only after a while: the answer that ended the work names them, though not always all.
 */
export async function finalAssets(
  { plan, present, forge }: Pick<Work, "plan" | "present" | "forge">,
  release: Release,
  { files, links }: Pick<State, "files" | "links">,
): Promise<readonly Asset[]> {
  const stored = new Set(files.flatMap(({ asset }) => (asset === undefined ? [] : [asset.name])));
  const sent = plan.files.some(sends);
  const read = async (): Promise<readonly Asset[]> =>
    (await (forge.settle?.(release, [...stored]) ?? forge.assets(release))).filter(isPublic);
  if (plan.steps.some((step) => step.do === "publish" || (step.do === "create" && !step.fields.draft && !sent))) {
    const told = release.assets.filter(isPublic);
    const names = new Set(told.map(({ name }) => name));
    const due = [...stored, ...[...links, ...present.filter(isPublic)].map(({ name }) => name)];
    return due.every((name) => names.has(name)) ? told : read();
  }
  if (forge.settle !== undefined && (sent || links.length > 0)) return read();
  if (plan.release === undefined && sent && forge.can().order === "files-first") return release.assets.filter(isPublic);
  const gone = outdated(plan, files);
  const known = new Map(present.filter(({ id }) => !gone.has(id)).map((asset) => [asset.name, asset]));
  for (const asset of [...files.map((file) => file.asset), ...links])
    if (asset !== undefined) known.set(asset.name, asset);
  return [...known.values()].filter(isPublic);
}

/** Assets in whose place others are now, maybe under another name. */
function outdated({ files, steps }: Plan, stored: readonly StoredFile[]): ReadonlySet<Asset["id"]> {
  const replaced = (at: number): boolean => stored[at]?.status === "replaced";
  const olds = files.flatMap((step, at) => (step.status === "replaced" && replaced(at) ? [step.old] : []));
  const links = steps.flatMap((step) => (step.do === "set-links" ? step.links.map(({ present }) => present) : []));
  return new Set([...olds, ...links].flatMap((asset) => (asset === undefined ? [] : [asset.id])));
}

/** What is half-made or waits under a temporary name is nobody's download. */
function isPublic({ complete, name }: Asset): boolean {
  return complete && !name.startsWith(TEMPORARY);
}
