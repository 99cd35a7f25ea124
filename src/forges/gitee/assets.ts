import type { Asset, Release } from "../../model/release";
import type { Forge } from "../forge";
import { postFile } from "../kit/form";
import { gone } from "../kit/rest";
import { partOf } from "../kit/shapes";
import type { Repository } from "./repository";
import { AttachmentWire, AttachmentsWire, toAsset } from "./wire";

type Verbs = Pick<Forge, "upload" | "deleteAsset" | "read"> & { list(release: Release): Promise<readonly Asset[]> };

export function assetsOf({ api, path, webUrl }: Repository): Verbs {
  const all = ({ id }: Release): string => `${path}/releases/${id}/attach_files`;
  return {
    /** The oldest first. */
    async list(release) {
      const call = { doing: `listing the files of ${release.tag}`, at: all(release) };
      const found = await api.all(AttachmentsWire, call, () => gone(release));
      return found
        .map((wire) => toAsset(wire, { tag: release.tag, webUrl }))
        .sort((a, b) => Number(a.id) - Number(b.id));
    },

    async upload(release, upload) {
      const wire = await postFile(api, AttachmentWire, { ...upload, at: all(release) });
      return toAsset(wire, { tag: release.tag, webUrl });
    },

    deleteAsset: (release, { id, name }) => api.remove({ doing: `deleting ${name}`, at: `${all(release)}/${id}` }),

    /**
     * Exactly this attachment: the address with tag and name serves the oldest of that name, and lags behind. The API
     * points to the object store, which never gets the token.
     */
    read(release, { id, name }, from) {
      const part = partOf(from, { accept: "application/octet-stream" });
      return api.stream({ doing: `reading ${name}`, at: `${all(release)}/${id}/download`, ...part });
    },
  };
}
