import type { ForgeModule } from "../../src/forges/forge";
import type { Env, Pipeline } from "../../src/ci/ci";
import { automaticTokens, recogniseCi } from "../../src/ci";
import { readDoors } from "../../src/request/doors";
import { parseInputs } from "../../src/request/parse";
import { tokenSources } from "../../src/request/sources";
import { type Located, type Target, locate } from "../../src/request/target";
import { type TokenChoice, chooseToken } from "../../src/request/token";
import { module } from "../request/builders";
import { readCi } from "./ci-stage";

interface Kind {
  readonly id: string;
  readonly hosts: readonly string[];
  readonly api: (serverUrl: string) => string;
  readonly variable: string;
}

const below =
  (path: string) =>
  (serverUrl: string): string =>
    serverUrl + path;

const KINDS: readonly Kind[] = [
  {
    id: "github",
    hosts: ["github.com", "api.github.com"],
    api: (serverUrl) => (serverUrl === "https://github.com" ? "https://api.github.com" : `${serverUrl}/api/v3`),
    variable: "GITHUB_TOKEN",
  },
  { id: "gitlab", hosts: ["gitlab.com"], api: below("/api/v4"), variable: "GITLAB_TOKEN" },
  { id: "gitea", hosts: ["gitea.com"], api: below("/api/v1"), variable: "GITEA_TOKEN" },
  { id: "forgejo", hosts: ["codeberg.org"], api: below("/api/v1"), variable: "FORGEJO_TOKEN" },
  { id: "gitee", hosts: ["gitee.com"], api: below("/api/v5"), variable: "GITEE_TOKEN" },
  {
    id: "gitcode",
    hosts: ["gitcode.com", "atomgit.com"],
    api: () => "https://api.gitcode.com/api/v5",
    variable: "GITCODE_TOKEN",
  },
  { id: "tgit", hosts: ["git.code.tencent.com"], api: below("/api/v3"), variable: "TGIT_TOKEN" },
  { id: "cnb", hosts: ["cnb.cool"], api: () => "https://api.cnb.cool", variable: "CNB_TOKEN" },
];

/** Every kind of forge, of which only the data is looked at. */
export const ALL_FORGES: readonly ForgeModule[] = KINDS.map(({ id, hosts, api, variable }) =>
  module({
    id,
    hosts,
    publicServer: `https://${hosts[0] ?? ""}`,
    ...(id === "gitea" || id === "forgejo" ? { family: "gitea" } : {}),
    ...(id === "github" ? { hostVariable: "GH_HOST" } : id === "gitlab" ? { hostVariable: "GITLAB_HOST" } : {}),
    apiUrl: api,
    tokenVariables: () => [variable],
    repository: { form: /^[^\s/]+(\/[^\s/]+)+$/, words: "owner/repo" },
  }),
);

/** Where an environment leads: as the program finds it before any request. */
export interface Way {
  readonly pipeline: Pipeline;
  readonly located: Located;
  /** Its kind had to be asked for, which is answered with `kind`. */
  readonly asked: boolean;
  readonly target: Target;
  readonly token: TokenChoice | undefined;
}

export async function way(
  env: Env,
  {
    argv = [],
    origin,
    kind,
  }: { readonly argv?: readonly string[]; readonly origin?: string; readonly kind?: string } = {},
): Promise<Way> {
  const doors = readDoors(argv, env);
  const { inputs } = parseInputs(doors);
  const { pipeline } = await readCi(env);
  const first = locate({ inputs, pipeline, origin, env, forges: ALL_FORGES });
  const asked = "probe" in first;
  const module = ALL_FORGES.find(({ id }) => id === kind);
  const located = asked && module !== undefined ? first.probe.complete(module) : first;
  if (!("target" in located)) throw new Error(JSON.stringify(located));
  const { ci } = recogniseCi(env);
  const own = { variables: automaticTokens(ci, env), runsActions: ci.runsActions === true };
  const sources = tokenSources({ doors, inputs, env, ci: own, foreign: [] });
  const token = chooseToken(located.target, sources, { staysHere: () => false });
  return { pipeline, located, asked, target: located.target, token: "problems" in token ? undefined : token };
}
