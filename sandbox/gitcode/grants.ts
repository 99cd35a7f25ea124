import { randomBytes } from "node:crypto";
import { violate, type Exchange, type StoredContent } from "../kernel";
import type { Release, Repo, World } from "./state";

interface Signed {
  /** Percent-encoded, as it was given out. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** Leave to put one attachment into the store, with exactly these headers (reference 5). */
interface Put {
  readonly method: "PUT";
  readonly repo: Repo;
  readonly release: Release;
  readonly name: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Leave to read one object. */
interface Get {
  readonly method: "GET";
  readonly name: string;
  readonly content: StoredContent;
}

export type PutGrant = Signed & Put;
export type Grant = PutGrant | (Signed & Get);

/** A signature holds `+`, `/` and `=`: whoever takes the address apart has to put it together again as it was. */
function sign(world: World, repo: Repo, key: readonly string[], leave: Put | Get): string {
  const expires = world.clock.now() + world.lags.urlLife;
  const signature = `+/${randomBytes(19).toString("base64")}`;
  const path = `/v1/buckets/rg-${repo.id}/objects/${key.map(encodeURIComponent).join("/")}`;
  const query = { AWSAccessKeyId: "SANDBOXKEY", Expires: String(Math.ceil(expires / 1000)), Signature: signature };
  world.grants.set(signature, { ...leave, path, query, expires });
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${world.bases.storage}${path}?${pairs.join("&")}`;
}

/** No JSON among them: the base of the sandbox would hold the whole of such a body. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["txt", "text/plain"],
  ["md", "text/markdown"],
  ["pdf", "application/pdf"],
  ["zip", "application/zip"],
  ["gz", "application/gzip"],
]);

const typeOf = (name: string): string =>
  TYPES.get(name.slice(name.lastIndexOf(".") + 1).toLowerCase()) ?? "application/octet-stream";

/** @returns the answer's body; without headers the address alone is signed, for a PUT without a Content-Type */
export function grantUpload(world: World, place: Pick<Put, "repo" | "release" | "name">): Record<string, unknown> {
  const { repo, release, name } = place;
  const contentType = typeOf(name);
  const headers: Record<string, string> = {
    "x-obs-meta-project-id": String(repo.id),
    "x-obs-acl": "public-read",
    "x-obs-callback": `${world.bases.api}/internal/releases/attach-callback`,
    "Content-Type": contentType,
  };
  const signed = world.habits.uploadHeaders ? { headers } : {};
  const put = { method: "PUT", ...place, contentType, headers: {}, ...signed } as const;
  return { url: sign(world, repo, [release.tagName, name], put), ...signed };
}

/** @returns an address on the storage host */
export const grantDownload = (
  world: World,
  repo: Repo,
  file: Pick<Get, "name" | "content"> & { readonly tag: string },
) => sign(world, repo, [file.tag, file.name], { method: "GET", ...file });

/** A fresh address for every try: one may have run out, or have been half used (reference 5). */
export function checkReuse(world: World, exchange: Exchange): void {
  const signature = exchange.query.get("Signature");
  const uses = world.requests.filter(({ method, query }) => method === "PUT" && query.Signature === signature);
  if (uses.length > 1) violate(world, exchange, "a signed upload url used again");
}
