import { type Decoder, list, sparing } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { Abilities, Limits } from "../abilities";
import type { OpenOptions } from "../forge";

/** A release of which the forge tells only some members. */
export function release(told: Pick<Release, "id" | "tag" | "title" | "notes" | "webUrl"> & Partial<Release>): Release {
  return { draft: false, prerelease: false, immutable: false, milestones: [], assets: [], ...told };
}

/** An asset of which the forge tells only some members. */
export function asset(told: Pick<Asset, "id" | "name" | "downloadUrl"> & Partial<Asset>): Asset {
  return { complete: true, ...told };
}

/**
 * A page of releases: those of one tag whole, the others without the members that weigh.
 *
 * @param heavy the server's names of those members
 */
export function releaseList<T>(
  decoder: Decoder<T>,
  { tag, heavy = ["body", "assets"] }: { readonly tag: string | undefined; readonly heavy?: readonly string[] },
): Decoder<readonly T[]> {
  return list(sparing(decoder, { heavy, whole: ({ tag_name }) => tag_name === tag }));
}

type Told = Pick<Abilities, "order" | "replace"> & Partial<Omit<Abilities, "limits">>;

/** A forge that can do nothing but what is named. */
export function abilities(can: Told & { readonly limits: Pick<Limits, "file"> & Partial<Limits> }): Abilities {
  return {
    releases: "made",
    lookup: { shows: "everything", listFirst: false, slashes: true },
    listAssets: undefined,
    remove: undefined,
    listsLag: false,
    sameName: "refused",
    prereleases: false,
    labels: undefined,
    links: undefined,
    milestones: false,
    tagMessages: undefined,
    packages: false,
    latest: undefined,
    discussions: false,
    notes: undefined,
    tags: true,
    ...can,
    limits: { assets: undefined, notes: undefined, ...can.limits },
  };
}

/** Whether a repository is on a public host, whose limits are known, and not on a server of somebody's. */
export function isOnHost(
  { serverUrl, apiUrl }: Pick<OpenOptions, "serverUrl" | "apiUrl">,
  hosts: readonly string[],
): boolean {
  return [serverUrl, apiUrl].some((url) => hosts.includes(new URL(url).hostname));
}
