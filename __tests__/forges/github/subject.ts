import {
  type GitHubSandbox,
  type RecordedRequest,
  type Release,
  type SandboxRepository,
  type ShapeName,
  startGitHub,
} from "../../../sandbox/github";
import { type Description, type DescriptionName, loadDescription } from "../../../sandbox/github/openapi";
import type { Action, Can, Host, Repo, SeenRelease, Subject } from "../contract/subject";

const GIB = 1024 ** 3;

const CAN: Can = {
  drafts: true,
  filesFirst: false,
  prereleases: true,
  labels: "sent",
  digests: true,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: false,
  largestFile: 2 * GIB - 1,
  tags: true,
  replacesWithoutGap: true,
  keepsIds: false,
  replacementBreaks: ["delete", "rename"],
  automaticToken: false,
  summary: true,
  storedNames: {
    "my app ~1.txt": "my.app.1.txt",
    "发布.zip": "default.zip",
    "a+b.txt": "a+b.txt",
    ".env.txt": "default.env.txt",
  },
  tellsRights: true,
  tellsCommits: true,
  budget: {
    created: (files) => (files === 0 ? 4 : files + 6),
    unchanged: (assets) => 3 + Math.ceil(assets / 100),
    replaced: 3,
    labelled: 0,
  },
};

/** One of the shapes of GitHub, with what it cannot do. */
export function gitHub(at: {
  readonly shape: ShapeName;
  readonly version?: string;
  readonly can?: Partial<Can>;
  readonly description?: DescriptionName;
}): Subject {
  const { shape, version, description = "api.github.com" } = at;
  return {
    name: version === undefined ? shape : `${shape} ${version}`,
    forge: "github",
    can: { ...CAN, ...at.can },
    async start(options) {
      const sandbox = await startGitHub({ shape, ...(version === undefined ? {} : { version }), ...options });
      return hostOf(sandbox, description);
    },
  };
}

export interface GitHubHost extends Host {
  readonly sandbox: GitHubSandbox;
}

function hostOf(sandbox: GitHubSandbox, description: DescriptionName): GitHubHost {
  const watchers = new Map<SandboxRepository, (request: RecordedRequest) => void>();
  const { requests } = sandbox;
  // The log is an array that grows as requests come in: its `push` is the moment of each.
  requests.push = (...entries) => {
    for (const entry of entries) for (const [repo, look] of watchers) if (pathOf(repo).test(entry.path)) look(entry);
    return Array.prototype.push.apply(requests, entries);
  };
  let made = 0;
  let described: Description | undefined;
  return {
    sandbox,
    requests,
    violations: sandbox.violations,
    faults: sandbox.faults,
    tokens: {
      good: sandbox.token,
      wrong: "ghs_wrong0000000000000000000000000000000",
      reads: sandbox.addToken({ contents: "read" }),
    },
    secrets: [/X-Amz-Signature/],
    repository: () => repoOf(sandbox, sandbox.repository(`octo/app-${++made}`), watchers),
    complaints(request) {
      described ??= loadDescription(description);
      return described.checkRequest(request);
    },
    close: () => sandbox.close(),
  };
}

const pathOf = ({ owner, name, id }: SandboxRepository): RegExp =>
  new RegExp(`/(repos/${owner}/${name}|repositories/${id})(/|$)`);

const ACTIONS: Readonly<Record<Action, readonly [method: string, path: string]>> = {
  create: ["POST", "/releases$"],
  update: ["PATCH", "/releases/\\d+$"],
  upload: ["POST", "/releases/\\d+/assets$"],
  rename: ["PATCH", "/releases/assets/\\d+$"],
  delete: ["DELETE", "/releases/assets/\\d+$"],
  "read-back": ["GET", "/releases/assets/\\d+$"],
};

export interface GitHubRepo extends Repo {
  /** The sandbox's own handle, for GitHub's own traps. */
  readonly raw: SandboxRepository;
}

function repoOf(
  sandbox: GitHubSandbox,
  raw: SandboxRepository,
  watchers: Map<SandboxRepository, (request: RecordedRequest) => void>,
): GitHubRepo {
  const own = pathOf(raw);
  const rule = (action: Action): { method: string; path: RegExp } => {
    const [method, path] = ACTIONS[action];
    return { method, path: new RegExp(`/repos/${raw.owner}/${raw.name}${path}`) };
  };
  const requests = (): RecordedRequest[] => sandbox.requests.filter(({ path }) => own.test(path));
  return {
    raw,
    name: `${raw.owner}/${raw.name}`,
    environment: ({ tag }) => sandbox.environment({ repository: raw, ...(tag === undefined ? {} : { tag }) }),
    head: () => raw.head(),
    push(sha) {
      const parent = raw.head();
      raw.commits.set(sha, { sha, message: "Pushed", date: "2026-02-01T00:00:00Z", parent, workflows: [] });
      raw.branches.set(raw.defaultBranch, sha);
    },
    tag: (name, { commit, annotated } = {}) => {
      raw.tag(name, commit, annotated === undefined ? {} : { annotated });
    },
    tagCommit: (name) => raw.tagCommit(name),
    release({ title, notes, ...seed }) {
      return String(raw.release({ ...seed, name: title ?? null, body: notes ?? null }).id);
    },
    releases: () => raw.releases.map(seen),
    requests,
    // Generated notes are asked for with a POST that saves nothing.
    writes: () => requests().filter(({ method, path }) => method !== "GET" && !path.endsWith("/generate-notes")),
    isAction(action, { method, path }) {
      const at = rule(action);
      return at.method === method && at.path.test(path);
    },
    spoil: (action, fault, times = {}) => sandbox.faults.add({ ...rule(action), ...times, do: fault }),
    watch(look) {
      watchers.set(raw, look);
    },
  };
}

function seen(release: Release): SeenRelease {
  return {
    id: String(release.id),
    tag: release.tagName,
    title: release.name ?? "",
    notes: release.body ?? "",
    draft: release.draft,
    prerelease: release.prerelease,
    assets: release.assets.map(({ id, name, label, state, content }) => ({
      id: String(id),
      name,
      label: label ?? "",
      size: content?.size ?? 0,
      sha256: content?.sha256 ?? "",
      complete: state === "uploaded",
    })),
  };
}

/** An Enterprise Server older than digests; what it takes for a file is its administrator's business. */
export const enterprise = (version: string): Subject =>
  gitHub({ shape: "ghes", version, can: { digests: false, largestFile: undefined } });

/** A host that speaks the ten operations of SocialGateway. */
export const compatible: Subject = gitHub({
  shape: "compat",
  can: { digests: false, labels: "afterwards", tags: false, budget: { ...CAN.budget, labelled: 1 } },
});
