import { existsSync } from "node:fs";
import type { Ci, Env, Pipeline, Place } from "./ci";
import { readEvent } from "./event";
import { commandLogger } from "./loggers";
import { addTo, runnerFile } from "./outputs";
import { filled, root } from "./variables";

/** The Actions family: GitHub, Enterprise Server, GHE.com, Gitea, Forgejo, and nektos/act at home. */
export const actions: Ci = {
  id: "actions",
  title: "Actions",
  // Forgejo's runner sets it by itself, without anybody having asked for it.
  automaticTokens: (env) => (kindOf(env).variable === "FORGEJO_ACTIONS" ? ["FORGEJO_TOKEN"] : []),
  runsActions: true,
  forgeOf: (env) => kindOf(env).forge,
  tells: {
    serverUrl: "GITHUB_SERVER_URL",
    apiUrl: "GITHUB_API_URL",
    repository: "GITHUB_REPOSITORY",
    workspace: "GITHUB_WORKSPACE",
  },
  recognise(env) {
    if (env.GITHUB_ACTIONS !== "true") return undefined;
    const kind = kindOf(env);
    // A runner of AtomGit may set it as well: only the marker of another runner tells that two are at work.
    return env.ATOMGIT_ACTIONS === "true" && kind.narrow !== true ? undefined : kind.variable;
  },
  async read(place) {
    const kind = kindOf(place.env);
    const ref = place.env.GITHUB_REF ?? "";
    return { ...(await readRun(place, { prefix: "GITHUB", ref, joins: kind === GITHUB })), title: kind.title };
  },
};

/** The pipelines of GitCode and AtomGit, which speak like those of the Actions family under other names. */
export const atomgit: Ci = {
  id: "atomgit",
  title: "AtomGit pipelines",
  tokenVariables: ["ATOMGIT_TOKEN"],
  runsActions: true,
  forgeOf: () => "gitcode",
  recognise: (env) => (env.ATOMGIT_ACTIONS === "true" ? "ATOMGIT_ACTIONS" : undefined),
  tells: {
    serverUrl: "ATOMGIT_SERVER_URL",
    apiUrl: "ATOMGIT_API_URL",
    repository: "ATOMGIT_REPOSITORY",
    workspace: "ATOMGIT_WORKSPACE",
  },
  read: async (place) => ({
    ...(await readRun(place, { prefix: "ATOMGIT", ref: refOf(place.env), joins: false })),
    apiUrl: withVersion(root(place.env.ATOMGIT_API_URL)),
    // Releases have no number there: the tag says which one it is.
    release: undefined,
  }),
};

interface Kind {
  readonly variable: string;
  readonly when: (env: Env) => boolean;
  readonly title: string;
  readonly forge: string;
  /** Only its own runner sets the variable. */
  readonly narrow?: true;
}

const GITHUB: Kind = { variable: "GITHUB_ACTIONS", when: () => true, title: "GitHub Actions", forge: "github" };

/**
 * All of them set GITHUB_ACTIONS. The narrower marker wins; Forgejo stands before Gitea because its runner sets both.
 * An old Gitea runner has no marker but its API's path.
 */
const KINDS: readonly Kind[] = [
  {
    variable: "FORGEJO_ACTIONS",
    when: (env) => env.FORGEJO_ACTIONS === "true",
    title: "Forgejo Actions",
    forge: "forgejo",
    narrow: true,
  },
  {
    variable: "GITEA_ACTIONS",
    when: (env) => env.GITEA_ACTIONS === "true",
    title: "Gitea Actions",
    forge: "gitea",
    narrow: true,
  },
  {
    variable: "GITHUB_API_URL",
    when: (env) => /\/api\/v1\/*$/.test(env.GITHUB_API_URL ?? ""),
    title: "Gitea Actions",
    forge: "gitea",
  },
  { variable: "ACT", when: (env) => env.ACT === "true", title: "act", forge: "github" },
  GITHUB,
];

function kindOf(env: Env): Kind {
  return KINDS.find(({ when }) => when(env)) ?? GITHUB;
}

/** The event of a run, and how its runner is spoken to. */
async function readRun(
  { env, out }: Place,
  { prefix, ref, joins }: { readonly prefix: string; readonly ref: string; readonly joins: boolean },
): Promise<Partial<Pipeline>> {
  const told = (name: string): string | undefined => env[`${prefix}_${name}`];
  const folder = filled(told("WORKSPACE"));
  return {
    ...(await readEvent({
      name: told("EVENT_NAME") ?? "",
      ref,
      commit: told("SHA"),
      branches: [told("REF_NAME"), told("HEAD_REF"), told("BASE_REF")],
      file: told("EVENT_PATH"),
      variable: `${prefix}_EVENT_PATH`,
    })),
    // https://docs.github.com/en/actions/reference/workflows-and-actions/variables: 1, and one more each time
    isRepeated: Number(told("RUN_ATTEMPT")) > 1,
    logger: commandLogger(out, { joins }),
    channels: ["OUTPUT", "STEP_SUMMARY"].flatMap((name) => {
      const file = filled(told(name));
      return file === undefined ? [] : [{ variable: `${prefix}_${name}`, file }];
    }),
    ...runnerFile({ file: filled(told("OUTPUT")), folder, out }),
    async summarise(markdown) {
      const file = filled(told("STEP_SUMMARY"));
      if (file !== undefined && existsSync(file)) await addTo({ file, folder }, `${markdown}\n`);
    },
  };
}

/** The variable holds the host's root only. */
function withVersion(apiUrl: string | undefined): string | undefined {
  return apiUrl === undefined || apiUrl.endsWith("/api/v5") ? apiUrl : `${apiUrl}/api/v5`;
}

/** Runs started by hand have a short ref; only its type says then whether it is a tag. */
function refOf(env: Env): string {
  const ref = env.ATOMGIT_REF?.trim() ?? "";
  const name = filled(env.ATOMGIT_REF_NAME) ?? ref;
  if (ref.startsWith("refs/") || name === "") return ref;
  if (env.ATOMGIT_REF_TYPE === "tag") return `refs/tags/${name}`;
  return env.ATOMGIT_REF_TYPE === "branch" ? `refs/heads/${name}` : ref;
}
