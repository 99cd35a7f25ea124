import { createHash } from "node:crypto";
import { found, noContent, numbered, remove, type StoredContent } from "../kernel";
import { notFound } from "./answers";
import { requireRegistry } from "./packages";
import { paged, readParams } from "./params";
import type { Call, Package, PackageFile, RepositoryCall, Route } from "./state";
import type { Dialect } from "./versions";

interface OldDigests {
  readonly md5: string | null;
  readonly sha1: string | null;
}

const digested = new WeakMap<StoredContent, Promise<OldDigests>>();

async function digest(content: StoredContent): Promise<OldDigests> {
  const [md5, sha1] = [createHash("md5"), createHash("sha1")];
  for await (const chunk of content.stream()) {
    md5.update(chunk as Buffer);
    sha1.update(chunk as Buffer);
  }
  return { md5: md5.digest("hex"), sha1: sha1.digest("hex") };
}

/** Made when somebody asks: hashing every upload three times would slow every upload down. */
function oldDigests(content: StoredContent): Promise<OldDigests> {
  if (content.discarded) return Promise.resolve({ md5: null, sha1: null });
  const known = digested.get(content) ?? digest(content);
  digested.set(content, known);
  return known;
}

export async function fileJson(call: Call, at: Package, file: PackageFile): Promise<Record<string, unknown>> {
  const { md5, sha1 } = await oldDigests(file.content);
  return {
    id: file.id,
    package_id: at.id,
    created_at: file.createdAt,
    updated_at: file.createdAt,
    size: file.content.size,
    file_name: file.name,
    file_md5: md5,
    file_sha1: sha1,
    file_sha256: file.content.sha256,
    status: "default",
    // A storage path, not a public link (reference 6): taking it for one leads nowhere.
    file: { url: `${call.world.bases.root}/packages/${file.content.sha256}/${at.id}/files/${file.id}` },
  };
}

const packageJson = (call: RepositoryCall, one: Package): Record<string, unknown> => ({
  id: one.id,
  name: one.name,
  version: one.version,
  package_type: "generic",
  status: one.status,
  _links: { web_path: `${call.world.bases.root}/${call.repo.path}/-/packages/${one.id}` },
  created_at: one.createdAt,
  tags: [],
});

const listTable = {
  package_type: "string",
  package_name: "string",
  package_version: "string",
  status: ["default", "hidden", "processing", "error", "pending_destruction"],
  order_by: ["created_at", "name", "version", "type"],
  sort: ["asc", "desc"],
} as const;

/** Hidden ones only when asked for; the name is looked for anywhere; the version counts from 16.6 on (reference 6). */
function listPackages(call: RepositoryCall) {
  const fields = readParams(call, listTable);
  requireRegistry(call, "reporter");
  const name = (fields.package_name ?? "").toLowerCase();
  const version = call.world.dialect.versionFilter ? fields.package_version : undefined;
  const type = fields.package_type ?? "generic";
  const found = call.repo.packages.filter(
    (one) =>
      type === "generic" &&
      one.status === (fields.status ?? "default") &&
      one.name.toLowerCase().includes(name) &&
      (version === undefined || one.version === version),
  );
  return paged(call, fields.sort === "desc" ? found.reverse() : found, (one) => packageJson(call, one));
}

const packageOf = ({ repo, params }: RepositoryCall): Package =>
  found(numbered(repo.packages, params.package), () => notFound("Package"));

function deletePackage(call: RepositoryCall) {
  requireRegistry(call, "maintainer");
  remove(call.repo.packages, packageOf(call));
  return noContent;
}

function listFiles(call: RepositoryCall) {
  requireRegistry(call, "reporter");
  const at = packageOf(call);
  return paged(call, at.files, (file) => fileJson(call, at, file));
}

function deleteFile(call: RepositoryCall) {
  requireRegistry(call, "maintainer");
  const { files } = packageOf(call);
  remove(files, found(numbered(files, call.params.file), notFound));
  return noContent;
}

const ONE = "/packages/:package";
const registry = { registry: true, exists: (dialect: Dialect) => dialect.packages } as const;
const packages = { ...registry, job: (dialect: Dialect) => dialect.jobTokenPackages } as const;
const files = { ...registry, job: (dialect: Dialect) => dialect.jobTokenPackageFiles } as const;
const [read, write] = [{ permission: "READ_PACKAGES" }, { permission: "ADMIN_PACKAGES" }] as const;

export const packageListRoutes: readonly Route[] = [
  { method: "GET", path: "/packages", handler: listPackages, ...packages, ...read },
  { method: "DELETE", path: ONE, handler: deletePackage, ...packages, ...write },
  { method: "GET", path: `${ONE}/package_files`, handler: listFiles, ...files, ...read },
  { method: "DELETE", path: `${ONE}/package_files/:file`, handler: deleteFile, ...files, ...write },
];
