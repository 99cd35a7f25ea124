import type { Asset, Release } from "../../model/release";
import { lacking } from "../../model/run-memory";
import { gone } from "./find";
import type { Repository } from "./repository";
import { AttachmentsWire, toAsset } from "./wire";

export function attachmentsPath({ path }: Repository, release: Release): string {
  return `${path}/releases/${release.id}/attach_files`;
}

/** All attachments, the oldest first. */
export async function listAttachments(repository: Repository, release: Release): Promise<Asset[]> {
  const { api, webUrl } = repository;
  const assets: Asset[] = [];
  const first = {
    doing: `listing the files of ${release.tag}`,
    method: "GET",
    at: attachmentsPath(repository, release),
    accept: [200, 404],
  } as const;
  for await (const page of repository.pages(first, (answer) => {
    if (answer.status === 404) throw gone(release);
    return api.decode(AttachmentsWire, answer);
  })) {
    assets.push(...page.map((wire) => toAsset(wire, { tag: release.tag, webUrl })));
  }
  return assets.sort((a, b) => Number(a.id) - Number(b.id));
}

/** The same for a plan: what is there before anything is sent. */
export async function lookAtAttachments(repository: Repository, release: Release): Promise<Asset[]> {
  const assets = await listAttachments(repository, release);
  for (const { id } of assets) repository.met.add(id);
  return assets;
}

export async function deleteAttachment(repository: Repository, release: Release, asset: Asset): Promise<void> {
  const at = `${attachmentsPath(repository, release)}/${asset.id}`;
  await repository.api.call({ doing: `deleting ${asset.name}`, method: "DELETE", at, accept: [204, 404] });
}

/**
 * The bytes of exactly this attachment. The address with tag and name serves the oldest of that name, and lags behind;
 * the API points to the object store, which never gets the token.
 */
export async function readAttachment(
  repository: Repository,
  release: Release,
  asset: Asset,
): Promise<AsyncIterable<Uint8Array>> {
  return repository.api.stream({
    doing: `reading ${asset.name} back`,
    method: "GET",
    at: `${attachmentsPath(repository, release)}/${asset.id}/download`,
    headers: { accept: "application/octet-stream" },
    accept: [200],
  });
}

/** Longest wait for what was answered with 201 to be on the list, in milliseconds. */
const LISTED_WITHIN = 15_000;

/**
 * The list once everything is sent. Another run may have sent the same name at the same moment: of those the newest
 * stays, which every run that looks decides alike.
 *
 * @throws ConflictError when a file that was stored is not there any more; PublishError when that goes on.
 */
export async function settleAttachments(
  repository: Repository,
  release: Release,
  stored: readonly string[],
): Promise<readonly Asset[]> {
  const { clock, memory, sent } = repository;
  const deadline = clock.now() + LISTED_WITHIN;
  for (let wait = 250; ; wait = Math.min(wait * 2, 4000)) {
    const assets = await listAttachments(repository, release);
    const missing = stored.filter((name) => !assets.some((asset) => asset.name === name));
    if (missing.length === 0) {
      const newest = new Map(assets.map(({ name, id }) => [name, id]));
      const older = assets.filter(({ name, id }) => sent.has(name) && newest.get(name) !== id);
      for (const asset of older) await deleteAttachment(repository, release, asset);
      return assets.filter((asset) => !older.includes(asset));
    }
    if (clock.now() + wait > deadline)
      throw lacking(memory, {
        what: `${missing.join(", ")} of ${release.tag} was stored, and is not there any more.`,
        names: missing,
        hint: "Does another job delete files of this release?",
      });
    await clock.sleep(wait);
  }
}
