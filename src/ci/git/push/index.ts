import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { ConfigError, PublishError } from "../../../errors";
import type { Env } from "../../ci";
import type { Repository } from "../find";
import { type Borrowed, borrowObjects } from "./borrow";
import { type Way, gitEnvironment } from "./environment";
import { type Git, findGit, folders, gitProgram } from "./program";
import { type Failing, refusalOf } from "./refusals";
import { type Shown, readShown } from "./refs";

/** A tag to push. */
export interface Push {
  readonly tag: string;
  /** What the ref is to hold: a commit, or an annotated tag. */
  readonly id: string;
  /** The commit behind it. */
  readonly commit: string;
  /** What the ref is known to hold, where it is to be moved. */
  readonly from: string | undefined;
}

/** The repository of a target, as git sees it from the checkout. It is opened with the first request. */
export interface GitRemote {
  /** All refs, read anew. */
  shown(): Promise<Shown>;
  /** Whether it holds something of a commit's history. @throws PublishError where it does not */
  requireAncestor(shown: Shown, commit: string): Promise<void>;
  /** @throws ConflictError where the ref is not as it was thought to be */
  push(push: Push): Promise<void>;
  close(): Promise<void>;
}

export interface Opening extends Omit<Way, "authorities">, Pick<Failing, "permission" | "tokenFrom"> {
  readonly repository: Repository;
  /** Certificates in PEM form: all that are trusted; `undefined` for git's own. */
  readonly pem: string | undefined;
  readonly env: Env;
  /** Folders whose programs are not run. */
  readonly barred: readonly string[];
  /** Any object, which tells how long ids are. */
  readonly id: string;
  readonly signal: AbortSignal;
}

/** Versions of git that read configuration from their environment. */
const LEAST = [2, 31] as const;

export function openRemote(at: Opening): GitRemote {
  let opened: Promise<{ readonly git: Git; readonly borrowed: Borrowed }> | undefined;
  const open = (): NonNullable<typeof opened> => (opened ??= openGit(at));
  const failing = (doing: string, shallow: boolean): Failing => ({ ...at, doing, shallow });
  const address = at.url.href;

  return {
    async shown() {
      const { git, borrowed } = await open();
      const ended = await git.run(["ls-remote", "--quiet", address]);
      if (ended.code === 0) return readShown(ended.stdout);
      throw refusalOf(ended, failing(`asking ${address} for its refs`, borrowed.shallow));
    },
    async requireAncestor({ refs, peeled }, commit) {
      const { git, borrowed } = await open();
      const held = new Set([...refs.values(), ...peeled.values()]);
      const history = { meets: false };
      const ended = await git.run(["rev-list", commit, "--"], { line: (id) => (history.meets ||= held.has(id)) });
      if (history.meets) return;
      if (ended.code !== 0) throw refusalOf(ended, failing(`reading the history of ${commit}`, borrowed.shallow));
      throw noAncestor(address, { commit, isEmpty: refs.size === 0, shallow: borrowed.shallow });
    },
    async push({ tag, id, from }) {
      const { git, borrowed } = await open();
      const ref = `refs/tags/${tag}`;
      const lease = from === undefined ? [] : [`--force-with-lease=${ref}:${from}`];
      const words = ["push", "--porcelain", "--quiet", "--no-verify", ...lease, address, `${id}:${ref}`];
      const ended = await git.run(words);
      if (ended.code !== 0) throw refusalOf(ended, failing(`pushing the tag ${tag} to ${address}`, borrowed.shallow));
    },
    async close() {
      const { borrowed } = (await opened?.catch(() => undefined)) ?? {};
      await borrowed?.remove();
    },
  };
}

async function openGit(at: Opening): Promise<{ readonly git: Git; readonly borrowed: Borrowed }> {
  const path = at.env.PATH ?? at.env.Path ?? "";
  const program = await findGit(path, at.barred);
  const borrowed = await borrowObjects(at.repository, at.id);
  try {
    const authorities = at.pem === undefined ? undefined : join(borrowed.folder, "authorities.pem");
    if (authorities !== undefined && at.pem !== undefined) await writeFile(authorities, at.pem);
    const searched = { folder: borrowed.folder, path: folders(path, at.barred).join(delimiter) };
    const env = gitEnvironment(at.env, { ...at, authorities }, searched);
    const git = gitProgram({ program, env, folder: borrowed.folder, signal: at.signal });
    await requireVersion(git, program);
    return { git, borrowed };
  } catch (error) {
    await borrowed.remove();
    throw error;
  }
}

async function requireVersion(git: Git, program: string): Promise<void> {
  const { stdout } = await git.run(["version"]);
  const [, major = "", minor = ""] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
  const [a, b] = LEAST;
  if (Number(major) > a || (Number(major) === a && Number(minor) >= b)) return;
  throw new PublishError({
    what: `This git is too old for a push: ${stdout.trim() || "it does not tell its version"} (${program}).`,
    hint: `From ${a}.${b} on git takes a token without showing it to anybody. Update it in the image of the job, or push the tag in a step before.`,
  });
}

function noAncestor(
  address: string,
  at: { readonly commit: string; readonly isEmpty: boolean; readonly shallow: boolean },
): PublishError {
  const why = at.isEmpty
    ? "It is empty."
    : `None of its branches and tags is in the history of ${at.commit} that is checked out here.`;
  const shallow = at.shallow
    ? "The checkout is shallow, so this history may only end too early: check out all of it (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0). "
    : "";
  return new ConfigError({
    what: `Nothing was pushed to ${address}: it holds no commit that the tag builds on.`,
    said: why,
    hint: `${shallow}A wrong address would make a private history public, so a push adds to a history that is there. Push a branch there first, or correct the address.`,
  });
}
