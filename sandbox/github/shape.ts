/** Which GitHub is played. Every difference between them is a member of `Dialect`; no other file compares shapes. */
export type ShapeName = "github.com" | "ghes" | "compat";

interface Words {
  readonly shape: ShapeName;
  /** Full version, for `x-github-enterprise-version` and /meta (ghes only). */
  readonly version: string | undefined;
  /** Name of the origin that serves the API / the uploads. */
  readonly apiOrigin: "web" | "api";
  readonly uploadOrigin: "web" | "uploads";
  /** Asset `digest`: the value, always null, or no such member. */
  readonly digest: "value" | "null" | "absent";
  /** State of an asset whose upload failed (reference 5.3). */
  readonly brokenState: "starter" | "new";
  readonly schemes: readonly string[];
  /** What an asset without a label shows. */
  readonly emptyLabel: "" | null;
}

const WORDS: Omit<Words, "shape" | "schemes" | "digest"> = {
  ...{ version: undefined, apiOrigin: "api", uploadOrigin: "uploads", brokenState: "starter", emptyLabel: null },
};

const COMMON = {
  // Path prefix of the REST API and of uploads.
  apiPrefix: "",
  uploadPrefix: "",
  // `{?name,label}` or `{?name}` (reference 1.3).
  uploadTemplate: "{?name,label}",
  // by-tag lookup, latest, git refs, tags list: all absent in SG (reference 12).
  fullApi: true,
  generateNotes: true,
  makeLatest: true,
  discussions: false,
  immutableReleases: false,
  apiVersions: true,
  // `GET git/refs/tags/TAG`, replaced by git/ref and git/matching-refs (reference 9).
  oldRefLookup: false,
  // Release members `immutable` and `updated_at`.
  recentMembers: true,
  nodeIds: true,
  rateLimited: false,
  oldSizeMessage: false,
  // Members a client made up are violations; other shapes drop them in silence (reference 5.1).
  notesUnknownMembers: false,
  // Whether `label` counts in an upload.
  uploadLabel: true,
  // SG: `name` is required to edit an asset.
  editNeedsName: false,
  // `/releases/tag/TAG` or `/releases/TAG`.
  tagPath: "/releases/tag/",
};

export type Dialect = Words & Readonly<typeof COMMON>;

const DOTCOM: Dialect = {
  ...{ ...WORDS, ...COMMON, shape: "github.com", digest: "value", emptyLabel: "", schemes: ["bearer", "token"] },
  ...{ discussions: true, immutableReleases: true, rateLimited: true, notesUnknownMembers: true },
};

const COMPAT: Dialect = {
  ...{ ...WORDS, ...COMMON, shape: "compat", digest: "absent", brokenState: "new", schemes: ["token"] },
  ...{ uploadTemplate: "{?name}", tagPath: "/releases/", uploadLabel: false, editNeedsName: true },
  ...{ fullApi: false, generateNotes: false, makeLatest: false, apiVersions: false },
  ...{ recentMembers: false, nodeIds: false, oldSizeMessage: true },
};

/** Version matrix of reference 5.1; digest values from 3.17 on, null where only the schema lists the member. */
function enterprise(version: string): Dialect {
  const [major = 3, minor = 0, patch = 0] = version.split(".").map(Number);
  const at = major * 1000 + minor;
  return {
    ...{ ...WORDS, ...COMMON, shape: "ghes", version: `${major}.${minor}.${patch}` },
    ...{ apiPrefix: "/api/v3", uploadPrefix: "/api/uploads", apiOrigin: "web", uploadOrigin: "web" },
    generateNotes: at >= 3004,
    makeLatest: at >= 3008,
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
