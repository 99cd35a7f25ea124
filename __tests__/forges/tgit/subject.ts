import {
  type RecordedRequest,
  type Release,
  type SandboxRepository,
  type TGitOptions,
  type TGitSandbox,
  startTGit,
} from "../../../sandbox/tgit";
import { decodeTitle, encodeTitle } from "../../../src/model/notes";
import type { Action, Can, Host, Repo, SeenRelease, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: false,
  filesFirst: false,
  prereleases: false,
  labels: "none",
  digests: false,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  // The limit is sure on the public host only.
  largestFile: undefined,
  tellsRights: true,
  tags: true,
  keepsTitles: false,
  answersChanges: false,
  replacesWithoutGap: false,
  // Their names are all the id they have.
  keepsIds: true,
  replacementBreaks: [],
  automaticToken: false,
  summary: false,
  storedNames: {
    "my app ~1.txt": "my.app.1.txt",
    "发布.zip": "发布.zip",
    "a+b.txt": "a.b.txt",
    ".env.txt": ".env.txt",
  },
  budget: {
    // Looking; a request to create, which a server may refuse for a tag that is there; a look why; one to update it;
    // the files; one look at all of them.
    created: (files) => (files === 0 ? 4 : files + 5),
    unchanged: () => 1,
    // One to delete, one to upload, one look.
    replaced: 3,
    labelled: 0,
  },
};

/** A server that makes the choices which the reference leaves open. */
export function tgit(options: TGitOptions = {}): Subject {
  const { plainTag = "put" } = options;
  const choices = Object.values(options).map(String).join(", ");
  return {
    name: choices === "" ? "tgit" : `tgit (${choices})`,
    forge: "tgit",
    // Where only an update makes a release of a tag, its answer is the same for the first and for all others.
    can: plainTag === "put" ? { ...CAN, createdByMany: true } : CAN,
    start: async (more) => hostOf(await startTGit({ ...options, ...more })),
  };
}

export interface TGitHost extends Host {
  readonly sandbox: TGitSandbox;
}

function hostOf(sandbox: TGitSandbox): TGitHost {
  const watchers: ((request: RecordedRequest) => void)[] = [];
  const { requests } = sandbox;
  // The log is an array that grows as requests come in, those that a fault strikes included: its `push` is the moment.
  requests.push = (...entries) => {
    for (const entry of entries) for (const look of watchers) look(entry);
    return Array.prototype.push.apply(requests, entries);
  };
  let made = 0;
  return {
    sandbox,
    requests,
    violations: sandbox.violations,
    faults: sandbox.faults,
    tokens: {
      good: sandbox.token,
      wrong: "sandbox-tgit-wrong00000000",
      reads: sandbox.addToken({ role: "reporter" }),
    },
    secrets: [],
    repository: () => repoOf(sandbox, sandbox.repository(`group/sub/app-${++made}`), watchers),
    complaints: () => [],
    close: () => sandbox.close(),
  };
}

const ACTIONS: Readonly<Record<Action, readonly [method: string, path: string]>> = {
  create: ["POST", "/releases$"],
  // No such request here: the PUT that changes a release also makes one of a plain tag, which is a creation.
  update: ["PATCH", "/releases/[^/]+$"],
  upload: ["POST", "/attachments$"],
  rename: ["PATCH", "/attachments/[^/]+$"],
  delete: ["DELETE", "/attachments/[^/]+$"],
  "read-back": ["GET", "/attachments/[^/]+$"],
};

export interface TGitRepo extends Repo {
  /** The sandbox's own handle, for TGit's own traps. */
  readonly raw: SandboxRepository;
}

function repoOf(
  sandbox: TGitSandbox,
  raw: SandboxRepository,
  watchers: ((request: RecordedRequest) => void)[],
): TGitRepo {
  const own = new RegExp(`/projects/(${raw.id}|${encodeURIComponent(raw.path)})(?=/|$)`);
  const rule = (action: Action): { method: string; path: RegExp } => {
    const [method, path] = ACTIONS[action];
    return { method, path: new RegExp(`${own.source}.*${path}`) };
  };
  const requests = (): RecordedRequest[] => sandbox.requests.filter(({ path }) => own.test(path));
  return {
    raw,
    name: raw.path,
    // The reference knows no variable for the repository's address: the input says the kind, the checkout the rest.
    environment: ({ tag }) => ({
      ...sandbox.environment({ repository: raw, ...(tag === undefined ? { branch: raw.defaultBranch } : { tag }) }),
      BK_CI_GIT_REPO_URL: raw.cloneUrl,
      INPUT_FORGE: "tgit",
    }),
    head: () => raw.head(),
    push(sha) {
      raw.commits.set(sha, { sha, message: "Pushed", date: "2026-02-01T00:00:00Z", parent: raw.head() });
      raw.branches.set(raw.defaultBranch, sha);
    },
    tag: (name, { commit = raw.head(), annotated } = {}) => {
      raw.tag(name, commit, annotated === undefined ? {} : { annotated });
    },
    tagCommit: (name) => raw.tagCommit(name),
    release({ tag, title, notes = "", assets = [] }) {
      return String(raw.release({ tag, description: encodeTitle({ title, notes }), attachments: assets }).id);
    },
    releases: () => raw.releases.map(seen),
    requests,
    writes: () => requests().filter(({ method }) => method !== "GET"),
    isAction(action, { method, path }) {
      const at = rule(action);
      return at.method === method && at.path.test(path);
    },
    spoil: (action, fault, times = {}) => sandbox.faults.add({ ...rule(action), ...times, do: fault }),
    watch(look) {
      watchers.push((request) => {
        if (own.test(request.path)) look(request);
      });
    },
  };
}

function seen({ id, tag, description, attachments }: Release): SeenRelease {
  const { title = tag, notes } = decodeTitle(description ?? "");
  return {
    id: String(id),
    tag,
    title,
    notes,
    draft: false,
    prerelease: false,
    assets: attachments.map(({ name, content }) => ({
      id: name,
      name,
      label: "",
      size: content.size,
      sha256: content.sha256,
      complete: true,
    })),
  };
}
