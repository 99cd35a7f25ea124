/** What differs between servers, or between the pages that describe them (reference 7), or is not verified. */
export interface Habits {
  /**
   * "older" is what the spec page shows: other urls, archives called `{repo}-{tag}`, `id: 1` after an update, no
   * `release_status` on updates, no paging of the release list, forms beside JSON, attachments not to be deleted.
   */
  readonly form: "now" | "older";
  /** Without: no `id`, and a mime type instead of `source` and `attach` (4). Default: only in the form of now. */
  readonly assetIds: boolean;
  /** 403, 404 and 409 come as HTTP 400 with an inner code (default), with their own status, or as a message (3). */
  readonly errors: "inner" | "code" | "message";
  /** Status of a successful POST (3). Default 200. */
  readonly created: 200 | 201;
  /** What an update answers: 200 with the release (default in the older form), 200 without a body, or 204 (4). */
  readonly updated: "release" | "empty" | "no-content";
  /** What the lookup by tag says when there is none: an error, or 200 with `null` (4). */
  readonly missing: "error" | "null";
  /** An update without `release_status` makes an ordinary release of it; unverified, so the strict one is default. */
  readonly omittedStatus: "normal" | "kept";
  /** How `prerelease` is typed in answers: two routes call it an integer. */
  readonly prereleaseAs: "boolean" | "number";
  /** The same name again: one more attachment (default), or the bytes of the old one are replaced (5). */
  readonly sameName: "double" | "overwrite";
  /** How attachments are downloaded: by 302 to the store (default), or directly (4). */
  readonly download: "redirect" | "bytes";
  /** Whether an upload url comes with headers (7). */
  readonly uploadHeaders: boolean;
  /** `total_count` and `total_page`: unverified, so not sent by default (8). */
  readonly totals: boolean;
  /** `%2F` in a path: unverified (8). A raw slash is another path in any case. */
  readonly encodedSlash: "taken" | 400 | 404;
}

export function habitsOf(options: Partial<Habits>): Habits {
  const form = options.form ?? "now";
  return {
    form,
    assetIds: options.assetIds ?? form === "now",
    errors: options.errors ?? "inner",
    created: options.created ?? 200,
    updated: options.updated ?? (form === "now" ? "empty" : "release"),
    missing: options.missing ?? "error",
    omittedStatus: options.omittedStatus ?? "normal",
    prereleaseAs: options.prereleaseAs ?? "boolean",
    sameName: options.sameName ?? "double",
    download: options.download ?? "redirect",
    uploadHeaders: options.uploadHeaders ?? true,
    totals: options.totals ?? false,
    encodedSlash: options.encodedSlash ?? "taken",
  };
}
