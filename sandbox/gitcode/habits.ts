import { either, withDefaults } from "../kernel";

/** What differs between servers, or between the pages that describe them (reference 7), or is not verified. */
const HABITS = {
  /**
   * "older" is what the spec page shows: other urls, archives called `{repo}-{tag}`, `id: 1` after an update, no
   * `release_status` on updates, no paging of the release list, forms beside JSON, attachments not to be deleted.
   */
  form: either("now", "older"),
  /** Without: no `id`, and a mime type instead of `source` and `attach` (4). Only in the form of now. */
  assetIds: either(true, false),
  /** 403, 404 and 409 come as HTTP 400 with an inner code, with their own status, or as a message (3). */
  errors: either("inner", "code", "message"),
  /** Status of a successful POST (3). */
  created: either(200, 201),
  /** What an update answers: 200 without a body, with the release (in the older form), or 204 (4). */
  updated: either("empty", "release", "no-content"),
  /** What the lookup by tag says when there is none: an error, or 200 with `null` (4). */
  missing: either("error", "null"),
  /** An update without `release_status` makes an ordinary release of it; unverified, so the strict one is default. */
  omittedStatus: either("normal", "kept"),
  /** How `prerelease` is typed in answers: two routes call it an integer. */
  prereleaseAs: either("boolean", "number"),
  /** The same name again: one more attachment, or the bytes of the old one are replaced (5). */
  sameName: either("double", "overwrite"),
  /** How attachments are downloaded: by 302 to the store, or directly (4). */
  download: either("redirect", "bytes"),
  /** Whether an upload url comes with headers (7). */
  uploadHeaders: either(true, false),
  /** `total_count` and `total_page`: unverified, so not sent by default (8). */
  totals: either(false, true),
  /** `%2F` in a path: unverified (8). A raw slash is another path in any case. */
  encodedSlash: either("taken", 400, 404),
};
export type Habits = Readonly<typeof HABITS>;

export const habitsOf = (options: Partial<Habits>): Habits => {
  const older = { ...HABITS, assetIds: false, updated: "release" as const };
  return withDefaults<Habits>(options.form === "older" ? older : HABITS, options);
};
