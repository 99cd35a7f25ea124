import {
  type GiteaOptions,
  type GiteaSandbox,
  type RecordedRequest,
  type SandboxRepository,
  startGitea,
} from "../../../sandbox/gitea";
import type { Action, Can, Host, Repo, SeenRelease, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: true,
  oneReleaseOfTag: true,
  filesFirst: false,
  prereleases: true,
  labels: "none",
  digests: false,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  largestFile: undefined,
  tags: true,
  replacesWithoutGap: true,
  keepsIds: false,
  replacementBreaks: ["delete"],
  automaticToken: false,
  summary: true,
  storedNames: {
    "my app ~1.txt": "my app ~1.txt",
    "发布.zip": "发布.zip",
    "a+b.txt": "a+b.txt",
    ".env.txt": ".env.txt",
  },
  tellsRights: true,
  tellsCommits: true,
  budget: {
    created: (files) => files + 5,
    unchanged: () => 3,
    // The version, the new file, the old one, and the release once more for the addresses.
    replaced: 4,
    labelled: 0,
  },
};

/** Gitea or Forgejo of some version as the contract suite sees it. */
export function giteaOf(at: {
  readonly name: string;
  readonly options?: GiteaOptions;
  readonly can?: Partial<Can>;
}): Subject {
  const { options = {} } = at;
  return {
    name: at.name,
    forge: options.software ?? "gitea",
    can: { ...CAN, ...at.can },
    start: async (lag) => hostOf(await startGitea({ ...options, ...lag })),
  };
}

export interface GiteaHost extends Host {
  readonly sandbox: GiteaSandbox;
}

function hostOf(sandbox: GiteaSandbox): GiteaHost {
  let made = 0;
  return {
    sandbox,
    requests: sandbox.requests,
    violations: sandbox.violations,
    faults: sandbox.faults,
    tokens: {
      good: sandbox.token,
      wrong: "0123456789abcdef0123456789abcdef01234567",
      reads: sandbox.addToken({ role: "read" }),
    },
    secrets: [],
    repository: () => repoOf(sandbox, sandbox.repository(`octo/app-${++made}`, {})),
    complaints: () => [],
    close: () => sandbox.close(),
  };
}

const ACTIONS: Readonly<Record<Action, readonly [method: string, path: string]>> = {
  create: ["POST", "/releases$"],
  update: ["PATCH", "/releases/\\d+$"],
  upload: ["POST", "/releases/\\d+/assets$"],
  rename: ["PATCH", "/releases/\\d+/assets/\\d+$"],
  delete: ["DELETE", "/releases/\\d+/assets/\\d+$"],
  "read-back": ["GET", "(/attachments/[0-9a-f-]+|/releases/download/.+)$"],
};

export interface GiteaRepo extends Repo {
  /** The sandbox's own handle, for Gitea's own traps. */
  readonly raw: SandboxRepository;
}

function repoOf(sandbox: GiteaSandbox, raw: SandboxRepository): GiteaRepo {
  const { path } = raw;
  const own = new RegExp(`(/repos)?/${path}(/|$)`);
  // A file by its number names no repository, and may be gone by the time that it is asked for whose it was.
  const numbers = new Set<string>();
  sandbox.watch(() => {
    for (const { assets } of raw.releases) for (const { uuid } of assets) numbers.add(uuid);
  });
  const isRead = ({ path: at }: RecordedRequest): boolean =>
    /\/attachments\/[^/]+$/.test(at) && numbers.has(at.slice(at.lastIndexOf("/") + 1));
  const rule = (action: Action): { method: string; path: RegExp } => {
    const [method, pattern] = ACTIONS[action];
    return { method, path: new RegExp(action === "read-back" ? pattern : `/repos/${path}${pattern}`) };
  };
  const requests = (): RecordedRequest[] =>
    sandbox.requests.filter((request) => own.test(request.path) || isRead(request));
  return {
    raw,
    name: path,
    environment: ({ tag }) => {
      const env = sandbox.environment({ repository: raw, ...(tag === undefined ? {} : { tag }) });
      // The runner's own token is another matter.
      return { ...env, GITHUB_TOKEN: undefined, FORGEJO_TOKEN: undefined, GITEA_TOKEN: undefined };
    },
    head: () => raw.head(),
    push(sha) {
      raw.commits.set(sha, { sha, message: "Pushed", date: "2026-02-01T00:00:00Z", parent: raw.head() });
      raw.branches.set(raw.defaultBranch, sha);
    },
    tag: (name, { commit, annotated } = {}) => {
      raw.tag(name, commit, annotated === undefined ? {} : { annotated });
    },
    tagCommit: (name) => raw.tagCommit(name),
    release({ title, notes, ...seed }) {
      return String(raw.release({ ...seed, name: title ?? "", body: notes ?? "" }).id);
    },
    releases: () => raw.releases.map(seen),
    requests,
    writes: () => requests().filter(({ method }) => method !== "GET"),
    isAction(action, request) {
      const at = rule(action);
      return at.method === request.method && at.path.test(request.path);
    },
    spoil: (action, fault, times = {}) => sandbox.faults.add({ ...rule(action), ...times, do: fault }),
    watch(look) {
      sandbox.watch((request, moment) => {
        if (moment === "before" && own.test(request.path)) look(request);
      });
    },
  };
}

function seen({
  id,
  tagName,
  name,
  body,
  draft,
  prerelease,
  assets,
}: SandboxRepository["releases"][number]): SeenRelease {
  return {
    id: String(id),
    tag: tagName,
    title: name,
    notes: body,
    draft,
    prerelease,
    assets: assets.map((asset) => ({
      id: String(asset.id),
      name: asset.name,
      label: "",
      size: asset.content.size,
      sha256: asset.content.sha256,
      complete: true,
    })),
  };
}
