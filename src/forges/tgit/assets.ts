import { multipartBody } from "../../http";
import type { Forge } from "../forge";
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

    read({ tag }, { name }) {
      const headers = { accept: "application/octet-stream, */*" };
      const at = attachment(tag, name);
      return api.stream({ doing: `reading ${name} back`, method: "GET", at, headers, accept: [200] });
    },
  };
}
