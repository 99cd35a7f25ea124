import type { Ci, Env } from "./ci";
import { readEvent } from "./event";
import { commandLogger } from "./loggers";
import { addTo, runnerFile } from "./outputs";
import { filled, root } from "./variables";

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
  async read({ env, out }) {
    const folder = filled(env.ATOMGIT_WORKSPACE);
    const summary = filled(env.ATOMGIT_STEP_SUMMARY);
    return {
      forge: "gitcode",
      apiUrl: withVersion(root(env.ATOMGIT_API_URL)),
      ...(await readEvent({
        name: env.ATOMGIT_EVENT_NAME ?? "",
        ref: refOf(env),
        commit: env.ATOMGIT_SHA,
        branches: [env.ATOMGIT_REF_NAME, env.ATOMGIT_HEAD_REF, env.ATOMGIT_BASE_REF],
        file: env.ATOMGIT_EVENT_PATH,
        variable: "ATOMGIT_EVENT_PATH",
      })),
      // Releases have no number there: the tag says which one it is.
      release: undefined,
      logger: commandLogger(out),
      ...runnerFile({ file: filled(env.ATOMGIT_OUTPUT), folder, out }),
      async summarise(markdown) {
        if (summary !== undefined) await addTo({ file: summary, folder }, `${markdown}\n`);
      },
    };
  },
};

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
