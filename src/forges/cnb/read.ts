import { ConflictError } from "../../errors";
import { type Answer, HttpError } from "../../http";
import type { Release } from "../../model/release";
import { lacking } from "../../model/run-memory";
import type { Repository } from "./repository";
import { ReleaseWire, toRelease } from "./wire";

/** The release with this id and all of its files, which no other route lists; `undefined` when it is not there. */
export async function readRelease(
  repository: Repository,
  id: Release["id"],
  doing: string,
): Promise<Release | undefined> {
  return readAt(repository, `/releases/${encodeURIComponent(id)}`, doing);
}

/** The release of a tag, where the server shows it by its tag: a draft not on every one. */
export async function readByTag(repository: Repository, tag: string, doing: string): Promise<Release | undefined> {
  return readAt(repository, `/releases/tags/${encodeURIComponent(tag)}`, doing);
}

async function readAt(repository: Repository, route: string, doing: string): Promise<Release | undefined> {
  const { api, path } = repository;
  const answer = await api.call({ doing, method: "GET", at: path + route, accept: [200, 404] });
  return answer.status === 404 ? undefined : toRelease(api.decode(ReleaseWire, answer), repository);
}

/** Reads a release again. @throws ConflictError when it is gone. */
export async function confirmRelease(
  repository: Repository,
  release: Release,
  doing = `checking the release ${release.tag}`,
): Promise<Release> {
  const current = await readRelease(repository, release.id, doing);
  if (current === undefined) throw gone(release);
  return current;
}

function gone({ id, tag }: Release): ConflictError {
  return new ConflictError({ what: `The release ${id} of ${tag} is not there any more.` });
}

/**
 * A 404 of a write means a release that went away, which is a conflict, or something that this token may not do.
 *
 * @throws always
 */
export async function explainMissing(
  repository: Repository,
  release: Release,
  at: { readonly doing: string; readonly refused: Answer },
): Promise<never> {
  await confirmRelease(repository, release, at.doing);
  throw repository.api.refusal(at.doing, new HttpError({ ...at.refused, body: at.refused.body() }));
}

/**
 * Whether everything that was sent is on the release as it was sent: the answers of an upload tell nothing about it.
 *
 * @throws ConflictError when a file is not there or has other content; PublishError when that goes on.
 */
export function verifySent({ known, memory }: Repository, release: Release): Release {
  const byName = new Map(release.assets.map((asset) => [asset.name, asset]));
  for (const [name, { size, sha256 }] of known.sent) {
    const asset = byName.get(name);
    const other =
      asset === undefined
        ? "is not on it"
        : asset.size !== undefined && asset.size !== size
          ? `has ${asset.size} of ${size} bytes there`
          : asset.sha256 !== undefined && sha256 !== undefined && asset.sha256 !== sha256
            ? "has another sha256 there"
            : undefined;
    if (other === undefined) continue;
    throw lacking(memory, {
      what: `${name} was uploaded to ${release.tag} and ${other}.`,
      names: [name],
      hint: "Does another job write the same file? Else CNB has trouble of its own: run it again later.",
    });
  }
  return release;
}
