import { afterEach } from "vitest";
import { type Env, type Options, type Ran, type Workspace, createWorkspace } from "../doors/bundle";
import { cnbWith } from "../forges/cnb/subject";
import type { Host, Repo, Subject } from "../forges/contract/subject";
import { gitCode } from "../forges/gitcode/subject";
import { giteaOf } from "../forges/gitea/subject";
import { giteeOf } from "../forges/gitee/subject";
import { gitHub } from "../forges/github/subject";
import { gitLab } from "../forges/gitlab/subject";
import { sourceHut } from "../forges/sourcehut/subject";
import { tgit } from "../forges/tgit/subject";

/** Every forge that has to stand up to what is done to it here. A new one is a line. */
export const FORGES: readonly (readonly [name: string, subject: Subject])[] = [
  gitHub({ shape: "github.com" }),
  gitLab({ name: "GitLab", token: "private" }),
  giteaOf({ name: "Gitea" }),
  giteeOf({ name: "Gitee" }),
  gitCode({ name: "GitCode" }),
  tgit(),
  cnbWith({ name: "CNB" }),
  sourceHut(),
].map((subject) => [subject.forge, subject] as const);

/** A forge, a repository with the pushed tag `v1.0.0`, and a folder to publish from. All end with the test. */
export interface Scene {
  readonly subject: Subject;
  readonly host: Host;
  readonly repo: Repo;
  readonly workspace: Workspace;
  /** A run that the push of `v1.0.0` started, with the outputs in `out.json`. */
  publish(inputs?: Readonly<Record<string, string>>, env?: Env, options?: Options): Promise<Ran>;
}

const endings: (() => Promise<unknown>)[] = [];

/** Runs with the end of the test. */
export function atTheEnd(end: () => Promise<unknown>): void {
  endings.push(end);
}

afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

export type Files = Readonly<Record<string, string | Uint8Array>>;

export async function scene(subject: Subject, files: Files = { "a.txt": "alpha" }): Promise<Scene> {
  const host = await subject.start({});
  atTheEnd(() => host.close());
  const workspace = await createWorkspace(files);
  atTheEnd(() => workspace.close());
  const repo = host.repository();
  repo.tag("v1.0.0");
  const runner = repo.environment({ tag: "v1.0.0" });
  const token = repo.token ?? host.tokens.good;
  return {
    subject,
    host,
    repo,
    workspace,
    publish: (inputs = {}, env = {}, options = {}) =>
      workspace.action({ ...runner, ...env }, { token, stall_timeout: "1", ...inputs }, options),
  };
}

/** Flags that lead the command to a server of the test's own, taken for a forge. */
export function flagsTo(subject: Subject, url: string): string[] {
  return [
    ...[
      `--forge=${subject.forge}`,
      `--server-url=${url}`,
      `--api-url=${url}`,
      `--repository=${subject.can.tagsAreReleases ? "~octo" : "octo"}/app`,
    ],
    ...["--tag-name=v1.0.0", "--target-commitish=main", "--allow-tag-mismatch"],
  ];
}

/** Every header and address that a server heard, as one text to look for a secret in. */
export function everythingIn(heard: readonly { readonly url?: string; readonly headers: object }[]): string {
  return JSON.stringify(heard);
}

/** What a run never shows, however it ends. */
export const INTERNAL = /\n\s+at |TypeError|RangeError|SyntaxError|Maximum call stack|Cannot (read|convert)|undefined/;
