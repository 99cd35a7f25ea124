/** What the reference calls unverified (4) or leaves open: the default is the stricter way, the other can be asked for. */
export interface Choices {
  /** Answer to a request without the Accept type of section 1: 406, or nothing but a violation. */
  readonly accept: "required" | "noted";
  /** Ids are texts of more digits than a number holds (2); "number": the one client's other form. */
  readonly ids: "text" | "number";
  /** Word in the route of a release by tag (2, 4). */
  readonly tagRoute: "tags" | "tag";
  /** Whether a draft is found by its tag: the reference knows no exception. */
  readonly draftsByTag: boolean;
  /** Names of an asset's download address (2, "and/or"). */
  readonly downloadFields: readonly ("brower_download_url" | "browser_download_url")[];
  /** Value of `hash_algo`, and whether the hash fields are there at all (4). */
  readonly hashes: "sha256" | "SHA256" | "none";
  /** Whether a release has created_at, published_at and updated_at (4). */
  readonly dates: boolean;
  /** Form of `verify_url` (3): full, from the API root on, or with token and path in its query. */
  readonly verifyUrl: "absolute" | "relative" | "query";
  /** Status of a release or an asset that is there already (2, 3, 4). */
  readonly existsStatus: 400 | 409 | 422;
  /** Status of a confirmation that comes too late (3); 401 looks most like something else. */
  readonly invalidTokenStatus: 400 | 401 | 403;
  /** Of both DELETE routes (2), with an empty body. */
  readonly deleteStatus: 200 | 204;
  /** Without `make_latest` a release that gets published becomes the latest one. */
  readonly latestByDefault: boolean;
  /** Seconds in which the PUT to an upload address must begin (3). */
  readonly uploadSeconds: number;
  /** Seconds after the PUT in which it must be confirmed; the reference says no number (3). */
  readonly verifySeconds: number;
}

export const STRICT: Choices = {
  accept: "required",
  ids: "text",
  tagRoute: "tags",
  draftsByTag: true,
  downloadFields: ["brower_download_url"],
  hashes: "sha256",
  dates: true,
  verifyUrl: "absolute",
  existsStatus: 409,
  invalidTokenStatus: 401,
  deleteStatus: 204,
  latestByDefault: true,
  uploadSeconds: 10,
  verifySeconds: 60,
};
