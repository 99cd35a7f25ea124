import { addTag, openSandbox, ownerOf, projectAt, resolveRef, seconds, withDefaults } from "../kernel";
import type { Dialect, EnvironmentAt, RecordedRequest, Tag } from "../kernel";
import { answer } from "./answer";
import { newArtifact, SETTINGS } from "./state";
import type { Artifact, Release, Repo, SourceHutKinds, SourceHutOptions, SourceHutSandbox, World } from "./state";

/** Starts a git.sr.ht on 127.0.0.1. The caller closes it. */
export async function startSourceHut(options: SourceHutOptions = {}): Promise<SourceHutSandbox> {
  const sandbox = await openSandbox<SourceHutKinds, World>(options, {
    ...{ origins: ["web"], api: { path: "" }, firstId: 4100, stamp: seconds },
    world: (kernel) => ({ ...kernel, ...withDefaults(SETTINGS, options) }),
    dialect: dialectOf,
  });
  const pathOf = (path: string): string => (path.startsWith("~") ? path : `~${path}`);
  return {
    ...sandbox,
    // Users are called `~name` there.
    repository: (path, given) => sandbox.repository(path === undefined ? path : pathOf(path), given),
  };
}

/** A row for a tag: artifacts belong to what the tag object points to, so that a tag that is moved begins anew. */
function addRow({ uniqueIn }: World, repo: Repo, { name, message, sha, commit }: Tag): Release {
  const at = uniqueIn === "tag" ? sha : commit;
  const assets = repo.files.get(at) ?? [];
  repo.files.set(at, assets);
  const row = { id: name, tagName: name, name, body: message ?? "", visibleFrom: 0, assets };
  repo.rows.set(name, row);
  return row;
}

function ownOf(world: World, path: string) {
  const rows = new Map<string, Release>();
  return {
    ...{ webUrl: `${world.bases.web}/${path}`, rows, files: new Map<string, Artifact[]>() },
    get releases() {
      return [...rows.values()];
    },
  };
}

/** What a request asks for and of which repository, out of the beginning of its body. */
function readHead(world: World, head: string): Pick<RecordedRequest, "repository" | "operation" | "onlyReads"> {
  const operation = /\{\s*(?:\\n\s*)?(user|uploadArtifact|deleteArtifact)\b/.exec(head)?.[1];
  const value = (name: string): string | undefined => new RegExp(`"${name}":\\s*"?([^",}]+)`).exec(head)?.[1];
  const all = [...world.repositories.values()];
  const path = `~${value("user") ?? ""}/${value("name") ?? ""}`;
  const repo = all.find(
    (one) =>
      (operation === "user" && one.path === path) ||
      (operation === "uploadArtifact" && String(one.id) === value("repoId")) ||
      (operation === "deleteArtifact" &&
        one.releases.some(({ assets }) => assets.some(({ id }) => String(id) === value("id")))),
  );
  return { repository: repo?.path, operation, onlyReads: operation === "user" };
}

/**
 * What builds.sr.ht tells of a job that its git server submitted, but for OAUTH2_TOKEN, which is in the jobs of manifests
 * that ask for one. The commit is not among it: the checkout has that. https://man.sr.ht/builds.sr.ht/#build-environment
 */
function runnerEnvironment(world: World, repo: Repo, { tag, branch = repo.defaultBranch }: EnvironmentAt) {
  const { protocol, port } = new URL(world.bases.web);
  return {
    JOB_ID: "7",
    // Its git server has a name of its own there, by which nobody finds a sandbox: that takes the input `server_url`.
    JOB_URL: `${protocol}//builds.localhost:${port}/${ownerOf(repo)}/job/7`,
    BUILD_SUBMITTER: "git.localhost",
    GIT_REF: tag === undefined ? `refs/heads/${branch}` : `refs/tags/${tag}`,
  };
}

const post = { method: "POST", path: /^\/query$/ } as const;
const none = { method: "NONE", path: /^$/ } as const;

const dialectOf = (world: World): Dialect<SourceHutKinds> => ({
  forge: "sourcehut",
  title: "SourceHut",
  ci: "builds.sr.ht",
  wrongToken: "sandbox-sourcehut-wrong00000000",
  reads: { writes: false },
  user: "bili",
  token: ({ writes = true, grants }, nth) => ({
    value: `sandbox-sourcehut-${String(nth).padStart(7, "0")}`,
    writes,
    grants,
  }),
  answer: (exchange) => answer(world, exchange),
  place: ({ path }) => projectAt(world, path, "")?.repo,
  readHead: (head) => readHead(world, head),
  groups: false,
  folder: "~bili",
  own: ({ path }) => ownOf(world, path),
  tagMessage: "Notes",
  tagged: (repo, tag, { light = false }) => {
    if (!light) return void addRow(world, repo, tag);
    addTag(repo, tag.name, { commit: tag.commit });
    repo.rows.delete(tag.name);
  },
  resolve: (repo, ref) => resolveRef(repo, ref, { tags: true }),
  untitled: true,
  blank: (repo, { tag, notes = "" }) => {
    const { commit = repo.head() } = repo.tags.get(tag) ?? {};
    return addRow(world, repo, addTag(repo, tag, { commit, message: notes }));
  },
  put: ({ assets }, { name, content }) => void assets.push(newArtifact(world, name, content)),
  environment: (repo, at) => runnerEnvironment(world, repo, at),
  inputs: (repo) => ({
    // builds.sr.ht builds for servers of all kinds, and none can be asked whether it is a SourceHut.
    forge: "sourcehut",
    server_url: world.bases.web,
    token: [...world.tokens.keys()][0] ?? "",
    repository: repo.path,
  }),
  actions: {
    // Nothing is made but by a push, and nothing is renamed.
    create: none,
    update: none,
    rename: none,
    upload: { ...post, operation: "uploadArtifact" },
    delete: { ...post, operation: "deleteArtifact" },
    "read-back": { method: "GET", path: /\/refs\/download\// },
  },
  harmless: ({ onlyReads }) => onlyReads === true,
});

export type { Artifact, Release, Repo, SourceHutKinds, SourceHutOptions, SourceHutSandbox } from "./state";
