import { multipartBody } from "../../http";
import type { Forge } from "../forge";
import { partOf } from "../kit/shapes";
import { DELETE, UPLOAD, UploadedWire } from "./queries";
import { toAsset } from "./releases";
import { QUERY, type Repository } from "./repository";

/** Artifacts: files of a tag, known by numbers. */
export function assetsOf({
  attempt,
  once,
  decode,
  stream,
  number,
}: Repository): Pick<Forge, "upload" | "deleteAsset" | "read"> {
  return {
    /** https://github.com/jaydenseric/graphql-multipart-request-spec: the values, where the file goes, the file. */
    async upload({ tag }, { name, source }) {
      const doing = `uploading ${source.path}`;
      const variables = { repoId: await number(doing), revspec: `refs/tags/${tag}`, file: null };
      const fields = {
        operations: JSON.stringify({ query: UPLOAD, variables }),
        map: JSON.stringify({ file: ["variables.file"] }),
      };
      const body = await multipartBody({ fields, field: "file", fileName: name, file: source });
      const answer = await once({ doing, method: "POST", at: QUERY, body, accept: [200] });
      return toAsset(decode(UploadedWire, answer).data.uploadArtifact);
    },

    async deleteAsset(_, { id, name }) {
      const doing = `deleting ${name}`;
      const json = { query: DELETE, variables: { id } };
      await attempt(() => once({ doing, method: "POST", at: QUERY, json, accept: [200, 404] }), { doing });
    },

    read: (_, { name, downloadUrl }, from) =>
      stream({ doing: `reading ${name}`, at: downloadUrl, ...partOf(from, { accept: "*/*" }) }),
  };
}
