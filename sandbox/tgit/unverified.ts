/** What the reference leaves open (8): a client has to live with every choice. */
export interface Unverified {
  /**
   * How a pushed tag becomes a release (4, 9). Default "put": POST is refused, PUT does it. "post": POST does it, a PUT
   * is answered with 200 and leaves `type` as it is. "either": both do.
   */
  readonly plainTag: "put" | "post" | "either";
  /** Another attachment of a name that is there (5). Default "twin": two remain. */
  readonly sameName: "twin" | "refused" | "replaced";
  /** Status for what is there already (7). Default 409. */
  readonly conflict: 400 | 409 | 422;
  /** Who says that an attachment is too large (5): the application, or a proxy with an HTML page. Default 413. */
  readonly tooLarge: 400 | 413 | "proxy";
  /** Status of a POST that created something (3: "accept 200 too"). Default 201. */
  readonly created: 200 | 201;
  /** What becomes of a file name (5). Default: all but letters of all scripts, digits and `._-` is dropped. */
  readonly filterName: (name: string) => string;
}

/** Which characters the server filters is not documented (reference 5): "special" ones. Letters of all scripts are none. */
export const filterName = (name: string): string => name.replace(/[^\p{L}\p{M}\p{N}._-]/gu, "");

/** A server that keeps plain letters only. */
export const filterLetters = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, "");

export const DEFAULTS: Unverified = {
  plainTag: "put",
  sameName: "twin",
  conflict: 409,
  tooLarge: 413,
  created: 201,
  filterName,
};
