import { afterEach } from "vitest";
import type { Sandbox } from "../../sandbox/kernel/sandbox";
import { type Stand, SANDBOXES, pushedTo } from "../../sandbox";
import type { Ran, Workspace } from "./bundle";
import { folder } from "./stage";

export const PUSHED = { repository: "me/app", tag: "v1.0.0" };

/** A job on GitHub, started by a tag, and other forges that have that tag as well. All end with the test. */
export interface Several {
  readonly github: Stand;
  /** By the name that the input `forge` takes. */
  readonly mirrors: Readonly<Record<string, Stand>>;
  readonly workspace: Workspace;
  /** The line of a mirror; its token is in `TOKEN_GITEE` and the like. */
  line(forge: string, more?: string): string;
  /** The step, with the tokens of all mirrors in its environment. */
  act(targets: readonly string[], inputs?: Readonly<Record<string, string>>, more?: Env): Promise<Ran>;
}

/** What is not as usual. */
interface Unusual {
  /** Forges that are started otherwise, by name. */
  readonly start?: Readonly<Record<string, () => Promise<Sandbox>>>;
  /** Nobody sees the repository on GitHub without a token. */
  readonly isPrivate?: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

/** @param forges mirrors to start */
export async function several(
  forges: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = { "a.txt": "alpha", "b.txt": "beta" },
  { start: starts = {}, isPrivate = false }: Unusual = {},
): Promise<Several> {
  const start = async (forge: string): Promise<Stand> => {
    const starting = starts[forge] ?? SANDBOXES[forge];
    if (starting === undefined) throw new Error(`no sandbox of ${forge}`);
    const repository = forge === "sourcehut" ? "~me/app" : PUSHED.repository;
    const stand = await pushedTo(starting(), { ...PUSHED, repository }, { private: isPrivate && forge === "github" });
    endings.push(stand.close);
    return stand;
  };
  const [github, others] = await Promise.all([start("github"), Promise.all(forges.map(start))]);
  const mirrors = Object.fromEntries(others.map((stand, at) => [forges[at] ?? "", stand]));
  const tokens = Object.fromEntries(
    others.map((stand, at) => [`TOKEN_${(forges[at] ?? "").toUpperCase()}`, stand.token]),
  );
  const workspace = await folder(files);
  const runner = { ...github.environment, INPUT_JOB_TOKEN: github.inputs.job_token };
  return {
    github,
    mirrors,
    workspace,
    line(forge, more = "") {
      const stand = mirrors[forge];
      const words = [
        `forge=${forge}`,
        `api_url=${stand?.apiUrl ?? ""}`,
        `token_env=TOKEN_${forge.toUpperCase()}`,
        more,
      ];
      return `${stand?.serverUrl ?? ""}/${stand?.repo.path ?? ""} ${words.join(" ")}`;
    },
    act: (targets, inputs = {}, more = {}) =>
      workspace.action({ ...runner, ...tokens, ...more }, { files: "*.txt", targets: targets.join("\n"), ...inputs }),
  };
}
