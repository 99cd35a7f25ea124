import {
  type CnbOptions,
  type CnbSandbox,
  type Fault,
  type RecordedRequest,
  type Release,
  type SandboxRepository,
  startCnb,
} from "../../../sandbox/cnb";
import type { Action, Can, Host, Repo, SeenRelease, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: true,
  draftsMakeTags: true,
  filesFirst: false,
  prereleases: true,
  labels: "none",
  digests: true,
  knowsOwnDigests: false,
  tellsSizes: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  largestFile: undefined,
  tags: true,
  answersChanges: false,
  replacesWithoutGap: true,
  keepsIds: false,
  uploadReplaces: true,
  replacementBreaks: [],
  automaticToken: true,
  summary: false,
  storedNames: {
    "my app ~1.txt": "my app ~1.txt",
    "发布.zip": "发布.zip",
    "a+b.txt": "a+b.txt",
    ".env.txt": ".env.txt",
    "100%_z2.txt": "100%_z2.txt",
  },
  budget: {
    // Three requests a file, of which one goes to a signed address and is not counted here.
    created: (files) => 2 * files + 4,
    unchanged: () => 1,
    replaced: 3,
    labelled: 0,
  },
};

/** A CNB as the reference leaves it open: the strictest without choices. */
export function cnbWith(at: {
  readonly name: string;
  readonly choices?: CnbOptions;
  readonly can?: Partial<Can>;
}): Subject {
  return {
    name: at.name,
    forge: "cnb",
    can: { ...CAN, ...at.can },
    start: async (options) => hostOf(await startCnb({ ...at.choices, ...options })),
  };
}

export interface CnbHost extends Host {
  readonly sandbox: CnbSandbox;
}

function hostOf(sandbox: CnbSandbox): CnbHost {
  let made = 0;
  return {
    sandbox,
    requests: sandbox.requests,
    violations: sandbox.violations,
    faults: sandbox.faults,
    tokens: {
      good: sandbox.token,
      wrong: "sandboxcnbwrong0000000000000000",
      reads: sandbox.addToken({ access: "read" }),
    },
    secrets: [/q-signature/, /asset-upload-confirmation\/[0-9a-f]/, /upload_token/],
    repository: () => repoOf(sandbox, sandbox.repository(`octo/tools/app-${++made}`)),
    // CNB's description of its API cannot be had as a file.
    complaints: () => [],
    close: () => sandbox.close(),
  };
}

const CONFIRMATION = "/releases/\\d+/asset-upload-confirmation(/|$)";

const ACTIONS: Readonly<Record<Action, readonly [method: string, path: string]>> = {
  create: ["POST", "/releases$"],
  update: ["PATCH", "/releases/\\d+$"],
  // The request that makes the file exist.
  upload: ["POST", CONFIRMATION],
  rename: ["PATCH", "/releases/assets/\\d+$"],
  delete: ["DELETE", "/releases/\\d+/assets/\\d+$"],
  "read-back": ["GET", "/releases/download/"],
};

export interface CnbRepo extends Repo {
  /** The sandbox's own handle, for CNB's own traps. */
  readonly raw: SandboxRepository;
  /** Requests to the storage that brought a file of this repository. */
  puts(): RecordedRequest[];
  /** Spoils the request that brings the bytes. */
  spoilPut(fault: Fault, rule?: { readonly nth?: number; readonly times?: number }): { hits(): number };
  /** Spoils the request for an upload address. */
  spoilTicket(fault: Fault, rule?: { readonly nth?: number; readonly times?: number }): { hits(): number };
}

function repoOf(sandbox: CnbSandbox, raw: SandboxRepository): CnbRepo {
  const base = new URL(sandbox.apiUrl).pathname.replace(/\/$/, "");
  const own = `${base}/${raw.slug}/-/`;
  const stored = new RegExp(`^/release-assets/${raw.slug}/`);
  const rule = (action: Action): { origin: string; method: string; path: RegExp } => {
    const [method, path] = ACTIONS[action];
    return { origin: "api", method, path: new RegExp(`^${base}/${raw.slug}/-${path}`) };
  };
  const requests = (): RecordedRequest[] =>
    sandbox.requests.filter(({ origin, path }) => origin === "api" && path.startsWith(own));
  const put = { origin: "storage", method: "PUT", path: stored };
  const ticket = { origin: "api", method: "POST", path: new RegExp(`^${own}releases/\\d+/asset-upload-url$`) };
  return {
    raw,
    name: raw.slug,
    environment: ({ tag }) => sandbox.environment({ repository: raw, ...(tag === undefined ? {} : { tag }) }),
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
      return raw.release({ ...seed, name: title ?? "", body: notes ?? "" }).id;
    },
    releases: () => raw.releases.map(seen),
    requests,
    writes: () => requests().filter(({ method }) => method !== "GET"),
    isAction(action, { origin, method, path }) {
      const at = rule(action);
      return at.origin === origin && at.method === method && at.path.test(path);
    },
    // A connection can be cut only where there are bytes.
    spoil: (action, fault, times = {}) =>
      sandbox.faults.add({ ...(fault.kind === "cut" ? put : rule(action)), ...times, do: fault }),
    watch(look) {
      sandbox.watch((request, moment) => {
        if (moment === "before" && (request.path.startsWith(own) || stored.test(request.path))) look(request);
      });
    },
    puts: () => sandbox.requests.filter(({ origin, path }) => origin === "storage" && stored.test(path)),
    spoilPut: (fault, times = {}) => sandbox.faults.add({ ...put, ...times, do: fault }),
    spoilTicket: (fault, times = {}) => sandbox.faults.add({ ...ticket, ...times, do: fault }),
  };
}

function seen({ id, tagName, name, body, draft, prerelease, assets }: Release): SeenRelease {
  return {
    id,
    tag: tagName,
    title: name,
    notes: body,
    draft,
    prerelease,
    assets: assets.map((asset) => ({
      id: asset.id,
      name: asset.name,
      label: "",
      size: asset.content.size,
      sha256: asset.content.sha256,
      complete: true,
    })),
  };
}

/** What is there may look otherwise in every point that the reference leaves open. */
export const otherForms = cnbWith({
  name: "a CNB of one's own, in its other forms",
  choices: {
    apiPath: "/api",
    accept: "noted",
    ids: "number",
    tagRoute: "tag",
    draftsByTag: false,
    downloadFields: ["browser_download_url"],
    hashes: "SHA256",
    dates: false,
    verifyUrl: "relative",
    existsStatus: 422,
    invalidTokenStatus: 400,
    deleteStatus: 200,
    latestByDefault: false,
  },
});

/** A server that tells no digests and no download address. */
export const withoutDigests = cnbWith({
  name: "a CNB that tells no digests",
  choices: {
    hashes: "none",
    downloadFields: [],
    verifyUrl: "query",
    draftsByTag: false,
    existsStatus: 400,
    invalidTokenStatus: 403,
  },
  can: { digests: false },
});
