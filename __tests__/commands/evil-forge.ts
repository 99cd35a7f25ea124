import { createHash } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A file as a server may tell it, true or not. */
export interface EvilFile {
  readonly name: string;
  readonly content?: string;
  readonly size?: number;
  readonly digest?: string | null;
  /** Answers the n-th request for the content, from 1 on; false: it is answered as it should be. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse, nth: number) => boolean;
}

/** A host that speaks GitHub's API and lies as a test wants it. */
export interface EvilForge {
  readonly url: string;
  readonly requests: { readonly url: string; readonly headers: IncomingMessage["headers"] }[];
  files: readonly EvilFile[];
  close(): Promise<void>;
}

export const digestOf = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;

export async function startEvilForge(): Promise<EvilForge> {
  const counts = new Map<string, number>();
  const forge: EvilForge = { url: "", requests: [], files: [], close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const url = request.url ?? "";
    forge.requests.push({ url, headers: request.headers });
    const [, id] = /\/releases\/assets\/(\d+)$/.exec(url) ?? [];
    if (id !== undefined) {
      sendFile(forge.files[Number(id) - 1], { request, response });
      return;
    }
    response.setHeader("content-type", "application/json");
    if (url.includes("/releases/1/assets")) response.end(JSON.stringify(forge.files.map(assetJson)));
    else if (/\/releases\/(tags\/v1|latest)$/.test(url)) response.end(JSON.stringify(releaseJson()));
    else response.writeHead(404).end("{}");
  });

  function sendFile(
    file: EvilFile | undefined,
    { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  ): void {
    const nth = (counts.get(request.url ?? "") ?? 0) + 1;
    counts.set(request.url ?? "", nth);
    if (file === undefined) response.writeHead(404).end();
    else if (file.answer?.(request, response, nth) !== true) response.end(file.content ?? "");
  }

  const assetJson = ({ name, content = "", size = content.length, digest }: EvilFile, at: number) => ({
    ...{ id: at + 1, name, size, state: "uploaded", label: "", content_type: "application/octet-stream" },
    ...(digest === null ? {} : { digest: digest ?? digestOf(content) }),
    browser_download_url: `${forge.url}/o/r/releases/download/v1/x`,
  });

  const releaseJson = () => ({
    ...{ id: 1, node_id: "RE_1", tag_name: "v1", name: "v1", body: "", draft: false, prerelease: false },
    ...{ html_url: `${forge.url}/o/r`, upload_url: `${forge.url}/up{?name,label}`, assets: [] },
  });

  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return Object.assign(forge, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  });
}
