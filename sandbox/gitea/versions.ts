export type Software = "gitea" | "forgejo";

const OLD_MISSING = "The target couldn't be found.";
const NEW_FORBIDDEN = "This file cannot be uploaded or modified due to a forbidden file extension or type.";
const OLD_FORBIDDEN = "This file extension or type is not allowed to be uploaded.";
const NO_USER = "user does not exist [uid: 0, name: ]";

/** Where a title of more than 255 is cut (second table). */
type TitleCut = "by width on a screen" | "by bytes" | "nowhere";
const titleCut = (where: TitleCut): TitleCut => where;

/**
 * What a Gitea of version 1.MINOR.PATCH does. Bounds without a source in the reference are marked "chosen".
 * @param version as `GET /version` tells it: "1.25.5", or "11.0.1+gitea-1.22.0"
 */
function giteaDialect(software: Software, version: string, [minor, patch]: readonly [number, number]) {
  const since = (wanted: number, fix = 0): boolean => minor > wanted || (minor === wanted && patch >= fix);
  return {
    ...{ software, version },
    // Answer to a former path of a repository (10).
    movedStatus: since(24) ? 301 : since(17) ? 307 : 302,
    // An unknown token reads as nobody; writes are refused all the same (10). Chosen: seen on 1.16.
    lenientTokens: !since(17),
    badToken: since(25) ? "invalid username, password or token" : NO_USER,
    // The refusal of a wrong token repeats it (second table).
    repeatsToken: false,
    // `Authorization: Token` is the same as `token` (2).
    anyCaseToken: since(25),
    queryToken: true,
    scopes: since(20), // chosen: the names of today
    jobPermissions: since(26),
    // Text of a plain 404 (4).
    missing: since(25) ? "not found" : OLD_MISSING,
    taken: "Release is has no Tag",
    // 404 for a target that is not there; 500 before (10).
    namesBadTarget: since(23),
    // Response of a converted bare tag says `""`, not the sha, when no target was sent (10).
    blankTarget: since(17),
    latest: since(19),
    // Drafts by tag, by id: for writers only (8). The 1.26.0 that was measured is older than the fix.
    privateDraftByTag: since(25, 2),
    privateDraftById: since(25, 5) && !(minor === 26 && patch === 0),
    search: false,
    tagMessage: since(25),
    hideArchiveLinks: false,
    titleCut: titleCut(since(25) ? "by width on a screen" : "nowhere"), // chosen: seen on 1.26, and not on 1.21
    // 422 for an empty repository; a page with 500 before (second table).
    knowsEmpty: since(22), // chosen: seen on 1.26, and not on 1.21
    // A refused POST of a protected tag (second table).
    protectedTag: since(22) ? 422 : 405, // chosen: 405 was seen on 1.21
    // Status of the redirect from a file to where it lies (second table).
    fileRedirect: since(20) ? 303 : 302, // chosen: 303 was seen
    // `GET /settings/api` tells the largest answer (second table).
    tellsResponseSize: since(26),
    uploadUrl: since(21),
    // Lists say `/releases/download/...`; `/attachments/UUID` everywhere before (10).
    namedDownloads: since(21),
    rawUpload: since(22),
    external: false,
    // 404 for a missing asset, for a missing release; 500 before (10).
    knowsMissingAsset: since(18),
    knowsMissingRelease: since(21),
    // An empty file of a form is stored as 1024 bytes (10).
    padsEmpty: !since(16),
    sizeLimit: since(25),
    renameChecked: since(23),
    forbiddenType: since(23) ? NEW_FORBIDDEN : OLD_FORBIDDEN,
  };
}

export type Dialect = Readonly<ReturnType<typeof giteaDialect>>;

const forgejoDialect = (version: string, major: number): Dialect => ({
  ...giteaDialect("forgejo", `${version}+gitea-1.22.0`, [22, 0]),
  movedStatus: 301,
  badToken: "access token does not exist",
  repeatsToken: true,
  titleCut: "by bytes",
  queryToken: false,
  taken: "Release has no Tag",
  namesBadTarget: true,
  // Unverified for 13 and later: chosen as in Gitea, whose fix is of the same time.
  privateDraftByTag: major >= 13,
  privateDraftById: major >= 13,
  search: major >= 10,
  hideArchiveLinks: major >= 8,
  external: major >= 9,
});

/** @param version such as "1.24", "1.25.4" (Gitea), "12", "11.0.1" (Forgejo); without a patch number a late one */
export function dialectOf(software: Software, version: string): Dialect {
  const [, major = "", minor = "0", patch = "5"] = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version) ?? [];
  const full = `${major}.${minor}.${patch}`;
  if (software === "forgejo" && Number(major) >= 7) return forgejoDialect(full, Number(major));
  if (software === "gitea" && major === "1" && Number(minor) >= 15)
    return giteaDialect(software, full, [Number(minor), Number(patch)]);
  throw new Error(`"${version}" is not a ${software} version this sandbox knows`);
}
