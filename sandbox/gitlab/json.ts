import { commitJson as plainCommit, nameOf, tagCommit, type Commit } from "../kernel";
import { canDownload, levelOf } from "./access";
import { ROLES, type Link, type Release, type Repo, type RepositoryCall, type World } from "./state";

const FORMATS = ["zip", "tar.gz", "tar.bz2", "tar"];

export const projectUrl = (world: World, repo: Repo): string => `${world.bases.web}/${repo.path}`;

const releaseUrl = (world: World, repo: Repo, tag: string): string =>
  `${projectUrl(world, repo)}/-/releases/${encodeURIComponent(tag)}`;

function userJson(world: World, username: string): Record<string, unknown> {
  return {
    id: 1,
    username,
    name: "Sandbox",
    state: "active",
    avatar_url: null,
    web_url: `${world.bases.web}/${username}`,
  };
}

const PERSON = { name: "Sandbox", email: "sandbox@example.com" };

export const commitJson = (commit: Commit) => plainCommit(commit, PERSON);

export function linkJson({ world, repo }: Pick<RepositoryCall, "world" | "repo">, release: Release, link: Link) {
  const { dialect, bases } = world;
  const permanent = `${releaseUrl(world, repo, release.tagName)}/downloads${link.path ?? ""}`;
  return {
    id: link.id,
    name: link.name,
    url: link.url,
    ...(dialect.pathNames.length > 0 && { direct_asset_url: link.path === undefined ? link.url : permanent }),
    ...(dialect.external && { external: !link.url.startsWith(`${bases.web}/`) }),
    ...(dialect.linkType && { link_type: link.type }),
  };
}

function assetsJson(call: RepositoryCall, release: Release) {
  const { world, repo } = call;
  const tag = release.tagName;
  const file = `${nameOf(repo)}-${tag.replaceAll("/", "-")}`;
  const archive = `${projectUrl(world, repo)}/-/archive/${tag}/${file}`;
  const sources = canDownload(call) ? FORMATS.map((format) => ({ format, url: `${archive}.${format}` })) : [];
  // Newest first (reference 4.3).
  const links = release.links.toReversed().map((link) => linkJson(call, release, link));
  return { count: sources.length + links.length, sources, links };
}

/** Reduced for callers without the right to download (reference 4.3). */
function selfJson(call: RepositoryCall, release: Release): Record<string, string> {
  const url = releaseUrl(call.world, call.repo, release.tagName);
  const issues = `${projectUrl(call.world, call.repo)}/-/issues?release_tag=${encodeURIComponent(release.tagName)}`;
  const closed = { closed_issues_url: `${issues}&scope=all&state=closed`, opened_issues_url: `${issues}&state=opened` };
  if (!canDownload(call)) return closed;
  const edits = levelOf(call.token, call.repo) >= ROLES.developer;
  return { ...closed, ...(edits && { edit_url: `${url}/edit` }), self: url };
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char] ?? char);

export function releaseJson(call: RepositoryCall, release: Release): Record<string, unknown> {
  const { world, repo } = call;
  const { dialect, bases } = world;
  const commit = tagCommit(repo, release.tagName);
  const withHtml = dialect.alwaysHtml || call.given.include_html_description === "true";
  const downloads = canDownload(call);
  const below = `${bases.root}/${repo.path}/-`;
  return {
    tag_name: release.tagName,
    description: release.body,
    name: release.name,
    // Not Markdown rendered, only something in its place.
    ...(withHtml && { description_html: `<p dir="auto">${escapeHtml(release.body ?? "")}</p>` }),
    created_at: release.createdAt,
    ...(dialect.releasedAt && {
      released_at: release.releasedAt,
      upcoming_release: Date.parse(release.releasedAt) > world.clock.now(),
    }),
    author: userJson(world, release.author),
    ...(commit && downloads && { commit: commitJson(commit) }),
    ...(dialect.milestones && { milestones: release.milestones.map((title) => milestoneJson(repo, title)) }),
    // Site-relative, with the relative root (reference 4.3).
    ...(dialect.selfLinks &&
      downloads && {
        commit_path: commit && `${below}/commit/${commit.sha}`,
        tag_path: `${below}/tags/${encodeURIComponent(release.tagName)}`,
      }),
    assets: assetsJson(call, release),
    ...(dialect.evidences && { evidences: [] }),
    ...(dialect.selfLinks && { _links: selfJson(call, release) }),
  };
}

function milestoneJson(repo: Repo, title: string): Record<string, unknown> {
  const iid = repo.milestones.indexOf(title) + 1;
  return { id: iid, iid, project_id: repo.id, title, state: "active" };
}
