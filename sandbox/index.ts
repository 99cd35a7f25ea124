import { startCnb } from "./cnb";
import { startGitCode } from "./gitcode";
import { startGitea } from "./gitea";
import { startGitee } from "./gitee";
import { startGitHub } from "./github";
import { startGitLab } from "./gitlab";
import type { Kinds, Repository } from "./kernel/repository";
import type { Sandbox, StartOptions } from "./kernel/sandbox";
import { startSourceHut } from "./sourcehut";
import { startTGit } from "./tgit";

/** A running forge with one repository and a tag that was just pushed. */
export type Stand<K extends Kinds = Kinds> = Sandbox<K> & {
  readonly repo: Repository<K>;
  /** What the CI sets in the pipeline of the tag, without files and folders. */
  readonly environment: Readonly<Record<string, string>>;
  /** What that environment leaves to be said. */
  readonly inputs: Readonly<Record<string, string>>;
};

/** Where the tag is pushed. */
export interface Pushed {
  readonly repository: string;
  readonly tag: string;
}

/** @param options of the repository */
export async function pushedTo<K extends Kinds>(
  starting: Promise<Sandbox<K>>,
  { repository, tag }: Pushed,
  options?: Parameters<Sandbox<K>["repository"]>[1],
): Promise<Stand<K>> {
  const sandbox = await starting;
  const repo = sandbox.repository(repository, options);
  repo.tag(tag);
  const inputs = repo.inputs({ tag });
  return { ...sandbox, repo, environment: repo.checkedOut({ tag }), inputs };
}

type Start = (options?: StartOptions) => Promise<Sandbox>;

/** A sandbox for every forge, by the name that the input `forge` takes. */
export const SANDBOXES: Readonly<Record<string, Start>> = {
  github: startGitHub,
  gitlab: startGitLab,
  gitea: startGitea,
  forgejo: (options) => startGitea({ ...options, software: "forgejo" }),
  gitee: startGitee,
  gitcode: startGitCode,
  tgit: startTGit,
  cnb: startCnb,
  sourcehut: startSourceHut,
};
