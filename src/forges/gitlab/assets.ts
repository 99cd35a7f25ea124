import { ConfigError, ConflictError, PublishError } from "../../errors";
import { HttpError, isLimit, optional, record, text } from "../../http";
import { withoutSlash } from "../../model/address";
import type { LinkStep } from "../../model/plan";
import type { Asset, Release } from "../../model/release";
import type { ChangeTitle, RemoveStored } from "../abilities";
import type { Forge, Upload } from "../forge";
import { postFile } from "../kit/form";
import { wordsOf } from "../kit/refusals";
import { CLOSED, orGone, statusOf } from "../kit/rest";
import { asset, partOf } from "../kit/shapes";
import {
  LinkWire,
  type NewLink,
  fileLink,
  givenLink,
  kindOf,
  placeOf,
  sendLinks,
  toAsset,
  withoutDigest,
} from "./links";
import { guessType } from "./names";
import type { Repository } from "./packages";
import type { Project } from "./project";

type Verbs = Pick<Forge, "upload" | "deleteAsset" | "read"> & {
  /** Brings a file to where links can lead to it. */
  place(tag: string, upload: Upload): Promise<Asset>;
  readonly changeTitle: ChangeTitle;
  setLink(release: Release, step: LinkStep): Promise<Asset>;
  readonly removeStored: RemoveStored;
};

/** What becomes of a link: its address and its kind stay where they are absent. */
type LinkChange = Pick<NewLink, "name"> &
  Partial<Pick<NewLink, "url">> & { readonly old: Asset; readonly type?: string | undefined };

/**
 * Files are stored first, and are on a release by links. https://docs.gitlab.com/api/releases/links/
 *
 * @param readAgain reads a release, which has all of its links: before 15.1 their list is closed to job tokens
 */
export function assetVerbs(repository: Repository, readAgain: Forge["release"]): Verbs {
  const { api, strict, path, since, packages } = repository;
  const linksOf = ({ tag }: Release): string => `${path}/releases/${encodeURIComponent(tag)}/assets/links`;

  /** One try; the next one finds what a lost one has stored. */
  async function place(tag: string, upload: Upload): Promise<Asset> {
    const { source, name, label, linkType } = upload;
    const url = (await packages.place(tag, upload)) ?? (await uploadToProject(repository, upload));
    const content = { size: source.size, sha256: await source.sha256() };
    const kind = linkType ?? guessType(source.name);
    return asset({ ...content, id: "", name, label, downloadUrl: withoutDigest(url), storedAt: url, linkType: kind });
  }

  async function addLink(release: Release, link: NewLink): Promise<Asset> {
    const call = { doing: `linking ${link.name} to the release ${release.tag}`, at: linksOf(release) };
    try {
      const wire = await sendLinks([link], ([json]) => api.post(LinkWire, { ...call, json }));
      return await toAsset(repository, wire);
    } catch (error) {
      if (statusOf(error) === 404) orGone(release, await readAgain(release, call.doing));
      // Told as what it is: the file is stored, and only whoever uploads knows of no link.
      if (error instanceof HttpError && CLOSED.includes(error.status) && !isLimit(error))
        throw api.refusal(call.doing, error);
      const said = error instanceof HttpError && error.status === 400 ? wordsOf(error.body) : "";
      if (!/(name|url) has already been taken/i.test(said)) throw error;
      throw new ConflictError({
        what: `Another link of ${release.tag} is named “${link.name}” already.`,
        said,
        hint: "Give the file another label (path#label), or change that link.",
      });
    }
  }

  async function changeLink(release: Release, { old, type, ...change }: LinkChange): Promise<Asset> {
    const doing = `changing the link ${change.name} of ${release.tag}`;
    // A kind that is not sent again becomes `other`; servers without kinds have not heard of the word.
    const json = since("13.1") ? { ...change, link_type: kindOf(type ?? old.linkType) } : change;
    const call = { doing, method: "PUT", at: `${linksOf(release)}/${old.id}`, json, accept: [200, 404] } as const;
    const answer = await strict.call(call);
    if (answer.status === 200) return toAsset(repository, api.decode(LinkWire, answer));
    throw new ConflictError({ what: `Another run changed the links of ${release.tag} at the same moment.` });
  }

  const removeStored: RemoveStored = async ({ tag }, { downloadUrl, storedAt = downloadUrl }, packageName) => {
    const place = await placeOf(repository, storedAt);
    if (place?.inPackage !== undefined) await packages.removeOld(place.inPackage, { tag, packageName });
  };

  return {
    place,
    // A link of other content keeps its id, and leads to the new file.
    async upload(release, upload) {
      const link = fileLink(await place(release.tag, upload));
      const { replaces: old, packageName } = upload;
      if (old === undefined) return addLink(release, link);
      const changed = await changeLink(release, { old, name: link.name, url: link.url, type: upload.linkType });
      if (old.storedAt !== link.url) await removeStored(release, old, packageName);
      return changed;
    },
    // The stored name is that of the package's file: people see what the link is called.
    changeTitle(release, { asset: old, to: { name, label, linkType } }) {
      return changeLink(release, { old, name: label ?? name, type: linkType });
    },
    async setLink(release, { link, present }) {
      if (present !== undefined) return changeLink(release, { ...link, old: present });
      const doing = `linking ${link.name} to the release ${release.tag}`;
      return api.attempt(() => addLink(release, givenLink(link)), {
        doing,
        async recover() {
          const { assets } = orGone(release, await readAgain(release, doing));
          const value = assets.find(({ storedAt }) => storedAt === link.url);
          return value && { value };
        },
      });
    },
    // The link goes; its file stays.
    deleteAsset: (release, { id, name }) =>
      api.remove({ doing: `deleting the link ${name}`, at: `${linksOf(release)}/${id}` }),
    removeStored,
    async read(_release, { name, downloadUrl, storedAt = downloadUrl }, from) {
      if ((await placeOf(repository, storedAt)) === undefined)
        throw new PublishError({ what: `${name} lies on another server, and is not read back from there.` });
      return api.stream({ doing: `reading ${name}`, at: withoutDigest(storedAt), ...partOf(from) });
    },
  };
}

/** `full_path` is absent on old servers. */
const UploadWire = record({ url: text, full_path: optional(text) });

/**
 * Uploads a file to the project itself, where there is no package registry. Its address carries the sha256 as a
 * fragment, which no server looks at and every later run knows the content by. Nothing of it can be deleted again
 * before 17.2; a try whose answer was lost leaves a copy that nothing links to.
 *
 * https://docs.gitlab.com/api/project_markdown_uploads/
 *
 * @throws ConfigError with a job token, which may not upload to projects.
 */
async function uploadToProject({ api, path, options, identity }: Project, upload: Upload): Promise<string> {
  const { automatic, serverUrl } = options;
  if (automatic) {
    throw new ConfigError({
      what: `${upload.source.path} cannot be uploaded with CI_JOB_TOKEN: this GitLab has no package registry that the job may use, and its project uploads take access tokens only.`,
      hint: "Set GITLAB_TOKEN to an access token with the scope `api` (servers before 13.5), or switch the package registry of the project on. Nothing was changed.",
    });
  }
  const told = await postFile(api, UploadWire, { ...upload, at: `${path}/uploads` });
  const place = told.full_path ?? `/${(await identity()).fullPath}${told.url}`;
  const root = withoutSlash(new URL(serverUrl).pathname);
  // Whether `full_path` has the sub-path of the server before it is not certain.
  const isRooted = root !== "" && told.full_path?.startsWith(`${root}/`) === true;
  return `${isRooted ? new URL(serverUrl).origin : serverUrl}${place}#sha256=${await upload.source.sha256()}`;
}
