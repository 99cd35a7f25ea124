import { PublishError } from "../../errors";
import { AnswerError, type Content, HttpError, type Call, signedHeaders, whyNotSent } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { Forge, ReadFrom, Upload } from "../forge";
import { wordsOf } from "../kit/refusals";
import { asset, partOf } from "../kit/shapes";
import { signedAddress } from "../kit/signed";
import { storageWords } from "./refusals";
import type { Repository } from "./repository";
import { ReleaseWire, UploadWire, codeOf } from "./wire";

const AGAIN = "GitCode had an internal error. Run it again: what is already uploaded is not sent again.";

export function assetsOf({
  api,
  storage,
  http,
  one,
  shown,
  habits,
}: Repository): Pick<Forge, "upload" | "deleteAsset" | "read"> {
  const at = ({ tag }: Release, file: string | number): string =>
    `${one(tag)}/attach_files/${encodeURIComponent(file)}`;

  /** Where the bytes go, and exactly what has to be sent along: both are signed. */
  async function place(tag: string, { name, source }: Upload): Promise<Pick<Call, "at" | "headers">> {
    const doing = `uploading ${source.path}`;
    // As part of the address and not as a query: blanks have to be %20.
    const address = `${one(tag)}/upload_url?file_name=${encodeURIComponent(name)}`;
    const answer = await api.once({ doing, method: "GET", at: address, accept: [200] });
    const { url: given, headers } = api.decode(UploadWire, answer);
    const url = signedAddress(http, { given, path: source.path });
    const reason = whyNotSent(headers, { url, body: source });
    if (reason === undefined) return { at: url.href, headers: signedHeaders(headers) };
    throw new PublishError({
      what: `Refused ${doing}: the server wants headers to be sent with the file that are not its to choose.`,
      said: `It names ${reason}.`,
      hint: "Is there a proxy before the server that changes its answers? Check api_url.",
    });
  }

  /** This very attachment, from the object store. The route for signed addresses is shadowed for a tag called `latest`. */
  async function readStored(
    { tag }: Release,
    { id, name, downloadUrl }: Asset,
    from: ReadFrom | undefined,
  ): Promise<Content> {
    const doing = `reading ${name}`;
    const found = shown(await api.get(ReleaseWire, { doing, at: one(tag), query: { temp_download_url: "true" } }));
    const stored = found.assets.find((other) => other.name === name && other.id === id);
    if (found.tag !== tag || stored === undefined || stored.downloadUrl === downloadUrl)
      throw new PublishError({ what: `Failed ${doing}: the server names no address of its content.` });
    const address = signedAddress(http, { given: stored.downloadUrl, path: name });
    return storage.stream({ doing, at: address.href, ...partOf(from) });
  }

  return {
    /**
     * A signed address is asked for, and the bytes are put there. The attachment shows up later, with an id. The
     * object store says 200 for bytes that GitCode could not attach, too.
     */
    async upload({ tag }, upload) {
      const { name, source } = upload;
      const doing = `uploading ${source.path}`;
      const body = { ...source, type: "" };
      const call = { doing, method: "PUT", ...(await place(tag, upload)), body } as const;
      const answer = await storage.once({ ...call, accept: [200, 201, 204] }).catch(outdated);
      if (codeOf(answer) < 400) return asset({ id: "", name, size: source.size, downloadUrl: "" });
      const said = wordsOf(answer.body());
      const what = `the object store took the file, but it was not attached (${said})`;
      throw new AnswerError(answer.request, what, { hint: AGAIN });
    },

    async deleteAsset(release, { id, name }) {
      const doing = `deleting ${name}`;
      if (habits().givesIds) return api.remove({ doing, at: at(release, id) });
      throw new PublishError({
        what: `Failed ${doing}.`,
        said: "The server gives attachments no ids, and deletes by id only.",
        hint: "Delete it on the page of the release.",
      });
    },

    /** There is a route for a name; which of two of one name it means nobody says. */
    async read(release, file, from) {
      const { id, name } = file;
      const isTwin = release.assets.some((other) => other.name === name && other.id !== id);
      if (isTwin) return readStored(release, file, from);
      const part = partOf(from, { accept: "*/*" });
      return api.stream({ doing: `reading ${name}`, at: `${at(release, name)}/download`, ...part });
    },
  };
}

/** An address that ran out: a new one helps. */
function outdated(error: unknown): never {
  if (error instanceof HttpError && error.status === 403 && /expired/i.test(storageWords(error.body)))
    throw new AnswerError(error.request, "the address of the upload ran out", { hint: AGAIN, cause: error });
  throw error;
}
