import type { Forge } from "../forge";
import { postFile } from "../kit/form";
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
    async upload({ tag }, upload) {
      const wire = await postFile(api, AttachmentWire, { ...upload, at: `${one(tag)}/attachments` });
      return toAsset(wire, { tag, places });
    },

    deleteAsset: ({ tag }, { name }) => api.remove({ doing: `deleting ${name}`, at: attachment(tag, name) }),

    read({ tag }, { name }, from) {
      const part = partOf(from, { accept: "application/octet-stream, */*" });
      return api.stream({ doing: `reading ${name}`, at: attachment(tag, name), ...part });
    },
  };
}
