import type { ForgeModule } from "../../src/forges/forge";
import type { Env, Pipeline } from "../../src/ci/ci";
import { recogniseCi } from "../../src/ci";
import { readEntries } from "../../src/request/entries/entries";
import { parseInputs } from "../../src/request/parse";
import { attempt } from "../../src/request/problems";
import { locate } from "../../src/request/target/locate";
import type { Target } from "../../src/request/target/target";
import { type TokenChoice, chooseToken } from "../../src/request/target/token";
import { tokenSources } from "../../src/request/target/token-sources";
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
  { id: "sourcehut", hosts: ["git.sr.ht"], api: (serverUrl) => serverUrl, variable: "SOURCEHUT_TOKEN" },
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
  const entries = readEntries(argv, env);
  const { inputs } = parseInputs(entries);
  const { pipeline } = await readCi(env);
  const first = locate({ inputs, pipeline, origin, env, forges: ALL_FORGES });
  const module = ALL_FORGES.find(({ id }) => id === kind);
  const asked = first.kind === "unknown";
  if (asked && module === undefined) throw new Error(JSON.stringify(first));
  const target = first.kind === "known" ? first : first.complete(module!);
  const sources = tokenSources({ entries, inputs, env, ci: { ...recogniseCi(env), others: [] } });
  const token = attempt([], () => chooseToken(target, sources, { staysHere: () => false }));
  return { pipeline, asked, target, token };
}
