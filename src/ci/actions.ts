import { existsSync } from "node:fs";
import type { Ci, Env, Pipeline, Place } from "./ci";
import { readEvent } from "./event";
import { commandLogger } from "./loggers";
import { addTo, runnerFile } from "./outputs";
import { filled } from "./variables";

/** The Actions family: GitHub, Enterprise Server, GHE.com, Gitea, Forgejo, and nektos/act at home. */
export const actions: Ci = {
  id: "actions",
  title: "Actions",
  tokenVariables: [],
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
    return env.ATOMGIT_ACTIONS === "true" && !kind.narrow ? undefined : kind.variable;
  },
  read,
};

interface Kind {
  readonly variable: string;
  readonly when: (env: Env) => boolean;
  readonly title: string;
  readonly forge: string;
  /** Only its own runner sets the variable. */
  readonly narrow: boolean;
}

const GITHUB: Kind = {
  variable: "GITHUB_ACTIONS",
  when: () => true,
  title: "GitHub Actions",
  forge: "github",
  narrow: false,
};

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
    narrow: false,
  },
  { variable: "ACT", when: (env) => env.ACT === "true", title: "act", forge: "github", narrow: false },
  GITHUB,
];

function kindOf(env: Env): Kind {
  return KINDS.find(({ when }) => when(env)) ?? GITHUB;
}

async function read({ env, out }: Place): Promise<Partial<Pipeline>> {
  const kind = kindOf(env);
  const folder = filled(env.GITHUB_WORKSPACE);
  return {
    title: kind.title,
    forge: kind.forge,
    ...(await readEvent({
      name: env.GITHUB_EVENT_NAME ?? "",
      ref: env.GITHUB_REF ?? "",
      commit: env.GITHUB_SHA,
      branches: [env.GITHUB_REF_NAME, env.GITHUB_HEAD_REF, env.GITHUB_BASE_REF],
      file: env.GITHUB_EVENT_PATH,
      variable: "GITHUB_EVENT_PATH",
    })),
    logger: commandLogger(out, { joins: kind === GITHUB }),
    ...runnerFile({ file: filled(env.GITHUB_OUTPUT), folder, out }),
    async summarise(markdown) {
      const file = env.GITHUB_STEP_SUMMARY ?? "";
      if (file !== "" && existsSync(file)) await addTo({ file, folder }, `${markdown}\n`);
    },
  };
}
