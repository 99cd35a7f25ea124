/** Which GitHub is played. Every difference between them is a member of `Dialect`; no other file compares shapes. */
export type ShapeName = "github.com" | "ghes" | "compat";

export interface Dialect {
  readonly shape: ShapeName;
  /** Full version, for `x-github-enterprise-version` and /meta (ghes only). */
  readonly version: string | undefined;
  /** Path prefix of the REST API and of uploads. */
  readonly apiPrefix: string;
  readonly uploadPrefix: string;
  /** Name of the origin that serves the API / the uploads. */
  readonly apiOrigin: "web" | "api";
  readonly uploadOrigin: "web" | "uploads";
  /** `{?name,label}` or `{?name}` (reference 1.3). */
  readonly uploadTemplate: string;
  /** by-tag lookup, latest, git refs, tags list: all absent in SG (reference 12). */
  readonly fullApi: boolean;
  readonly generateNotes: boolean;
  readonly makeLatest: boolean;
  readonly discussions: boolean;
  readonly immutableReleases: boolean;
  readonly apiVersions: boolean;
  /** `GET git/refs/tags/TAG`, replaced by git/ref and git/matching-refs (reference 9). */
  readonly oldRefLookup: boolean;
  /** Asset `digest`: the value, always null, or no such member. */
  readonly digest: "value" | "null" | "absent";
  /** Release members `immutable` and `updated_at`. */
  readonly recentMembers: boolean;
  readonly nodeIds: boolean;
  readonly rateLimited: boolean;
  readonly schemes: readonly string[];
  /** State of an asset whose upload failed (reference 5.3). */
  readonly brokenState: "starter" | "new";
  readonly oldSizeMessage: boolean;
  /** Members a client made up are violations; other shapes drop them in silence (reference 5.1). */
  readonly notesUnknownMembers: boolean;
  /** Whether `label` counts in an upload, and what an asset without one shows. */
  readonly uploadLabel: boolean;
  readonly emptyLabel: "" | null;
  /** SG: `name` is required to edit an asset. */
  readonly editNeedsName: boolean;
  /** `/releases/tag/TAG` or `/releases/TAG`. */
  readonly tagPath: string;
}

const COMMON = {
  apiPrefix: "",
  uploadPrefix: "",
  apiOrigin: "api",
  uploadOrigin: "uploads",
  uploadTemplate: "{?name,label}",
  nodeIds: true,
  oldRefLookup: false,
  rateLimited: false,
  brokenState: "starter",
  notesUnknownMembers: false,
  uploadLabel: true,
  emptyLabel: null,
  editNeedsName: false,
  tagPath: "/releases/tag/",
} as const;

const DOTCOM: Dialect = {
  ...COMMON,
  shape: "github.com",
  version: undefined,
  fullApi: true,
  generateNotes: true,
  makeLatest: true,
  discussions: true,
  immutableReleases: true,
  apiVersions: true,
  digest: "value",
  recentMembers: true,
  rateLimited: true,
  notesUnknownMembers: true,
  emptyLabel: "",
  schemes: ["bearer", "token"],
  oldSizeMessage: false,
};

const COMPAT: Dialect = {
  ...COMMON,
  shape: "compat",
  version: undefined,
  uploadTemplate: "{?name}",
  fullApi: false,
  generateNotes: false,
  makeLatest: false,
  discussions: false,
  immutableReleases: false,
  apiVersions: false,
  digest: "absent",
  recentMembers: false,
  nodeIds: false,
  schemes: ["token"],
  brokenState: "new",
  uploadLabel: false,
  editNeedsName: true,
  oldSizeMessage: true,
  tagPath: "/releases/",
};

/** Version matrix of reference 5.1; digest values from 3.17 on, null where only the schema lists the member. */
function enterprise(version: string): Dialect {
  const [major = 3, minor = 0, patch = 0] = version.split(".").map(Number);
  const at = major * 1000 + minor;
  return {
    ...COMMON,
    shape: "ghes",
    version: `${major}.${minor}.${patch}`,
    apiPrefix: "/api/v3",
    uploadPrefix: "/api/uploads",
    apiOrigin: "web",
    uploadOrigin: "web",
    fullApi: true,
    generateNotes: at >= 3004,
    makeLatest: at >= 3008,
    discussions: false,
    immutableReleases: false,
    apiVersions: at >= 3009,
    oldRefLookup: at < 3000,
    digest: at >= 3017 ? "value" : at >= 3014 ? "null" : "absent",
    recentMembers: at >= 3017,
    schemes: at < 3000 ? ["token"] : ["bearer", "token"],
    oldSizeMessage: at < 3008,
  };
}

export function dialectOf(shape: ShapeName, version: string): Dialect {
  switch (shape) {
    case "github.com":
      return DOTCOM;
    case "ghes":
      return enterprise(version);
    case "compat":
      return COMPAT;
    default:
      return shape satisfies never;
  }
}
