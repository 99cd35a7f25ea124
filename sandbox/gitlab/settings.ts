import { either, type StartOptions } from "../kernel";

/** GitLab's own access levels. */
export const ROLES = { none: 0, guest: 10, reporter: 20, developer: 30, maintainer: 40 };
export type RoleName = keyof typeof ROLES;

export const LINK_TYPES = ["other", "runbook", "image", "package"] as const;

/** A wildcard pattern such as `v*`, and who may create, update and delete what matches it. */
interface ProtectedTags {
  readonly pattern: string;
  readonly role: "developer" | "maintainer" | "nobody";
}

export const RULES = {
  /** Off: 404 in 11.7 (feature flag releases_page), 403 or 404 later (10). */
  releases: either("on", 403, 404),
  packages: true,
  changelog: either("on", 403, 404),
  duplicates: either("allowed", "forbidden"),
  /** Package names that may have duplicates all the same. */
  duplicateException: undefined as RegExp | undefined,
  /** Package names nobody may push to. */
  protectedPackages: [] as readonly string[],
  protectedTags: [] as readonly ProtectedTags[],
  /** Paths of other projects whose job tokens are let in; "all" = no restriction (2.1). */
  jobTokenAllowlist: [] as readonly string[] | "all",
  /** A pre-receive hook refuses new tags with this text; the status is not certain (4.1, 11). */
  tagHook: undefined as { readonly message: string; readonly status: number } | undefined,
};
export type Rules = typeof RULES;

export const LIMITS = {
  /** Largest package file in bytes, 0 = none (6). */
  packageFile: 5 * 1024 ** 3,
  /** Largest project upload in bytes (7): none before 15.10. */
  upload: 100 * 1024 * 1024,
  /** Who says that a body is too large: the application, or a proxy in front of it with an HTML page. */
  by: either("application", "proxy"),
};

/** A package file of the same name again: of every project that does not say otherwise. */
type DuplicateRules = Partial<Pick<Rules, "duplicates" | "duplicateException">>;

/** `listLag`: lists are cached and do not know a new release (reference 4: five minutes). */
export interface GitLabOptions extends StartOptions, DuplicateRules {
  /** Such as "17.5" (default), "11.7" or anything in between. */
  readonly version?: string;
  /** Where the instance lives on its host, such as "/gitlab". */
  readonly subPath?: string;
  readonly limits?: Partial<typeof LIMITS>;
  /** `full_path` of uploads starts with the sub-path (reference 11: not certain; default no). */
  readonly rootedUploads?: boolean;
}
