export type ShapeName = "github.com" | "ghes" | "compat";

/**
 * Which GitHub is played: every difference between them, by the version matrix of reference 5.1. No other file compares
 * shapes.
 * @param wanted version of a GHES
 */
export function dialectOf(shape: ShapeName, wanted: string) {
  const [major = 3, minor = 0, patch = 0] = wanted.split(".").map(Number);
  const [dotcom, ghes, compat] = [shape === "github.com", shape === "ghes", shape === "compat"];
  // github.com has what is new, SG has nothing of it (reference 12).
  const since = (version: number): boolean => dotcom || (ghes && major * 1000 + minor >= version);
  return {
    shape,
    // Full version, for `x-github-enterprise-version` and /meta.
    version: ghes ? `${major}.${minor}.${patch}` : undefined,
    // Name of the origin that serves the API, and the uploads; prefixes of their paths.
    apiOrigin: ghes ? "web" : "api",
    uploadOrigin: ghes ? "web" : "uploads",
    apiPrefix: ghes ? "/api/v3" : "",
    uploadPrefix: ghes ? "/api/uploads" : "",
    // (Reference 1.3.)
    uploadTemplate: compat ? "{?name}" : "{?name,label}",
    // by-tag lookup, latest, git refs, tags list: all absent in SG (reference 12).
    fullApi: !compat,
    generateNotes: since(3004),
    makeLatest: since(3008),
    discussions: dotcom,
    immutableReleases: dotcom,
    apiVersions: since(3009),
    // `GET git/refs/tags/TAG`, replaced by git/ref and git/matching-refs (reference 9).
    oldRefLookup: ghes && !since(3000),
    // Release members `immutable` and `updated_at`.
    recentMembers: since(3017),
    nodeIds: !compat,
    rateLimited: dotcom,
    oldSizeMessage: !since(3008),
    // Members a client made up are violations; other shapes drop them in silence (reference 5.1).
    notesUnknownMembers: dotcom,
    // Whether `label` counts in an upload.
    uploadLabel: !compat,
    // SG: `name` is required to edit an asset.
    editNeedsName: compat,
    // `/releases/tag/TAG` or `/releases/TAG`.
    tagPath: compat ? "/releases/" : "/releases/tag/",
    // Asset `digest`: the value, always null where only the schema lists the member, or no such member.
    digest: since(3017) ? "value" : since(3014) ? "null" : "absent",
    // State of an asset whose upload failed (reference 5.3).
    brokenState: compat ? "new" : "starter",
    // The scheme `Bearer`, beside `token`.
    bearer: since(3000),
    // What an asset without a label shows.
    emptyLabel: dotcom ? "" : null,
  } as const;
}

export type Dialect = ReturnType<typeof dialectOf>;
