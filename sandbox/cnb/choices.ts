import { either } from "../kernel";

/** What the reference calls unverified (4) or leaves open: the default is the stricter way, the other can be asked for. */
export const STRICT = {
  /** Answer to a request without the Accept type of section 1: 406, or nothing but a violation. */
  accept: either("required", "noted"),
  /** Ids are texts of more digits than a number holds (2); "number": the one client's other form. */
  ids: either("text", "number"),
  /** Word in the route of a release by tag (2, 4). */
  tagRoute: either("tags", "tag"),
  /** Whether a draft is found by its tag: the reference knows no exception. */
  draftsByTag: either(true, false),
  /** Names of an asset's download address (2, "and/or"). */
  downloadFields: ["brower_download_url"] as readonly ("brower_download_url" | "browser_download_url")[],
  /** Value of `hash_algo`, and whether the hash fields are there at all (4). */
  hashes: either("sha256", "SHA256", "none"),
  /** Whether a release has created_at, published_at and updated_at (4). */
  dates: either(true, false),
  /** Form of `verify_url` (3): full, from the API root on, or with token and path in its query. */
  verifyUrl: either("absolute", "relative", "query"),
  /** Status of a release or an asset that is there already (2, 3, 4). */
  existsStatus: either(409, 400, 422),
  /** Status of a confirmation that comes too late (3); 401 looks most like something else. */
  invalidTokenStatus: either(401, 400, 403),
  /** Of both DELETE routes (2), with an empty body. */
  deleteStatus: either(204, 200),
  /** Without `make_latest` a release that gets published becomes the latest one. */
  latestByDefault: either(true, false),
  /** Seconds in which the PUT to an upload address must begin (3). */
  uploadSeconds: 10,
  /** Seconds after the PUT in which it must be confirmed; the reference says no number (3). */
  verifySeconds: 60,
};
export type Choices = Readonly<typeof STRICT>;
