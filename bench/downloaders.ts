import { join, resolve } from "node:path";
import { curl, gh } from "./contestants";
import type { Command } from "./measure";
import type { DownloadStage } from "./download-stage";
import { TAG } from "./stage";

/** Somebody who downloads a release into a folder that is not there yet. */
export interface Downloader {
  readonly name: string;
  /** Why it cannot take part here; `undefined` where it can. */
  absent(): Promise<string | undefined>;
  /** The files are in the folder already, from a run of its own. */
  readonly again?: true;
  command(stage: DownloadStage, folder: string): Command;
}

const present = (): Promise<undefined> => Promise.resolve(undefined);

/** Ours as a command in a shell. */
function ours(name: string, bundle: string): Downloader {
  return {
    name,
    absent: present,
    command({ home, ca, sandbox, repository }, folder) {
      const place = ["--forge", "github", "--server-url", sandbox.serverUrl, "--api-url", sandbox.apiUrl];
      const words = ["download", TAG, "--dir", folder, "--repository", repository.path, "--token-env", "TOKEN"];
      return {
        command: process.execPath,
        words: [join(bundle, "index.js"), ...words, ...place],
        env: { TOKEN: sandbox.token, SSL_CERT_FILE: ca },
        folder: home,
      };
    },
  };
}

const ghDownload: Downloader = {
  name: "gh release download",
  absent: gh.absent,
  command({ home, ca, sandbox, repository }, folder) {
    const host = new URL(sandbox.serverUrl).host;
    const env = { GH_HOST: host, GH_ENTERPRISE_TOKEN: sandbox.token, SSL_CERT_FILE: ca, GH_CONFIG_DIR: home };
    // By a tag it asks GraphQL for drafts as well, which the sandbox does not speak.
    const words = ["release", "download", "--pattern", "*", "--dir", folder, "-R", `${host}/${repository.path}`];
    return { command: "gh", words, env, folder: home };
  },
};

function byCurl(name: string, sums: (stage: DownloadStage) => string): Downloader {
  return {
    name,
    absent: curl.absent,
    command: (stage, folder) => ({
      command: "sh",
      words: [resolve("bench/peers/download.sh"), folder, stage.config, sums(stage)],
      env: { CA: stage.ca, TOKEN: stage.sandbox.token },
      folder: stage.home,
    }),
  };
}

const floor: Downloader = {
  name: "30 lines of node:https, unchecked",
  absent: present,
  command: (stage, folder) => ({
    command: process.execPath,
    words: [resolve("bench/peers/download.mjs"), folder, stage.config],
    env: { CA: stage.ca, TOKEN: stage.sandbox.token },
    folder: stage.home,
  }),
};

export type DownloaderName = "floor" | "curl" | "curl-checked" | "gh" | "command" | "before" | "again";

/** @param before the bundle of an earlier revision, and what it is called */
export function downloaders(
  dist: string,
  before: { readonly bundle: string; readonly name: string } | undefined,
): ReadonlyMap<DownloaderName, Downloader> {
  return new Map<DownloaderName, Downloader>([
    ["gh", ghDownload],
    ["curl", byCurl("curl --parallel, unchecked", () => "-")],
    ["curl-checked", byCurl("curl --parallel && sha256sum --check", ({ sums }) => sums)],
    ["floor", floor],
    ["command", ours("forge-release", dist)],
    ...(before === undefined ? [] : [["before", ours(before.name, before.bundle)] as const]),
    ["again", { ...ours("forge-release, unchanged", dist), again: true }],
  ]);
}
