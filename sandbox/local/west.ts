import { type GiteaOptions, startGitea } from "../gitea";
import { type GitHubOptions, type RepositoryOptions, startGitHub } from "../github";
import { type GitLabOptions, startGitLab } from "../gitlab";
import { type LocalForge, type Pushed, assetOf } from "./forge";

export async function localGitHub(
  { repository, tag }: Pushed,
  { rules, ...options }: GitHubOptions & { readonly rules?: RepositoryOptions } = {},
): Promise<LocalForge> {
  const sandbox = await startGitHub(options);
  const repo = sandbox.repository(repository, rules);
  repo.tag(tag);
  return {
    ...sandbox,
    id: "github",
    title: options.shape === "ghes" ? "GitHub Enterprise" : "GitHub",
    ci: "GitHub Actions",
    repository,
    environment: sandbox.environment({ repository: repo, tag }),
    // What action.yml gives by itself.
    inputs: { job_token: sandbox.addToken() },
    releases: () =>
      repo.releases.map(({ tagName, draft, assets }) => ({
        tag: tagName,
        draft,
        files: assets.map(({ name, content }) => assetOf(name, content)),
      })),
  };
}

export async function localGitLab({ repository, tag }: Pushed, options: GitLabOptions = {}): Promise<LocalForge> {
  const sandbox = await startGitLab(options);
  const project = sandbox.project(repository);
  project.tag(tag);
  return {
    ...sandbox,
    id: "gitlab",
    title: "GitLab",
    ci: "GitLab CI",
    repository,
    environment: sandbox.environment({ project, tag }),
    inputs: {},
    releases: () =>
      project.releases.map(({ tagName, links }) => ({
        tag: tagName,
        draft: false,
        files: links.map(({ name, url }) => assetOf(name, sandbox.content(url.replace(/#.*$/, "")))),
      })),
  };
}

/** Gitea, or Forgejo where the options say so. */
export async function localGitea({ repository, tag }: Pushed, options: GiteaOptions = {}): Promise<LocalForge> {
  const sandbox = await startGitea(options);
  const repo = sandbox.repository(repository);
  repo.tag(tag);
  const jobToken = sandbox.jobToken(repo);
  const title = sandbox.software === "forgejo" ? "Forgejo" : "Gitea";
  return {
    ...sandbox,
    id: sandbox.software,
    title,
    ci: `${title} Actions`,
    repository,
    environment: sandbox.environment({ repository: repo, tag, jobToken }),
    inputs: { job_token: jobToken },
    releases: () =>
      repo.releases.map(({ tagName, draft, assets }) => ({
        tag: tagName,
        draft,
        files: assets.map(({ name, content }) => assetOf(name, content)),
      })),
  };
}
