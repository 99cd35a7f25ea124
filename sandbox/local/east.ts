import { type CnbOptions, startCnb } from "../cnb";
import { type GitCodeOptions, startGitCode } from "../gitcode";
import { type GiteeOptions, startGitee } from "../gitee";
import { type TGitOptions, startTGit } from "../tgit";
import { type LocalForge, type Pushed, assetOf } from "./forge";

export async function localGitee({ repository, tag }: Pushed, options: GiteeOptions = {}): Promise<LocalForge> {
  const sandbox = await startGitee(options);
  const repo = sandbox.repository(repository);
  repo.tag(tag);
  return {
    ...sandbox,
    id: "gitee",
    title: "Gitee",
    ci: "Gitee Go",
    repository,
    environment: sandbox.environment({ repository: repo, tag, form: "https" }),
    inputs: { tag_name: tag, token: sandbox.token },
    releases: () =>
      repo.releases.map(({ tagName, assets }) => ({
        tag: tagName,
        draft: false,
        files: assets.map(({ name, content }) => assetOf(name, content)),
      })),
  };
}

export async function localGitCode({ repository, tag }: Pushed, options: GitCodeOptions = {}): Promise<LocalForge> {
  const sandbox = await startGitCode(options);
  const repo = sandbox.repository(repository);
  repo.tag(tag);
  return {
    ...sandbox,
    id: "gitcode",
    title: "GitCode",
    ci: "AtomGit pipelines",
    repository,
    environment: sandbox.environment({ repository: repo, tag }),
    inputs: {},
    releases: () =>
      repo.releases.map(({ tagName, assets }) => ({
        tag: tagName,
        draft: false,
        files: assets.map(({ name, content }) => assetOf(name, content)),
      })),
  };
}

export async function localTGit({ repository, tag }: Pushed, options: TGitOptions = {}): Promise<LocalForge> {
  const sandbox = await startTGit(options);
  const repo = sandbox.repository(repository);
  repo.tag(tag);
  return {
    ...sandbox,
    id: "tgit",
    title: "工蜂 (TGit)",
    ci: "BK-CI",
    repository,
    // The step that checks out tells from where.
    environment: { ...sandbox.environment({ repository: repo, tag }), BK_CI_GIT_REPO_URL: repo.cloneUrl },
    // Nothing on its server tells which kind it is.
    inputs: { forge: "tgit", token: sandbox.token },
    releases: () =>
      repo.releases
        .filter(({ type }) => type === "release")
        .map((one) => ({
          tag: one.tag,
          draft: false,
          files: one.attachments.map(({ name, content }) => assetOf(name, content)),
        })),
  };
}

export async function localCnb({ repository, tag }: Pushed, options: CnbOptions = {}): Promise<LocalForge> {
  const sandbox = await startCnb(options);
  const repo = sandbox.repository(repository);
  repo.tag(tag);
  return {
    ...sandbox,
    id: "cnb",
    title: "CNB",
    ci: "CNB",
    repository,
    environment: sandbox.environment({ repository: repo, tag }),
    inputs: {},
    releases: () =>
      repo.releases.map(({ tagName, draft, assets }) => ({
        tag: tagName,
        draft,
        files: assets.map(({ name, content }) => assetOf(name, content)),
      })),
  };
}
