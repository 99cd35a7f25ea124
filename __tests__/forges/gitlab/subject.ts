import { type GitLabSandbox, type ProjectOptions, type SandboxProject, startGitLab } from "../../../sandbox/gitlab";
import type { RecordedRequest } from "../../../sandbox/kernel/exchange";
import type { Action, Can, Host, Repo, SeenAsset, SeenRelease, Seed, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: false,
  filesFirst: true,
  prereleases: false,
  labels: "sent",
  digests: true,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  largestFile: undefined,
  tellsRights: true,
  tags: true,
  replacesWithoutGap: true,
  keepsIds: true,
  replacementBreaks: ["rename"],
  automaticToken: false,
  summary: false,
  storedNames: {
    "my app ~1.txt": "my.app.1.txt",
    "发布.zip": "default.zip",
    "a+b.txt": "a+b.txt",
    ".env.txt": ".env.txt",
  },
  budget: {
    created: (files) => files + 5,
    unchanged: () => 5,
    // The new file, the link, the old file, and a look at the package of the new one.
    replaced: 4,
    labelled: 0,
  },
};

/** 11.7 has no registry: the file, then its link in the release, and nothing that tells a seeded file's digest. */
const OLD: Partial<Can> = {
  sizesByReading: true,
  digests: false,
  knowsOwnDigests: true,
  findsLostUploads: false,
  addressesNameTags: false,
  budget: { ...CAN.budget, created: (files) => 2 * files + 5 },
};

export interface Shape {
  readonly name: string;
  readonly version?: string;
  readonly subPath?: string;
  readonly token: "job" | "private";
  readonly duplicates?: "allowed" | "forbidden";
  readonly discard?: boolean;
  readonly visibility?: "public" | "private";
  readonly limits?: { readonly upload: number };
}

/** GitLab as the contract suite sees it. */
export function gitLab(shape: Shape): Subject {
  const { name, token, visibility, ...options } = shape;
  const can = {
    ...CAN,
    ...(shape.version === "11.7" ? OLD : {}),
    automaticToken: token === "job",
    ...(token === "job" ? {} : { tellsCommits: true as const }),
  };
  return {
    name,
    forge: "gitlab",
    can,
    refusals: { missingRight: [403, /Developer/], missingRepository: [404, /repository/] },
    async start(lag) {
      return hostOf(await startGitLab({ ...options, ...lag }), shape, visibility === undefined ? {} : { visibility });
    },
  };
}

export interface GitLabHost extends Host {
  readonly sandbox: GitLabSandbox;
}

function hostOf(sandbox: GitLabSandbox, shape: Shape, seen: Pick<ProjectOptions, "visibility">): GitLabHost {
  const watchers = new Map<SandboxProject, (request: RecordedRequest) => void>();
  sandbox.watch((request, when) => {
    if (when === "after") return;
    for (const [project, look] of watchers) if (pathOf(project).test(request.path)) look(request);
  });
  let made = 0;
  return {
    sandbox,
    requests: sandbox.requests,
    violations: sandbox.violations,
    faults: sandbox.faults,
    tokens: {
      good: sandbox.token,
      wrong: "glpat-wrong00000000000000",
      reads: sandbox.addToken({ role: "reporter" }),
    },
    secrets: [],
    repository: () => repoOf(sandbox, { shape, watchers, project: sandbox.project(`group/sub/app-${++made}`, seen) }),
    complaints: () => [],
    close: () => sandbox.close(),
  };
}

const pathOf = ({ path, id }: SandboxProject): RegExp =>
  new RegExp(`/(projects/${encodeURIComponent(path)}|projects/${id}|${path}|-/project/${id})(/|$)`);

const ACTIONS: Readonly<Record<Action, readonly [method: string, path: string]>> = {
  create: ["POST", "/releases$"],
  update: ["PUT", "/releases/[^/]+$"],
  upload: ["PUT|POST", "/(packages/generic/.+|uploads)$"],
  rename: ["PUT", "/releases/[^/]+/assets/links/\\d+$"],
  delete: ["DELETE", "/package_files/\\d+$"],
  "read-back": ["GET", "/(packages/generic/.+|uploads/.+)$"],
};

export interface GitLabRepo extends Repo {
  readonly raw: SandboxProject;
}

function repoOf(
  sandbox: GitLabSandbox,
  at: {
    readonly shape: Shape;
    readonly project: SandboxProject;
    readonly watchers: Map<SandboxProject, (request: RecordedRequest) => void>;
  },
): GitLabRepo {
  const { shape, project: raw } = at;
  const own = pathOf(raw);
  const job = shape.token === "job" ? sandbox.jobToken(raw) : undefined;
  const requests = (): RecordedRequest[] => sandbox.requests.filter(({ path }) => own.test(path));
  const fits = (action: Action, { method, path }: { method: string; path: string }): boolean => {
    const [methods, pattern] = ACTIONS[action];
    return methods.split("|").includes(method) && new RegExp(pattern).test(path);
  };
  return {
    raw,
    name: raw.path,
    ...(job === undefined ? {} : { token: job }),
    environment({ tag }) {
      const { CI_JOB_TOKEN, ...env } = sandbox.environment({
        project: raw,
        ...(tag === undefined ? {} : { tag }),
        ...(job === undefined ? {} : { jobToken: job }),
      });
      // The other shape is the job of somebody who took it out, or a runner without it.
      return job === undefined ? { ...env, CI_REPOSITORY_URL: undefined } : { ...env, CI_JOB_TOKEN };
    },
    head: () => raw.head(),
    push(sha) {
      const parent = raw.head();
      raw.commits.set(sha, { sha, message: "Pushed", date: "2026-02-01T00:00:00Z", parent });
      raw.branches.set(raw.defaultBranch, sha);
    },
    tag: (name, { commit, annotated } = {}) => {
      raw.tag(name, commit, annotated === undefined ? {} : { annotated });
    },
    tagCommit: (name) => raw.tagCommit(name),
    release: (seed) => seeded(sandbox, raw, seed),
    releases: () => raw.releases.map((release) => seen(sandbox, release)),
    requests,
    writes: () => requests().filter(({ method }) => method !== "GET"),
    isAction: fits,
    spoil(action, fault, times = {}) {
      const [methods, pattern] = ACTIONS[action];
      const path = new RegExp(`/projects/(${encodeURIComponent(raw.path)}|${raw.id})(/.*)?${pattern}`);
      const [first = "", second] = methods.split("|");
      const method = second === undefined || shape.version !== "11.7" ? first : second;
      return sandbox.faults.add({ method, path, ...times, do: fault });
    },
    watch(look) {
      at.watchers.set(raw, look);
    },
  };
}

function seeded(sandbox: GitLabSandbox, raw: SandboxProject, { tag, title, notes, assets = [] }: Seed): string {
  const name = raw.path.split("/").at(-1) ?? "";
  const links = assets.map((asset) => {
    if (sandbox.version.startsWith("11."))
      return { name: asset.name, url: raw.upload(asset.name, asset.content).webUrl };
    raw.packageFile({ name, version: tag, file: asset.name, content: asset.content });
    const file = [name, tag, asset.name].map(encodeURIComponent).join("/");
    return { name: asset.name, url: `${sandbox.apiUrl}/projects/${raw.id}/packages/generic/${file}` };
  });
  return raw.release({ tag, ...(title === undefined ? {} : { name: title }), description: notes ?? "", links }).tagName;
}

function seen(sandbox: GitLabSandbox, release: SandboxProject["releases"][number]): SeenRelease {
  return {
    id: release.tagName,
    tag: release.tagName,
    title: release.name,
    notes: release.description ?? "",
    draft: false,
    prerelease: false,
    assets: release.links.map((link) => seenAsset(sandbox, link)),
  };
}

/** As a person would see it: the file that the link leads to, and what the link is called. */
function seenAsset(sandbox: GitLabSandbox, link: SandboxProject["releases"][number]["links"][number]): SeenAsset {
  const content = sandbox.content(link.url.replace(/#.*$/, ""));
  const file = decodeURIComponent(new URL(link.url).pathname.split("/").at(-1) ?? "");
  const name = content === undefined ? link.name : file;
  return {
    id: String(link.id),
    name,
    label: link.name === name ? "" : link.name,
    size: content?.size ?? 0,
    sha256: content?.sha256 ?? "",
    complete: content !== undefined,
  };
}
