import type { Env } from "../../src/ci/ci";
import { RECIPES } from "../ci/recipes";

// Where a token may go, as the contract says it, written down apart from the program.

/** A kind of forge: its family, the API hosts of its public servers, and the variables of its tokens. */
export const KINDS = {
  github: { family: "github", web: ["github.com"], api: ["api.github.com"], variables: ["GITHUB_TOKEN", "GH_TOKEN"] },
  gitlab: { family: "gitlab", web: ["gitlab.com"], api: ["gitlab.com"], variables: ["GITLAB_TOKEN", "GL_TOKEN"] },
  gitea: { family: "gitea", web: ["gitea.com"], api: ["gitea.com"], variables: ["GITEA_TOKEN", "FORGEJO_TOKEN"] },
  forgejo: {
    family: "gitea",
    web: ["codeberg.org", "code.forgejo.org"],
    api: ["codeberg.org"],
    variables: ["GITEA_TOKEN", "FORGEJO_TOKEN"],
  },
  gitee: { family: "gitee", web: ["gitee.com"], api: ["gitee.com"], variables: ["GITEE_TOKEN"] },
  gitcode: {
    family: "gitcode",
    web: ["gitcode.com", "atomgit.com"],
    api: ["api.gitcode.com", "api.atomgit.com"],
    variables: ["GITCODE_TOKEN"],
  },
  tgit: {
    family: "tgit",
    web: ["git.code.tencent.com"],
    api: ["git.code.tencent.com"],
    variables: ["TGIT_TOKEN"],
  },
  sourcehut: {
    family: "sourcehut",
    web: ["git.sr.ht"],
    api: ["git.sr.ht"],
    variables: ["SOURCEHUT_TOKEN", "SRHT_TOKEN"],
  },
  cnb: { family: "cnb", web: ["cnb.cool"], api: ["api.cnb.cool"], variables: [] },
} as const;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];

const AUTOMATIC = "automatic-token-of-the-runner";
const COMPANY = { REPO: "https://git.company.test/o/r.git", HOST: "git.company.test" };

/** A place to run in: its environment; the forge and API host that run the job; the host of the remote it tells. */
export interface Place {
  readonly env: Env;
  readonly own?: { readonly kind: Kind; readonly host: string; readonly api: string };
  readonly remote?: string;
}

const job = (env: Env): Env => ({ ...env, INPUT_JOB_TOKEN: AUTOMATIC });

export const PLACES: Readonly<Record<string, Place>> = {
  "GitHub Actions": {
    env: job(RECIPES.github),
    own: { kind: "github", host: "github.com", api: "api.github.com" },
  },
  "GitHub Enterprise Server": {
    env: job(RECIPES.ghes),
    own: { kind: "github", host: "ghe.example.com", api: "ghe.example.com" },
  },
  "Gitea Actions": { env: job(RECIPES.giteaBelow), own: { kind: "gitea", host: "h.example", api: "h.example" } },
  "Forgejo Actions": {
    env: { ...RECIPES.forgejo, INPUT_JOB_TOKEN: "", FORGEJO_TOKEN: AUTOMATIC, GITHUB_TOKEN: AUTOMATIC },
    own: { kind: "forgejo", host: "code.example", api: "code.example" },
  },
  "GitLab CI": {
    env: { ...RECIPES.gitlab, CI_PROJECT_PATH: "o/r", CI_JOB_TOKEN: AUTOMATIC },
    own: { kind: "gitlab", host: "gitlab.example.com", api: "gitlab.example.com" },
  },
  "Gitee Go": { env: RECIPES.giteeGo },
  "Gitee Go of a private Gitee": {
    env: { ...RECIPES.giteeGo, GITEE_REPO: "https://gitee.example/o/r" },
    own: { kind: "gitee", host: "gitee.example", api: "gitee.example" },
  },
  AtomGit: {
    env: { ...RECIPES.atomgit, ATOMGIT_TOKEN: AUTOMATIC },
    own: { kind: "gitcode", host: "atomgit.com", api: "api.atomgit.com" },
  },
  CNB: {
    env: { ...RECIPES.cnb, CNB_REPO_SLUG: "o/r", CNB_TOKEN: AUTOMATIC },
    own: { kind: "cnb", host: "cnb.cool", api: "api.cnb.cool" },
  },
  "BK-CI": { env: { ...RECIPES.bkCi, BK_CI_GIT_REPO_URL: COMPANY.REPO }, remote: COMPANY.HOST },
  Woodpecker: {
    env: { ...RECIPES.woodpecker, CI_FORGE_TYPE: "gitea", CI_FORGE_URL: "https://gitea.example" },
    own: { kind: "gitea", host: "gitea.example", api: "gitea.example" },
  },
  Drone: { env: { ...RECIPES.drone, DRONE_REPO_LINK: "https://git.company.test/o/r" }, remote: COMPANY.HOST },
  Jenkins: { env: RECIPES.jenkins, remote: "github.com" },
  "a shell": { env: { INPUT_TAG_NAME: "v1" } },
};

/** One variable of a token for every kind, each with a value of its own, where the place does not set it. */
export function variablesOf(env: Env): Record<string, string> {
  const names = [...new Set(KIND_NAMES.flatMap((kind) => [...KINDS[kind].variables]))];
  const free = names.filter((name) => (env[name] ?? "") === "");
  return Object.fromEntries(free.map((name) => [name, `value-of-${name.toLowerCase()}`]));
}

/** How a target is named. */
export interface Naming {
  readonly inputs: Readonly<Record<string, string>>;
  readonly forge?: Kind;
  /** Hosts that the inputs name, as they may be connected to. */
  readonly named?: readonly string[];
}

/** Every way to name a target. */
export function namings(): Naming[] {
  const kinds = [undefined, ...KIND_NAMES];
  return kinds.flatMap((forge): Naming[] => {
    const kind = forge === undefined ? {} : { forge };
    const named = ["named.example", "api.named.example"];
    const repository = forge === "sourcehut" ? "~a/b" : "a/b";
    return [
      { inputs: kind, ...kind },
      { inputs: { ...kind, repository }, ...kind },
      { inputs: { ...kind, server_url: "https://named.example", repository }, ...kind, named },
      { inputs: { ...kind, api_url: "https://api.named.example/x", repository }, ...kind, named },
      { inputs: { ...kind, repository: `https://named.example/${repository}.git` }, ...kind, named },
      { inputs: { ...kind, repository: `git@named.example:${repository}.git` }, ...kind, named },
    ];
  });
}

/** Hosts that may be connected to at all. */
export function hostsAllowed(place: Place, { forge, named }: Naming, remote: string): readonly string[] {
  if (named !== undefined) return named;
  const { own } = place;
  if (own !== undefined && (forge === undefined || KINDS[forge].family === KINDS[own.kind].family)) return [own.api];
  const host = place.remote ?? remote;
  const known = KIND_NAMES.find((kind) => (KINDS[kind].web as readonly string[]).includes(host));
  const kind = forge ?? (place.env === RECIPES.giteeGo ? "gitee" : known);
  if (host === "" || (known !== undefined && kind !== undefined && KINDS[known].family !== KINDS[kind].family))
    return kind === undefined ? [] : KINDS[kind].api;
  return known === undefined ? [host] : KINDS[known].api;
}

/** Names under which the runners' own tokens lie. */
const OWN = ["job_token", "CI_JOB_TOKEN", "ATOMGIT_TOKEN", "CNB_TOKEN"];

/** Whether the token of that name may be sent to a host. */
export function mayHave(name: string, host: string, place: Place, naming: Naming): boolean {
  if (["token", "INPUT_TOKEN"].includes(name)) return true;
  if (OWN.includes(name) || place.env[name] === AUTOMATIC) return host === place.own?.api;
  const kinds = KIND_NAMES.filter((kind) => (KINDS[kind].variables as readonly string[]).includes(name));
  const isPublic = kinds.some((kind) => (KINDS[kind].api as readonly string[]).includes(host));
  return kinds.length > 0 && (isPublic || host === place.own?.api || (naming.named ?? []).includes(host));
}
