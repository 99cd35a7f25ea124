import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { startGitHub } from "../sandbox/github";
import type { GitHubSandbox } from "../sandbox/github/state";
import type { StoredContent } from "../sandbox/kernel/content";
import type { RecordedRequest } from "../sandbox/kernel/exchange";
import { TAG, certificate } from "./stage";
import { type Timeline, watching } from "./timeline";

/** What is downloaded from a GitHub Enterprise Server. */
export interface DownloadSetting {
  readonly files: number;
  /** Bytes of one file. */
  readonly size: number;
  /** Milliseconds before each request is looked at. */
  readonly latency: number;
}

/** A server behind TLS with a release, and a folder on disk. */
export interface DownloadStage {
  readonly sandbox: GitHubSandbox;
  readonly repository: ReturnType<GitHubSandbox["repository"]>;
  readonly home: string;
  /** File of the authority of the server's certificate. */
  readonly ca: string;
  /** A configuration for `curl`: where the files are at the API, and what they are called. */
  readonly config: string;
  /** A list for `sha256sum`. */
  readonly sums: string;
  /** What the server has seen since the last time. */
  seen(): Timeline;
  close(): Promise<void>;
}

/** Bytes of which large contents are made, over and over. */
const BLOCK = 1024 * 1024;

export async function openDownloadStage({ files, size, latency }: DownloadSetting): Promise<DownloadStage> {
  const tls = await certificate();
  // Its storage would be on the same host, where `gh` does not drop its token; and `gh` asks for no list of files.
  const sandbox = await startGitHub({ latency, tls, shape: "ghes", downloads: "direct", embedded: files });
  const home = await mkdtemp(join(tmpdir(), "forge-release-bench-"));
  const [ca, sums, config] = [join(home, "ca.pem"), join(home, "SHA256SUMS"), join(home, "curl.conf")];
  const repository = sandbox.repository("me/app", {});
  const names = Array.from({ length: files }, (_, n) => `file-${String(n).padStart(4, "0")}.bin`);
  repository.tag(TAG);
  repository.release({ tag: TAG, assets: names.map((name) => ({ name })) });
  const assets = repository.releases.flatMap((release) => release.assets);
  for (const asset of assets) asset.content = generated(size);
  await writeFile(ca, tls.cert);
  await writeFile(sums, assets.map(({ name, content }) => `${content?.sha256 ?? ""}  ${name}\n`).join(""));
  const at = `${sandbox.apiUrl}/repos/${repository.path}/releases/assets`;
  await writeFile(config, assets.map(({ id, name }) => `url = "${at}/${id}"\noutput = "${name}"\n`).join(""));
  return {
    ...{ sandbox, repository, home, ca, sums, config },
    seen: watching(sandbox, isDownload),
    async close() {
      await sandbox.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A request for the bytes of a file. */
function isDownload({ method, path }: RecordedRequest): boolean {
  return method === "GET" && /\/releases\/assets\/\d+$/.test(path);
}

/** Random bytes again and again, so that neither memory nor the disk of the server is what is measured. */
function generated(size: number): StoredContent {
  const block = randomBytes(Math.min(size, BLOCK));
  function* chunks(): Generator<Buffer> {
    for (let left = size; left > 0; left -= block.length) yield block.subarray(0, left);
  }
  const hash = createHash("sha256");
  for (const chunk of chunks()) hash.update(chunk);
  return {
    ...{ size, sha256: hash.digest("hex"), discarded: false },
    bytes: () => Promise.resolve(Buffer.concat([...chunks()])),
    stream: () => Readable.from(chunks(), { objectMode: false, highWaterMark: 2 * BLOCK }),
  };
}
