/** What the reference calls unverified, or reports in two ways (2, 3, 4, 5, 8). The defaults are the strict ones. */
export interface Uncertain {
  /** False: an old private host that takes no Authorization header, only `access_token` (8). */
  readonly headerTokens: boolean;
  /** Public repositories answer GET without a token and with a bad one ("open"), or only with a good one (2). */
  readonly publicReads: "open" | "token";
  /** A valid token without the scope `projects` (2). */
  readonly scopeDenied: 403 | 404;
  /** By-tag without a release: the literal `null`, `{}`, an empty body, or 404 (4, 8). */
  readonly missingRelease: "null" | "{}" | "empty" | "404";
  /** By-tag with a `/` in the tag: as if there were no release, found all the same, or 404 (1). */
  readonly slashedTags: "missing" | "found" | "404";
  /** Create where the tag has a release (4, 8). */
  readonly existing: 400 | 409 | 422;
  /** Notes of blanks only, or of nothing (4). */
  readonly blankNotes: "refused" | "kept";
  /** The git tag goes with its release (4, 8). */
  readonly tagDiesWithRelease: boolean;
  /** Lists carry `total_count` and `total_page` (3). */
  readonly totals: boolean;
  /** Attachment download by id: to the object store, or the bytes at once (5). */
  readonly download: "redirect" | "direct";
  /** What the server makes of a file's name (5). */
  readonly storedName: (name: string) => string;
  /** Status of the page with which the edge refuses (2, 5). */
  readonly firewallStatus: number;
}

/** Letters of all alphabets, digits, dot, dash and underscore stay. Which signs change is not known: so all do. */
export function plainName(filename: string): string {
  const base = filename.slice(Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")) + 1);
  return base.replace(/[^\p{L}\p{M}\p{N}_.-]/gu, "_");
}

export const STRICT: Uncertain = {
  headerTokens: true,
  publicReads: "open",
  scopeDenied: 404,
  missingRelease: "null",
  slashedTags: "missing",
  existing: 400,
  blankNotes: "refused",
  tagDiesWithRelease: true,
  totals: false,
  download: "redirect",
  storedName: plainName,
  firewallStatus: 403,
};
