import {
  type GiteeOptions,
  type GiteeSandbox,
  type RecordedRequest,
  type Release,
  type SandboxRepository,
  startGitee,
} from "../../../sandbox/gitee";
import type { Action, Can, Host, Repo, SeenRelease, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: false,
  filesFirst: false,
  prereleases: true,
  labels: "none",
  digests: false,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  // Not known of a server other than gitee.com.
  largestFile: undefined,
  tellsRights: true,
  tellsCommits: true,
  tags: true,
  replacesWithoutGap: true,
  keepsIds: false,
  replacementBreaks: ["delete"],
  automaticToken: false,
  summary: false,
  storedNames: {
    "my app ~1.txt": "my.app.1.txt",
    "发布 说明（新）.zip": "发布.说明.新.zip",
    "a+b.txt": "a.b.txt",
    ".env.txt": ".env.txt",
    "a_z2b_c.txt": "a_z2b_c.txt",
  },
  budget: {
    created: (files) => (files === 0 ? 3 : files + 4),
    unchanged: (assets) => 2 + Math.floor(assets / 100),
    replaced: 3,
    labelled: 0,
  },
};

/** A Gitee, with what its reference leaves open. */
export function giteeOf(at: {
  readonly name: string;
  readonly options?: GiteeOptions;
  readonly can?: Partial<Can>;
}): Subject {
  return {
    name: at.name,
    forge: "gitee",
    can: { ...CAN, ...at.can },
    start: async (options) => hostOf(await startGitee({ ...at.options, ...options })),
  };
}

export interface GiteeHost extends Host {
  readonly sandbox: GiteeSandbox;
}

function hostOf(sandbox: GiteeSandbox): GiteeHost {
  let made = 0;
  return {
    sandbox,
    requests: sandbox.requests,
    violations: sandbox.violations,
    faults: sandbox.faults,
    tokens: {
      good: sandbox.token,
      wrong: "wr0ng000000000000000000000000000",
      reads: sandbox.addToken({ access: "read" }),
    },
    secrets: [/Signature=/, /OSSAccessKeyId/],
    repository: () => repoOf(sandbox, sandbox.repository(`octo/app-${++made}`)),
    // There is no description that names what is refused.
    complaints: () => [],
    close: () => sandbox.close(),
  };
}

const ACTIONS: Readonly<Record<Action, readonly [method: string, path: string]>> = {
  create: ["POST", "/releases$"],
  update: ["PATCH", "/releases/\\d+$"],
  upload: ["POST", "/attach_files$"],
  rename: ["PATCH", "/attach_files/\\d+$"],
  delete: ["DELETE", "/attach_files/\\d+$"],
  "read-back": ["GET", "/attach_files/\\d+/download$"],
};

export interface GiteeRepo extends Repo {
  /** The sandbox's own handle, for Gitee's own traps. */
  readonly raw: SandboxRepository;
}

function repoOf(sandbox: GiteeSandbox, raw: SandboxRepository): GiteeRepo {
  const own = `/repos/${raw.path}`;
  const isOwn = ({ path }: RecordedRequest): boolean => path.endsWith(own) || path.includes(`${own}/`);
  const rule = (action: Action): { method: string; path: RegExp } => {
    const [method, path] = ACTIONS[action];
    return { method, path: new RegExp(`${own}/.*${path}|${own}${path}`) };
  };
  const requests = (): RecordedRequest[] => sandbox.requests.filter(isOwn);
  return {
    raw,
    name: raw.path,
    environment: ({ tag }) =>
      sandbox.environment({ repository: raw, form: "https", tagIn: "ref", ...(tag === undefined ? {} : { tag }) }),
    head: () => raw.head(),
    push(sha) {
      raw.commits.set(sha, { sha, message: "Pushed", date: "2026-02-01T00:00:00Z", parent: raw.head() });
      raw.branches.set(raw.defaultBranch, sha);
    },
    tag: (name, { commit, annotated } = {}) => {
      raw.tag(name, commit, annotated === undefined ? {} : { annotated });
    },
    tagCommit: (name) => raw.tagCommit(name),
    release: ({ tag, title, notes, prerelease, assets }) =>
      String(
        raw.release({
          tag,
          prerelease: prerelease ?? false,
          ...(title === undefined ? {} : { name: title }),
          ...(notes === undefined ? {} : { body: notes }),
          ...(assets === undefined ? {} : { assets }),
        }).id,
      ),
    releases: () => raw.releases.map(seen),
    requests,
    writes: () => requests().filter(({ method }) => method !== "GET"),
    isAction(action, { method, path }) {
      const at = rule(action);
      return at.method === method && at.path.test(path);
    },
    spoil: (action, fault, times = {}) => sandbox.faults.add({ ...rule(action), ...times, do: fault }),
    watch(look) {
      sandbox.watch((request, moment) => {
        if (moment === "before" && isOwn(request)) look(request);
      });
    },
  };
}

function seen(release: Release): SeenRelease {
  return {
    id: String(release.id),
    tag: release.tagName,
    title: release.name,
    notes: release.body,
    draft: false,
    prerelease: release.prerelease,
    assets: release.assets.map(({ id, name, content }) => ({
      id: String(id),
      name,
      label: "",
      size: content.size,
      sha256: content.sha256,
      complete: true,
    })),
  };
}
