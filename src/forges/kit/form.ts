import { type Decoder, multipartBody } from "../../http";
import type { Upload } from "../forge";
import type { Rest } from "./rest";

/**
 * One try to upload a file as the field `file` of a form.
 *
 * @param at where forms are sent to
 * @throws HttpError for a refusal, as the server gave it.
 */
export async function postFile<T>(
  api: Pick<Rest, "post">,
  decoder: Decoder<T>,
  { at, name, source }: Pick<Upload, "name" | "source"> & { readonly at: string },
): Promise<T> {
  const body = await multipartBody({ field: "file", fileName: name, file: source });
  return api.post(decoder, { doing: `uploading ${source.path}`, at, body });
}
