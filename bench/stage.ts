import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { SANDBOXES } from "../sandbox";
import { startGitHub } from "../sandbox/github";
import type { RecordedRequest } from "../sandbox/kernel/exchange";
import type { Repository } from "../sandbox/kernel/repository";
import type { Sandbox, StartOptions } from "../sandbox/kernel/sandbox";
import { type Timeline, watching } from "./timeline";

/** What is published to where. */
export interface Setting {
  /** As the input `forge` names it; `github` is an Enterprise Server. */
  readonly forge: string;
  readonly files: number;
  /** Bytes of one file. */
  readonly size: number;
  /** Milliseconds before each request is looked at. */
  readonly latency: number;
  /** What the forge's reference leaves open, where it is not to be as it is by default: the worst for a client. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** A server behind TLS, and files to publish there. */
export interface Stage extends Setting {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly paths: readonly string[];
  /** File of the authority of the server's certificate. */
  readonly ca: string;
  /** A repository of its own with a pushed tag, for each run. */
  repository(): Repository;
  /** What the server has seen since the last time. */
  seen(): Timeline;
  /** Gives the first files other content. */
  change(count: number): Promise<void>;
  close(): Promise<void>;
}

export const TAG = "v1.0.0";

/** Bytes from which on a file is a hole, and not written. */
const HOLE = 64 * 1024 * 1024;

export async function openStage(setting: Setting): Promise<Stage> {
  const { forge, files, size, latency, choices } = setting;
  const tls = await certificate();
  // Without the bytes nothing could be read back, and some forges tell no digests.
  const options = { latency, tls, discard: size >= HOLE || forge === "github" };
  const sandbox = await started(forge, Object.assign(options, choices));
  const { folder, ca, paths } = await folderWith(tls, { files, size });
  const seen = watching(sandbox, isUpload);
  let made = 0;
  return {
    ...setting,
    sandbox,
    folder,
    paths,
    ca,
    seen,
    repository() {
      const repository = sandbox.repository(`me/app-${++made}`, {});
      repository.tag(TAG);
      return repository;
    },
    async change(count) {
      for (const path of paths.slice(0, count)) await write(path, size);
    },
    async close() {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A forge, as an input names it; `github` is an Enterprise Server. */
export async function started(forge: string, options: StartOptions): Promise<Sandbox> {
  const start = SANDBOXES[forge];
  if (start === undefined) throw new Error(`There is no sandbox called ${forge}.`);
  return forge === "github" ? startGitHub({ ...options, shape: "ghes" }) : start(options);
}

/** Files to publish, beside the authority of a server's certificate. */
export async function folderWith(
  tls: Tls,
  { files, size }: Pick<Setting, "files" | "size">,
): Promise<Pick<Stage, "folder" | "ca" | "paths">> {
  const folder = await mkdtemp(join(tmpdir(), "forge-release-bench-"));
  const ca = join(folder, "ca.pem");
  await writeFile(ca, tls.cert);
  await mkdir(join(folder, "files"));
  const paths = Array.from({ length: files }, (_, n) =>
    join(folder, "files", `file-${String(n).padStart(4, "0")}.bin`),
  );
  for (const path of paths) await write(path, size);
  return { folder, ca, paths };
}

/** A request that brings the bytes of a file, or of a form with one. */
function isUpload({ method, headers }: RecordedRequest): boolean {
  const type = headers["content-type"] ?? "";
  return ["POST", "PUT"].includes(method) && type !== "" && !type.includes("json");
}

async function write(path: string, size: number): Promise<void> {
  if (size < HOLE) return writeFile(path, randomBytes(size));
  const handle = await open(path, "w");
  await handle.truncate(size);
  await handle.close();
}

interface Tls {
  readonly cert: string;
  readonly key: string;
}

export async function certificate(): Promise<Tls> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "forge-release bench" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  return { key, cert };
}
