import { nameOf, ownerOf } from "../kernel/state";
import { canWrite } from "./access";
import { userJson } from "./json";
import type { Repo, RepositoryCall } from "./state";

const LINKS: Readonly<Record<string, string>> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

const COUNTS = {
  forks: 0,
  forks_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  stargazers_count: 1,
  watchers: 1,
  watchers_count: 1,
  network_count: 0,
  subscribers_count: 1,
  size: 108,
} as const;

const switches = (repo: Repo): Record<string, unknown> => ({
  has_issues: true,
  has_projects: true,
  has_wiki: true,
  has_pages: false,
  has_downloads: true,
  has_discussions: repo.discussionCategories.size > 0,
  archived: false,
  disabled: false,
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
    ...Object.fromEntries(Object.entries(LINKS).map(([member, path]) => [member, url + path])),
    clone_url: `${web}.git`,
    git_url: `git:${web.replace(/^https?:/, "")}.git`,
    ssh_url: `git@127.0.0.1:${name}.git`,
    svn_url: web,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repo.defaultBranch,
    created_at: repo.createdAt,
    updated_at: repo.createdAt,
    pushed_at: repo.createdAt,
    ...COUNTS,
    ...switches(repo),
    ...(call.token && {
      permissions: { admin: call.token.administration, maintain: push, push, triage: push, pull: true },
    }),
  };
}
