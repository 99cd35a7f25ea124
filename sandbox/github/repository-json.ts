import { json, nameOf, ownerOf } from "../kernel";
import { canWrite } from "./access";
import { notFound } from "./fields";
import { linksBelow, userJson } from "./json";
import type { PlainRoute, Repo, RepositoryCall, RepositoryHandler, RepositoryRoute } from "./state";

/** Members of a repository that end in `_url`, and their paths below it. */
const LINKS = `
  archive/{archive_format}{/ref} assignees/assignees{/user} blobs/git/blobs{/sha} branches/branches{/branch}
  collaborators/collaborators{/collaborator} comments/comments{/number} commits/commits{/sha}
  compare/compare/{base}...{head} contents/contents/{+path} contributors/contributors deployments/deployments
  downloads/downloads events/events forks/forks git_commits/git/commits{/sha} git_refs/git/refs{/sha}
  git_tags/git/tags{/sha} hooks/hooks issue_comment/issues/comments{/number} issue_events/issues/events{/number}
  issues/issues{/number} keys/keys{/key_id} labels/labels{/name} languages/languages merges/merges
  milestones/milestones{/number} notifications/notifications{?since,all,participating} pulls/pulls{/number}
  releases/releases{/id} stargazers/stargazers statuses/statuses/{sha} subscribers/subscribers
  subscription/subscription tags/tags teams/teams trees/git/trees{/sha}
`;

const COUNTS = {
  ...{ forks: 0, forks_count: 0, open_issues: 0, open_issues_count: 0, stargazers_count: 1, watchers: 1 },
  ...{ watchers_count: 1, network_count: 0, subscribers_count: 1, size: 108 },
} as const;

const switches = (repo: Repo): Record<string, unknown> => ({
  ...{ has_issues: true, has_projects: true, has_wiki: true, has_pages: false, has_downloads: true },
  ...{ has_discussions: repo.discussionCategories.size > 0, archived: false, disabled: false },
});

export function repositoryJson(call: RepositoryCall): Record<string, unknown> {
  const { world, repo } = call;
  const name = repo.path;
  const url = `${world.bases.api}/repos/${name}`;
  const web = `${world.bases.web}/${name}`;
  const push = canWrite(call.token, repo);
  return {
    id: repo.id,
    ...(world.dialect.nodeIds && { node_id: `R_${repo.id}` }),
    name: nameOf(repo),
    full_name: name,
    private: repo.private,
    visibility: repo.private ? "private" : "public",
    owner: { ...userJson(world), login: ownerOf(repo), type: "Organization" },
    html_url: web,
    description: null,
    fork: false,
    url,
    ...linksBelow(url, LINKS),
    clone_url: `${web}.git`,
    git_url: `git:${web.replace(/^https?:/, "")}.git`,
    ssh_url: `git@127.0.0.1:${name}.git`,
    svn_url: web,
    ...{ mirror_url: null, homepage: null, language: null, license: null },
    default_branch: repo.defaultBranch,
    ...{ created_at: repo.createdAt, updated_at: repo.createdAt, pushed_at: repo.createdAt },
    ...COUNTS,
    ...switches(repo),
    ...(call.token && {
      permissions: { admin: call.token.administration, maintain: push, push, triage: push, pull: true },
    }),
  };
}

const getRepository: RepositoryHandler = (call) => json(200, repositoryJson(call));

/** 404 means off, or no permission to know (reference 5, row 10). */
const getImmutableReleases: RepositoryHandler = (call) =>
  call.repo.rules.immutableReleases && call.token?.administration
    ? json(200, { enabled: true, enforced_by_owner: false })
    : notFound();

const getMeta: PlainRoute["handler"] = ({ world: { dialect } }) => {
  const installed = dialect.version && { installed_version: dialect.version };
  const told = { verifiable_password_authentication: dialect.version !== undefined, ...installed };
  return dialect.fullApi ? json(200, told) : notFound();
};

const exists: RepositoryRoute["exists"] = (dialect) => dialect.immutableReleases;

export const settingRoutes: readonly RepositoryRoute[] = [
  { method: "GET", path: "", need: "read", handler: getRepository },
  { method: "GET", path: "/immutable-releases", need: "read", handler: getImmutableReleases, exists },
];

export const plainRoutes: readonly PlainRoute[] = [{ method: "GET", path: "/meta", handler: getMeta }];
