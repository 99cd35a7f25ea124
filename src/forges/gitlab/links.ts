import { ConflictError, PublishError } from "../../errors";
import { HttpError } from "../../http";
import type { LinkStep } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import type { AssetTitle, Upload } from "../forge";
import { guessType } from "./names";
import { type NewLink, givenLink, linkType, newLink, withoutPath } from "./new-link";
import { placeOf, toAsset } from "./places";
import type { Project } from "./project";
import { wordsOf } from "./refusals";
import type { Registry } from "./registry";
import { uploadToProject } from "./uploads";
import { LinkWire, LinksWire, ReleaseWire } from "./wire";

/** The project and its registry: what files and links need. */
export interface Shelf {
  readonly project: Project;
  readonly registry: Registry;
}

const releasePath = ({ project }: Shelf, release: Release): string =>
  `${project.path}/releases/${encodeURIComponent(release.tag)}`;

const linksPath = (shelf: Shelf, release: Release): string => `${releasePath(shelf, release)}/assets/links`;

/** All links of a release, the oldest first. https://docs.gitlab.com/api/releases/links/ */
export async function listLinks(shelf: Shelf, release: Release): Promise<Asset[]> {
  const { project } = shelf;
  const links: LinkWire[] = [];
  const doing = `listing the links of ${release.tag}`;
  const closed = project.options.automatic ? [401, 404] : [404];
  const first = { doing, method: "GET", at: linksPath(shelf, release), accept: [200, ...closed] } as const;
  const list = { open: true };
  const pages = project.pages(first, (answer) => {
    list.open = answer.status === 200;
    return list.open ? project.api.decode(LinksWire, answer) : [];
  });
  for await (const page of pages) links.push(...page);
  if (!list.open) links.push(...(await shownLinks(shelf, release)));
  return Promise.all(links.reverse().map((link) => toAsset(shelf, link)));
}

/** The links as the release itself shows them: before 15.1 the list is closed to job tokens. */
async function shownLinks(shelf: Shelf, release: Release): Promise<readonly LinkWire[]> {
  const { api } = shelf.project;
  const doing = `listing the links of ${release.tag}`;
  const answer = await api.call({ doing, method: "GET", at: releasePath(shelf, release), accept: [200, 403, 404] });
  if (answer.status !== 200) throw gone(release);
  return api.decode(ReleaseWire, answer).assets?.links ?? [];
}

function gone(release: Release): ConflictError {
  return new ConflictError({ what: `The release ${release.tag} is not there any more.` });
}

/** Brings a file to where links can lead to it: the package registry, or the project where there is none. */
export async function stockFile(shelf: Shelf, tag: string, upload: Upload): Promise<Asset> {
  const placed = (await shelf.registry.place(tag, upload)) ?? (await uploadToProject(shelf.project, upload));
  return {
    id: "",
    name: upload.name,
    label: upload.label,
    size: upload.file.size,
    complete: true,
    sha256: placed.sha256,
    contentType: "",
    downloadUrl: placed.url.replace(/#.*$/, ""),
    storedAt: placed.url,
    linkType: upload.linkType === "" ? guessType(upload.file.name) : upload.linkType,
  };
}

/** Stores a file and links it; a link of other content keeps its id and leads to the new file. */
export async function storeFile(shelf: Shelf, release: Release, upload: Upload): Promise<Asset> {
  const stocked = await stockFile(shelf, release.tag, upload);
  if (upload.replaces === undefined) return addLink(shelf, release, newLink(stocked));
  const old = upload.replaces;
  const { name, url } = newLink({ ...stocked, label: upload.label === "" ? old.label : upload.label });
  const type = upload.linkType === "" ? old.linkType : upload.linkType;
  const changed = await putLink(shelf, { release, id: old.id, change: { name, url, type } });
  await removeOld(shelf, release, { old: old.storedAt, now: url });
  return changed;
}

/** A file goes only when it lay in this tag's own package, and this link was what led to it. */
async function removeOld(shelf: Shelf, release: Release, at: { old: string; now: string }): Promise<void> {
  const place = await placeOf(shelf.project, at.old);
  if (at.old === at.now || place.kind !== "package") return;
  if (await shelf.registry.owns(place.address, release.tag)) await shelf.registry.remove(place.address);
}

/** Adds a link. One that is there already, after a lost answer or by another run, is taken as it is. */
async function addLink(shelf: Shelf, release: Release, link: NewLink): Promise<Asset> {
  const { api } = shelf.project;
  const doing = `linking ${link.name} to the release ${release.tag}`;
  const standing = async (): Promise<Asset | undefined> =>
    (await listLinks(shelf, release)).find(({ storedAt }) => storedAt === link.url);
  const post = async (json: NewLink): Promise<Asset> => {
    const answer = await api.once({ doing, method: "POST", at: linksPath(shelf, release), json, accept: [201] });
    return toAsset(shelf, api.decode(LinkWire, answer));
  };
  return api.attempt(
    async () => {
      try {
        return await post(link);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        if (error.status === 404) await listLinks(shelf, release);
        if (error.status !== 400) throw error;
        const words = wordsOf(error.body);
        if (/(name|url) has already been taken/i.test(words)) {
          const found = await standing();
          if (found !== undefined) return found;
          throw new ConflictError({
            what: `Another link of ${release.tag} is named “${link.name}” already.`,
            said: words,
            hint: "Give the file another label (path#label), or change that link.",
          });
        }
        if (link.direct_asset_path === undefined || !/filepath|direct_asset_path/i.test(words)) throw error;
        return post(withoutPath(link));
      }
    },
    {
      doing,
      recover: async () => {
        const found = await standing();
        return found === undefined ? undefined : { value: found };
      },
    },
  );
}

interface LinkChange {
  readonly name: string;
  /** `undefined` leaves it as it is. */
  readonly url?: string;
  /** As it is to be, also where it stays as it was: GitLab resets a kind that is not sent again to `other`. */
  readonly type: string;
}

async function putLink(
  shelf: Shelf,
  at: { readonly release: Release; readonly id: Asset["id"]; readonly change: LinkChange },
): Promise<Asset> {
  const { project } = shelf;
  const { type, ...change } = at.change;
  const doing = `changing the link ${change.name} of ${at.release.tag}`;
  const url = `${linksPath(shelf, at.release)}/${at.id}`;
  // Servers without kinds of links have not heard of the word.
  const json = project.since("13.1") ? { ...change, link_type: linkType(type) } : change;
  const { api } = project;
  const answer = await api.call({ doing, method: "PUT", at: url, json, accept: [200, 404] });
  if (answer.status === 200) return toAsset(shelf, api.decode(LinkWire, answer));
  throw new ConflictError({ what: `Another run changed the links of ${at.release.tag} at the same moment.` });
}

/** Changes how a file is shown. */
export async function retitleLink(
  shelf: Shelf,
  release: Release,
  { asset, to }: { readonly asset: Asset; readonly to: AssetTitle },
): Promise<Asset> {
  const name = to.label === "" ? to.name : to.label;
  const type = to.linkType === "" ? asset.linkType : to.linkType;
  return putLink(shelf, { release, id: asset.id, change: { name, type } });
}

/** Makes a link of the input `links`, or changes the one of its name. */
export async function setLink(shelf: Shelf, release: Release, { link, present }: LinkStep): Promise<Asset> {
  if (present === undefined) return addLink(shelf, release, givenLink(link));
  const type = link.type === "" ? present.linkType : link.type;
  return putLink(shelf, { release, id: present.id, change: { name: link.name, url: link.url, type } });
}

export async function deleteLink(shelf: Shelf, release: Release, asset: Asset): Promise<void> {
  const at = `${linksPath(shelf, release)}/${asset.id}`;
  const doing = `deleting the link ${asset.name}`;
  await shelf.project.api.call({ doing, method: "DELETE", at, accept: [200, 204, 404] });
}

/** The bytes behind a link, as far as they lie on this server. */
export async function readLink(shelf: Shelf, asset: Asset): Promise<AsyncIterable<Uint8Array>> {
  const place = await placeOf(shelf.project, asset.storedAt);
  if (place.kind === "elsewhere") {
    throw new PublishError({ what: `${asset.name} lies on another server, and is not read back from there.` });
  }
  const doing = `reading ${asset.name} back`;
  return shelf.project.api.stream({ doing, method: "GET", at: asset.storedAt.replace(/#.*$/, ""), accept: [200] });
}
