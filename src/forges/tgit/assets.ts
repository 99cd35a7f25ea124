import { multipartBody } from "../../http";
import type { Forge } from "../forge";
import { partOf } from "../kit/shapes";
import type { Project } from "./project";
import { AttachmentWire, toAsset } from "./wire";

/** Attachments: they are known by their names, and of two of one name only the older can be reached. */
export function assetsOf({
  api,
  places,
  release: one,
  attachment,
}: Project): Pick<Forge, "upload" | "deleteAsset" | "read"> {
  return {
    async upload({ tag }, { name, source }) {
      const body = await multipartBody({ field: "file", fileName: name, file: source });
      const call = { doing: `uploading ${source.path}`, at: `${one(tag)}/attachments`, body };
      return toAsset(await api.post(AttachmentWire, call), { tag, places });
    },

    deleteAsset: ({ tag }, { name }) => api.remove({ doing: `deleting ${name}`, at: attachment(tag, name) }),

    read({ tag }, { name }, from) {
      const part = partOf(from, { accept: "application/octet-stream, */*" });
      return api.stream({ doing: `reading ${name}`, at: attachment(tag, name), ...part });
    },
  };
}
