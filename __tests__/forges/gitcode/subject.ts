import {
  type GitCodeOptions,
  type GitCodeSandbox,
  type RecordedRequest,
  type Release,
  type SandboxRepository,
  startGitCode,
} from "../../../sandbox/gitcode";
import type { FaultRule } from "../../../sandbox/kernel/faults";
import type { Action, Can, Host, Repo, SeenRelease, Subject } from "../contract/subject";

const CAN: Can = {
  drafts: false,
  filesFirst: false,
  prereleases: true,
  labels: "none",
  digests: false,
  knowsOwnDigests: false,
  tellsSizes: true,
  sizesByReading: true,
  findsLostUploads: true,
  addressesNameTags: true,
  emptyFiles: true,
  largestFile: undefined,
  tags: true,
  answersChanges: false,
  replacesWithoutGap: true,
  keepsIds: false,
  replacementBreaks: ["delete"],
  automaticToken: true,
  summary: false,
  storedNames: Object.fromEntries(
    ["my app ~1.txt", "发布.zip", "a+b.txt", ".env.txt", "100%&?.zip"].map((name) => [name, name]),
  ),
  budget: { created: (files) => 2 * files + 5, unchanged: () => 1, replaced: 6, labelled: 0 },
};

/** GitCode with the habits that a server may have: some differ between its pages, some nobody has verified. */
export function gitCode(at: {
  readonly name: string;
  readonly options?: GitCodeOptions;
  readonly can?: Partial<Can>;
}): Subject {
  return {
    name: at.name,
    forge: "gitcode",
    can: { ...CAN, ...at.can },
    start: async (options) => {
      const limits = { perMinute: Infinity, perHour: Infinity };
      const sandbox = await startGitCode({ limits, ...at.options, ...options });
      return hostOf(sandbox, at.options?.assetIds ?? at.options?.form !== "older");
    },
  };
}

export interface GitCodeHost extends Host {
  readonly sandbox: GitCodeSandbox;
}

function hostOf(sandbox: GitCodeSandbox, givesIds: boolean): GitCodeHost {
  let made = 0;
  return {
    sandbox,
    requests: sandbox.requests,
    violations: sandbox.violations,
    faults: sandbox.faults,
    tokens: { good: sandbox.token, wrong: "sandbox-wrong-0000000000", reads: sandbox.addToken({ access: "read" }) },
    secrets: [/Signature=/, /SANDBOXKEY/],
    repository: () => repoOf({ sandbox, givesIds }, sandbox.repository(`octo/app-${++made}`, {})),
    complaints: () => [],
    close: () => sandbox.close(),
  };
}

export interface GitCodeRepo extends Repo {
  /** The sandbox's own handle, for GitCode's own traps. */
  readonly raw: SandboxRepository;
}

type Rule = Required<Pick<FaultRule, "method" | "path" | "origin">> & { readonly path: RegExp };

function ruleOf(raw: SandboxRepository, action: Action): Rule {
  const api = (method: string, path: string): Rule => ({
    origin: "api",
    method,
    path: new RegExp(`^/api/v5/repos/${encodeURIComponent(raw.owner)}/${raw.name}${path}$`),
  });
  switch (action) {
    case "create":
      return api("POST", "/releases");
    case "update":
      return api("PATCH", "/releases/[^/]+");
    case "upload":
      return { origin: "storage", method: "PUT", path: new RegExp(`/rg-${raw.id}/`) };
    case "rename":
      return api("PATCH", "/releases/[^/]+/attach_files/\\d+");
    case "delete":
      return api("DELETE", "/releases/[^/]+/attach_files/\\d+");
    case "read-back":
      return api("GET", "/releases/[^/]+/attach_files/[^/]+/download");
    default:
      return action satisfies never;
  }
}

interface Served {
  readonly sandbox: GitCodeSandbox;
  readonly givesIds: boolean;
}

function repoOf({ sandbox, givesIds }: Served, raw: SandboxRepository): GitCodeRepo {
  const isAction = (action: Action, { origin, method, path }: RecordedRequest): boolean => {
    const rule = ruleOf(raw, action);
    return rule.origin === origin && rule.method === method && rule.path.test(path);
  };
  const own = new RegExp(`^/api/v5/repos/${encodeURIComponent(raw.owner)}/${raw.name}(/|$)`);
  // Uploads count, although they go to a signed address; what reads lead to does not.
  const isOwn = (request: RecordedRequest): boolean => own.test(request.path) || isAction("upload", request);
  const requests = (): RecordedRequest[] => sandbox.requests.filter(isOwn);
  return {
    raw,
    name: `${raw.owner}/${raw.name}`,
    environment: ({ tag }) => sandbox.environment({ repository: raw, ...(tag === undefined ? {} : { tag }) }),
    head: () => raw.head(),
    push(sha) {
      raw.commits.set(sha, { sha, message: "Pushed", date: "2026-02-01T00:00:00+08:00" });
      raw.branches.set(raw.defaultBranch, sha);
    },
    tag: (name, { commit, annotated } = {}) => {
      raw.tag(name, commit, annotated === undefined ? {} : { annotated });
    },
    tagCommit: (name) => raw.tagCommit(name),
    release({ tag, title, notes, prerelease, assets = [] }) {
      raw.release({
        tag,
        assets,
        ...(title === undefined ? {} : { name: title }),
        ...(notes === undefined ? {} : { body: notes }),
        ...(prerelease === true ? { status: "pre" } : {}),
      });
      return tag;
    },
    releases: () => raw.releases.map((release) => seen(release, givesIds)),
    requests,
    writes: () => requests().filter(({ method }) => method !== "GET"),
    isAction,
    spoil: (action, fault, times = {}) => sandbox.faults.add({ ...ruleOf(raw, action), ...times, do: fault }),
    watch(look) {
      sandbox.watch((request, moment) => {
        if (moment === "before" && isOwn(request)) look(request);
      });
    },
  };
}

function seen({ tagName, name, body, status, assets }: Release, givesIds: boolean): SeenRelease {
  return {
    id: tagName,
    tag: tagName,
    title: name,
    notes: body,
    draft: false,
    prerelease: status === "pre",
    assets: assets.map((asset) => ({
      id: givesIds ? String(asset.id) : asset.name,
      name: asset.name,
      label: "",
      size: asset.content.size,
      sha256: asset.content.sha256,
      complete: true,
    })),
  };
}
