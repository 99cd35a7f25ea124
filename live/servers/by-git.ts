import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Place, Server } from "../server";

const run = promisify(execFile);

/**
 * Tags by `git`, where the API has no route for them. The token is in the environment of git, in no argument.
 * @param user goes with a token in the place of the password
 */
export function tagsByGit({ serverUrl, repository, token }: Place, user: string) {
  const remote = `${serverUrl}/${repository}.git`;
  const env = {
    PATH: process.env.PATH,
    NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: `http.${serverUrl}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`,
    GIT_CONFIG_KEY_1: "http.followRedirects",
    GIT_CONFIG_VALUE_1: "false",
  };
  const git = async (cwd: string, ...words: string[]): Promise<string> =>
    (await run("git", words, { cwd, env, maxBuffer: 2 ** 28 })).stdout;
  /** A clone without any file's content, gone afterwards. */
  async function pushed(commit: string | undefined, ...refs: string[]): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "forge-release-live-git-"));
    try {
      await git(folder, "init", "--quiet", "--bare");
      if (commit !== undefined) await git(folder, "fetch", "--quiet", "--depth=1", remote, commit);
      await git(folder, "push", "--quiet", remote, ...refs);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return {
    async head() {
      const [line = ""] = (await git(tmpdir(), "ls-remote", remote, "HEAD")).split("\t");
      return line;
    },
    makeTag: (name, commit) => pushed(commit, `${commit}:refs/tags/${name}`),
    removeTag: (name) => pushed(undefined, `:refs/tags/${name}`),
  } satisfies Partial<Server>;
}
