import type { Asset } from "../../model/release";
import type { PackageAddress, Registry } from "./registry";
import type { Project } from "./project";
import type { LinkWire } from "./wire";

/** What a link leads to, as far as it is this project's own. */
export type Place =
  | { readonly kind: "package"; readonly address: PackageAddress }
  | { readonly kind: "upload"; readonly file: string; readonly sha256: string | undefined }
  | { readonly kind: "elsewhere" };

/** Reads the address of a link. The project may stand in it by its number or by its path. */
export async function placeOf(project: Project, address: string): Promise<Place> {
  const { options } = project;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const homes = [new URL(options.apiUrl).host, new URL(options.serverUrl).host];
  if (url === undefined || !homes.includes(url.host)) return { kind: "elsewhere" };
  const [, id, name, version, file] =
    /\/api\/v4\/projects\/([^/]+)\/packages\/generic\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
  if (id !== undefined && name !== undefined && version !== undefined && file !== undefined) {
    const own = await project.identity();
    const same = [own.id, encodeURIComponent(own.fullPath)].some((one) => one.toLowerCase() === id.toLowerCase());
    const address = { name: decode(name), version: decode(version), file: decode(file) };
    return same ? { kind: "package", address } : { kind: "elsewhere" };
  }
  const [, uploaded] = /\/uploads\/[0-9a-f]{32}\/([^/]+)$/.exec(url.pathname) ?? [];
  const [, sha256] = /^#sha256=([0-9a-f]{64})$/.exec(url.hash) ?? [];
  return uploaded === undefined ? { kind: "elsewhere" } : { kind: "upload", file: decode(uploaded), sha256 };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A link as an asset. It is called as its file is stored; what people see instead is its label. */
export async function toAsset(at: { project: Project; registry: Registry }, link: LinkWire): Promise<Asset> {
  const place = await placeOf(at.project, link.url);
  const about = {
    id: link.id,
    complete: true,
    contentType: "",
    downloadUrl: (link.direct_asset_url ?? link.url).replace(/#sha256=[0-9a-f]{64}$/, ""),
    storedAt: link.url,
    linkType: link.link_type,
  };
  const label = (name: string): string => (link.name === name ? "" : link.name);
  switch (place.kind) {
    case "package": {
      const { file } = place.address;
      const stock = await at.registry.stock(place.address);
      const stored = stock.files.filter(({ file_name }) => file_name === file).at(-1);
      const content = { size: stored?.size, sha256: stored?.file_sha256?.toLowerCase() };
      return { ...about, ...content, name: file, label: label(file) };
    }
    case "upload":
      return { ...about, name: place.file, label: label(place.file), size: undefined, sha256: place.sha256 };
    case "elsewhere":
      return { ...about, name: link.name, label: "", size: undefined, sha256: undefined };
    default:
      return place satisfies never;
  }
}
