import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Repository } from "../sandbox/kernel/repository";
import { type Command, run } from "./measure";
import { type Stage, TAG } from "./stage";

/** Somebody who publishes a release. */
export interface Contestant {
  readonly name: string;
  /** Why it cannot take part here; `undefined` where it can. */
  absent(): Promise<string | undefined>;
  /** @param again the release is there already, with files of these names */
  command(stage: Stage, repository: Repository, again: boolean): Command;
}

const present = (): Promise<undefined> => Promise.resolve(undefined);

/** Ours behind the door of an action, in the pipeline of the tag. */
export function action(name: string, bundle: string): Contestant {
  return {
    name,
    absent: present,
    command(stage, repository, again) {
      const { folder, ca, files } = stage;
      const given = repository.inputs({ tag: TAG });
      const inputs = Object.entries(given).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]);
      const env = {
        ...repository.checkedOut({ tag: TAG }),
        ...Object.fromEntries(inputs),
        GITHUB_WORKSPACE: folder,
        SSL_CERT_FILE: ca,
        // The runner counts them.
        ...(again && { GITHUB_RUN_ATTEMPT: "2" }),
        ...(files > 0 && { INPUT_FILES: join(folder, "files", "*") }),
      };
      return { command: process.execPath, words: [join(bundle, "index.js")], env, folder };
    },
  };
}

/** Ours as a command in a shell. */
export function command(name: string, bundle: string): Contestant {
  return {
    name,
    absent: present,
    command({ folder, ca, files, forge, sandbox }, repository) {
      const place = ["--forge", forge, "--server-url", sandbox.serverUrl, "--api-url", sandbox.apiUrl];
      const what = ["--repository", repository.path, "--tag-name", TAG, "--target-commitish", "main"];
      const words = [join(bundle, "index.js"), ...place, ...what, "--token-env", "TOKEN"];
      const sent = files > 0 ? ["--files", join(folder, "files", "*")] : [];
      return {
        command: process.execPath,
        words: [...words, ...sent],
        env: { TOKEN: sandbox.token, SSL_CERT_FILE: ca },
        folder,
      };
    },
  };
}

/** `gh release create`, and `gh release upload --clobber` where the release is there. */
export const gh: Contestant = {
  name: "gh",
  absent: () => installed("gh", ["--version"]),
  command({ folder, ca, paths, sandbox }, repository, again) {
    const host = new URL(sandbox.serverUrl).host;
    const place = ["-R", `${host}/${repository.path}`];
    const words = again
      ? ["release", "upload", TAG, ...paths, "--clobber", ...place]
      : ["release", "create", TAG, ...paths, ...place, "--title", TAG, "--notes", ""];
    const env = { GH_HOST: host, GH_ENTERPRISE_TOKEN: sandbox.token, SSL_CERT_FILE: ca, GH_CONFIG_DIR: folder };
    return { command: "gh", words, env, folder };
  },
};

export const curl: Contestant = {
  name: "curl --parallel",
  absent: () => installed("curl", ["--version"]),
  command: ({ folder, ca, paths, sandbox }, { path }) => ({
    command: "sh",
    words: [resolve("bench/peers/curl.sh"), sandbox.apiUrl, path, TAG, ...paths],
    env: { TOKEN: sandbox.token, CA: ca },
    folder,
  }),
};

export const floor: Contestant = {
  name: "30 lines of node:https, unchecked",
  absent: present,
  command: ({ folder, ca, paths, sandbox }, { path }) => ({
    command: process.execPath,
    words: [resolve("bench/peers/floor.mjs"), sandbox.apiUrl, path, TAG, ...paths],
    env: { TOKEN: sandbox.token, NODE_EXTRA_CA_CERTS: ca },
    folder,
  }),
};

/** @param folder in which `npm install @semantic-release/github` was run */
export function semanticRelease(folder: string): Contestant {
  const module = resolve(folder, "node_modules/@semantic-release/github/index.js");
  return {
    name: "@semantic-release/github",
    absent: () => isThere(module, folder),
    command: ({ folder: at, ca, paths, sandbox }, { path }) => ({
      command: process.execPath,
      words: [resolve("bench/peers/semantic-release.mjs"), module, sandbox.serverUrl, path, TAG, ...paths],
      env: { GH_TOKEN: sandbox.token, NODE_EXTRA_CA_CERTS: ca },
      folder: at,
    }),
  };
}

/** It asks a git remote for tags first, and a sandbox is none. */
export const releaseIt: Pick<Contestant, "name" | "absent"> = {
  name: "release-it",
  absent: () => Promise.resolve("it fetches from a git server before it publishes, and the sandbox is none"),
};

function isThere(file: string, folder: string): Promise<string | undefined> {
  return access(file).then(
    () => undefined,
    () => `not in ${folder === "." ? "node_modules" : "the folder given with --peers"}`,
  );
}

async function installed(command: string, words: readonly string[]): Promise<string | undefined> {
  const found = await run({ command, words }).catch(() => undefined);
  return found?.code === 0 ? undefined : "not installed";
}
