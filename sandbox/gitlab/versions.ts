const PATTERN = /^(\d+)\.(\d+)(?:\.(\d+))?$/;

/** Whether the server is of that version or newer. */
type Since = (major: number, minor: number) => boolean;

/** What a project upload is answered with: its `url` alone, or a `full_path` as well (7). */
function uploadForm(since: Since): "url" | "namespaced" | "numeric" | "numeric-id" {
  if (since(17, 3)) return "numeric-id";
  if (since(17, 1)) return "numeric";
  return since(13, 0) ? "namespaced" : "url";
}

/** Answer to GET of a release that is not there (4, "by tag"). */
function missingRelease(since: Since): { readonly status: 403 | 404; readonly message: string } {
  if (since(13, 0)) return { status: 404, message: "404 Not Found" };
  // "Some 11.x-12.x versions" (4): which ones is not known, so all between the first one and 13.0.
  return since(11, 8) ? { status: 403, message: "403 Forbidden" } : { status: 404, message: "404 Release Not Found" };
}

/** Names under which a link's path is taken; the first that is sent wins (5). */
function pathNames(since: Since): readonly ("direct_asset_path" | "filepath")[] {
  if (since(15, 10)) return ["direct_asset_path", "filepath"];
  return since(12, 0) ? ["filepath"] : [];
}

/**
 * What a GitLab of some version knows. Numbers without a source in the reference are marked "chosen".
 * @param version such as "17.5", "11.7" or "16.11.2"
 */
export function dialectOf(version: string) {
  const [, major, minor, patch = "0"] = PATTERN.exec(version) ?? [];
  if (major === undefined || minor === undefined) throw new Error(`"${version}" is not a GitLab version`);
  const at = Number(major) * 1000 + Number(minor);
  const since: Since = (wanted, part) => at >= wanted * 1000 + part;
  return {
    // As `GET /version` and CI_SERVER_VERSION tell it, three numbers.
    version: `${major}.${minor}.${patch}`,
    // 11.7: `name` and `description` are required, and are all that can be updated (4.1, 4.2).
    firstReleases: !since(12, 0),
    missingRelease: missingRelease(since),
    releasedAt: since(12, 1),
    milestones: since(12, 5),
    tagMessage: since(15, 0), // chosen: "newer servers only"
    pathNames: pathNames(since),
    newPathRule: since(16, 0), // chosen: "newer"
    linkType: since(13, 1),
    external: !since(16, 0),
    selfLinks: since(12, 0), // chosen: "absent in 11.7"
    alwaysHtml: !since(13, 12),
    evidences: since(12, 6), // chosen
    permalinks: since(15, 4),
    // Both texts are in 4.1 without a version; chosen.
    accessDenied: since(16, 0) ? "You are not allowed to create this tag as it is protected." : "Access Denied",
    jobTokenUpdates: since(14, 5),
    jobTokenLinks: since(15, 1),
    // Later than the reference's list: gitlab-org/gitlab merge request 172842.
    jobTokenChangelog: since(17, 7),
    // Before, a job token may put files into packages, but not list them; the files of one can be listed later still.
    jobTokenPackages: since(15, 3),
    jobTokenPackageFiles: since(15, 11),
    // New projects let no other project's job tokens in (2.1).
    jobTokenRestricted: since(15, 9),
    jobTokenPermissions: since(17, 10),
    packages: since(13, 5),
    looseVersions: since(14, 0),
    newFileNames: since(16, 0), // chosen: "newer"
    versionFilter: since(16, 6),
    uploadForm: uploadForm(since),
    limitsUploads: since(15, 10),
    uploadAdministration: since(17, 2),
    movedProjects: since(16, 4),
    // GET of a changelog; the route itself is older and takes POST alone, which answers GET with 405.
    changelog: since(14, 6),
    changelogCommits: since(13, 9),
  };
}

export type Dialect = Readonly<ReturnType<typeof dialectOf>>;
