/** What a GitLab of some version knows. Numbers without a source in the reference are marked "chosen". */
export interface Dialect {
  /** As `GET /version` and CI_SERVER_VERSION tell it, three numbers. */
  readonly version: string;
  /** 11.7: `name` and `description` are required, `name` and `description` are all that can be updated (4.1, 4.2). */
  readonly firstReleases: boolean;
  /** Answer to GET of a release that is not there (4, "by tag"). */
  readonly missingRelease: { readonly status: 403 | 404; readonly message: string };
  readonly releasedAt: boolean;
  readonly milestones: boolean;
  readonly tagMessage: boolean;
  /** Names under which a link's path is taken; the first that is sent wins (5). */
  readonly pathNames: readonly ("direct_asset_path" | "filepath")[];
  readonly newPathRule: boolean;
  readonly linkType: boolean;
  readonly external: boolean;
  readonly selfLinks: boolean;
  readonly alwaysHtml: boolean;
  readonly evidences: boolean;
  readonly permalinks: boolean;
  readonly accessDenied: string;
  readonly jobTokenUpdates: boolean;
  readonly jobTokenLinks: boolean;
  readonly jobTokenChangelog: boolean;
  /** Before, a job token may put files into packages, but not list them; the files of one can be listed later still. */
  readonly jobTokenPackages: boolean;
  readonly jobTokenPackageFiles: boolean;
  /** New projects let no other project's job tokens in (2.1). */
  readonly jobTokenRestricted: boolean;
  readonly jobTokenPermissions: boolean;
  readonly packages: boolean;
  readonly looseVersions: boolean;
  readonly newFileNames: boolean;
  readonly versionFilter: boolean;
  readonly uploadForm: "url" | "namespaced" | "numeric" | "numeric-id";
  readonly uploadLimit: number | undefined;
  readonly uploadAdministration: boolean;
  readonly movedProjects: boolean;
  /** GET of a changelog; the route itself is older and takes POST alone, which answers GET with 405. */
  readonly changelog: boolean;
  readonly changelogCommits: boolean;
}

const PATTERN = /^(\d+)\.(\d+)(?:\.(\d+))?$/;

/** @param since whether the server is of that version or newer */
const uploadForm = (since: (major: number, minor: number) => boolean): Dialect["uploadForm"] => {
  if (since(17, 3)) return "numeric-id";
  if (since(17, 1)) return "numeric";
  return since(13, 0) ? "namespaced" : "url";
};

function missingRelease(since: (major: number, minor: number) => boolean): Dialect["missingRelease"] {
  if (since(13, 0)) return { status: 404, message: "404 Not Found" };
  // "Some 11.x-12.x versions" (4): which ones is not known, so all between the first one and 13.0.
  return since(11, 8) ? { status: 403, message: "403 Forbidden" } : { status: 404, message: "404 Release Not Found" };
}

/** @param version such as "17.5", "11.7" or "16.11.2" */
export function dialectOf(version: string): Dialect {
  const [, major, minor, patch = "0"] = PATTERN.exec(version) ?? [];
  if (major === undefined || minor === undefined) throw new Error(`"${version}" is not a GitLab version`);
  const at = Number(major) * 1000 + Number(minor);
  const since = (wanted: number, part: number): boolean => at >= wanted * 1000 + part;
  return {
    version: `${major}.${minor}.${patch}`,
    firstReleases: !since(12, 0),
    missingRelease: missingRelease(since),
    releasedAt: since(12, 1),
    milestones: since(12, 5),
    tagMessage: since(15, 0), // chosen: "newer servers only"
    pathNames: since(15, 10) ? ["direct_asset_path", "filepath"] : since(12, 0) ? ["filepath"] : [],
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
    jobTokenPackages: since(15, 3),
    jobTokenPackageFiles: since(15, 11),
    jobTokenRestricted: since(15, 9),
    jobTokenPermissions: since(17, 10),
    packages: since(13, 5),
    looseVersions: since(14, 0),
    newFileNames: since(16, 0), // chosen: "newer"
    versionFilter: since(16, 6),
    uploadForm: uploadForm(since),
    uploadLimit: since(15, 10) ? 100 * 1024 * 1024 : undefined,
    uploadAdministration: since(17, 2),
    movedProjects: since(16, 4),
    changelog: since(14, 6),
    changelogCommits: since(13, 9),
  };
}
