import { type Decoder, type StreamCall, list, sparing } from "../../http";
import type { Asset, Release } from "../../model/release";
import type { Abilities, Limits } from "../abilities";
import type { ListOptions, OpenOptions, ReadFrom } from "../forge";

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
 * @param body the server's name of the notes
 */
export function releaseList<T>(
  decoder: Decoder<T>,
  { tag, files, body = "body" }: Pick<ListOptions, "tag" | "files"> & { readonly body?: string },
): Decoder<readonly T[]> {
  const heavy = files === true ? [body] : [body, "assets"];
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
    listedFiles: Infinity,
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
    tagText: undefined,
    tags: true,
    moveTag: undefined,
    deleteTag: undefined,
    removeStored: undefined,
    ages: false,
    seals: false,
    downloads: undefined,
    releaseLabels: undefined,
    releaseDates: false,
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

/** A moment as servers print it, in UTC; `undefined` for what is none, and for the first day of a calendar, which is none. */
export const moment: Decoder<string | undefined> = (value) => {
  const time = typeof value === "string" ? readMoment(value.trim()) : undefined;
  return time === undefined ? undefined : new Date(time).toISOString();
};

/** A read of the whole, or of what follows some bytes of the same content. https://www.rfc-editor.org/rfc/rfc9110#name-if-range */
export function partOf(
  from: ReadFrom | undefined,
  headers: Readonly<Record<string, string>> = {},
): Pick<StreamCall, "method" | "headers" | "accept" | "once"> {
  const once = from?.once === true ? ({ once: true } as const) : {};
  if (from === undefined || from.offset === 0) return { method: "GET", headers, accept: [200], ...once };
  const condition = from.etag === undefined ? {} : { "if-range": from.etag };
  const part = { ...headers, range: `bytes=${from.offset}-`, ...condition };
  return { method: "GET", headers: part, accept: [200, 206], ...once };
}

/**
 * A time as servers print it, with or without a colon in its zone, in milliseconds since the epoch; `undefined` where they
 * print none, or none that can be read.
 */
export function readMoment(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  // A zone without a colon is not read by every parser.
  const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(time) || time <= 0 ? undefined : time;
}
