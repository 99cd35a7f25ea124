import { afterEach, describe, expect, it } from "vitest";
import { type Stand as Forge, pushedTo } from "../../../sandbox";
import { startGitea } from "../../../sandbox/gitea";
import { startGitee } from "../../../sandbox/gitee";
import { startGitHub } from "../../../sandbox/github";
import { startGitLab } from "../../../sandbox/gitlab";
import { type Env, type Workspace, createWorkspace } from "../../doors/bundle";
import { containers, gitlabInclude } from "../../examples/pipelines";
import type { Reader, Values } from "../../examples/steps";
import { runStep } from "../../examples/run-step";
import { workflow } from "../../examples/workflows";
import { RECIPES } from "../../ci/recipes";
import { publicHosts } from "../../http/public-hosts";
import { commandsIn, oursIn } from "../shell";
import { block, read } from "./pages";

const PUSHED = { repository: "me/app", tag: "v1.0.0" };
const NOTES = "What is new";
const FILES = {
  "NOTES.md": NOTES,
  LICENSE: "license",
  ...{ "dist/app.zip": "app", "dist/app.zip.sig": "signature" },
};
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

interface Case {
  readonly page: string;
  readonly heading?: string;
  readonly reader?: Reader;
  start(): Promise<Forge>;
  readonly files?: Readonly<Record<string, string>>;
  /** What the CI gives; by default what the forge's own does. */
  readonly env?: (forge: Forge) => Env;
  /** Public host that the forge stands for. */
  readonly host?: string;
  /** The release that the other tool makes of what stood there before, by its own documents and source. */
  readonly theirs: object;
}

const github = (): Promise<Forge> => pushedTo(startGitHub(), PUSHED);
const plain = { tag: "v1.0.0", title: "v1.0.0", notes: NOTES, draft: false, prerelease: false };
const assets = (...names: readonly string[]): object[] => names.map((name) => ({ name }));

/** A line of a shell, with the files that the shell itself would find. */
const line: Reader = (text) => [
  commandsIn(text).map((words) => ({ kind: "shell", script: words.join("\0"), env: {} })),
];
const named = (forge: Forge): Env => ({
  ...{ INPUT_FORGE: forge.forge, INPUT_SERVER_URL: forge.serverUrl, INPUT_API_URL: forge.apiUrl },
  ...{ INPUT_REPOSITORY: PUSHED.repository, [`${forge.forge.toUpperCase()}_TOKEN`]: forge.token },
});

const CASES: readonly Case[] = [
  { page: "softprops.md", start: github, theirs: { ...plain, assets: assets("app.zip", "app.zip.sig") } },
  { page: "ncipollo.md", start: github, theirs: { ...plain, assets: assets("app.zip", "app.zip.sig") } },
  {
    ...{ page: "svenstaro.md", start: github },
    theirs: { ...plain, title: "The first one", assets: assets("app-v1.0.0.zip") },
  },
  {
    ...{ page: "actions.md", start: github },
    theirs: { ...plain, title: "Release v1.0.0", assets: assets("app-linux.zip") },
  },
  {
    ...{ page: "goreleaser.md", start: github },
    files: { "dist/app.tar.gz": "tar", "dist/app_1.0.0_checksums.txt": "sums" },
    theirs: {
      ...{ ...plain, title: "Release v1.0.0" },
      assets: assets("LICENSE", "app.tar.gz", "app.zip", "app_1.0.0_checksums.txt"),
    },
  },
  {
    ...{ page: "gitee.md", host: "gitee.com" },
    start: () => pushedTo(startGitee(), PUSHED),
    env: () => pushedAt,
    theirs: { ...plain, assets: assets("app.zip", "app.zip.sig") },
  },
  {
    ...{ page: "gitea.md", start: () => pushedTo(startGitea(), PUSHED) },
    // One list, where there was a file with the sum beside each file.
    theirs: { ...plain, assets: assets("app.zip", "SHA256SUMS") },
  },
  {
    ...{ page: "gitea.md", heading: "To forge-release" },
    start: () => pushedTo(startGitea({ software: "forgejo" }), PUSHED),
    theirs: { ...plain, title: "The first one", assets: assets("app.zip", "app.zip.sig") },
  },
  {
    ...{ page: "gitea.md", heading: "To the command", reader: containers },
    start: () => pushedTo(startGitea(), PUSHED),
    env: (forge) => ({
      ...{ ...RECIPES.woodpecker, CI_FORGE_URL: forge.serverUrl, CI_REPO: PUSHED.repository },
      ...{ CI_COMMIT_TAG: PUSHED.tag, CI_COMMIT_SHA: forge.environment.GITHUB_SHA },
    }),
    theirs: { ...plain, title: "The first one", assets: assets("app.zip", "app.zip.sig") },
  },
  {
    ...{ page: "gh.md", reader: line, start: github, env: named },
    theirs: {
      ...plain,
      title: "The first one",
      assets: [{ name: "app.zip" }, { name: "app.zip.sig", label: "Signature" }],
    },
  },
  {
    ...{ page: "gitlab.md", reader: gitlabInclude, start: () => pushedTo(startGitLab(), PUSHED) },
    theirs: { ...{ tag: "v1.0.0", title: "Release v1.0.0", notes: NOTES }, assets: assets("app.zip", "Manual") },
  },
  {
    ...{ page: "gitlab.md", heading: "To forge-release", reader: line, env: named },
    start: () => pushedTo(startGitLab(), PUSHED),
    theirs: { ...{ tag: "v1.0.0", title: "Release v1.0.0", notes: NOTES }, assets: assets("app.zip") },
  },
];

/** A job of GitHub that a tag started, of a repository that is nowhere here. */
const pushedAt: Env = {
  ...{ GITHUB_ACTIONS: "true", CI: "true", GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "me/app" },
  ...{ GITHUB_API_URL: "https://api.github.com", GITHUB_REF: "refs/tags/v1.0.0", GITHUB_REF_NAME: "v1.0.0" },
  ...{ GITHUB_REF_TYPE: "tag", GITHUB_EVENT_NAME: "push" },
};

/** Runs what the block says in this process; only the template of GitLab needs its shell. */
async function play(one: Case, forge: Forge, workspace: Workspace): Promise<{ code: number | null; log: string }[]> {
  const { environment } = one.host === undefined ? { environment: {} } : await hostsOf(one.host, forge, workspace);
  const env = { ...(one.env?.(forge) ?? forge.environment), ...environment };
  const text = block(read(one.page), one.heading ?? "After");
  const steps = (one.reader ?? workflow)(text, valuesOf(forge)).flat();
  const runs = steps.map((step) => {
    if (step.kind === "action") return workspace.action(env, step.inputs);
    if (one.reader === gitlabInclude) return runStep({ ...step, env: expanded(step.env, env) }, { env, workspace });
    const scripts = one.reader === line ? [step.script.split("\0")] : commandsIn(step.script);
    const words = scripts.flatMap((script) => oursIn(script) ?? []);
    return workspace.command(words, { ...env, ...step.env });
  });
  return Promise.all(runs);
}

/** GitLab fills in the variables of a job's variables. */
const expanded = (values: Readonly<Record<string, string>>, env: Env): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.replaceAll(/\$(CI_\w+)/g, (whole, one: string) => env[one] ?? whole),
    ]),
  );

const hostsOf = (host: string, forge: Forge, workspace: Workspace) =>
  publicHosts({ [host]: forge.serverUrl }, workspace);

const valuesOf = (forge: Forge): Values => ({
  ...{ "github.token": forge.inputs.job_token ?? "", "github.ref_name": PUSHED.tag },
  ...{ "secrets.GITEE_TOKEN": forge.token, release_token: forge.token },
});

/** Windows has not the shell that GitLab's template is written for. */
const played = CASES.filter(({ reader }) => reader !== gitlabInclude || process.platform !== "win32");

describe("what stands there after", () => {
  it.each(played.map((one) => [`${one.page}: ${one.heading ?? "After"}`, one] as const))("%s", async (_, one) => {
    const forge = await one.start();
    const workspace = await createWorkspace({ ...FILES, ...one.files });
    endings.push(
      () => workspace.close(),
      () => forge.close(),
    );
    const ran = await play(one, forge, workspace);
    expect(ran.map(({ code, log }) => [code, log])).toEqual([[0, expect.not.stringMatching(/^::(warning|error)/m)]]);
    expect(forge.repo.seen()).toMatchObject([one.theirs]);
    expect(forge.violations).toEqual([]);
  });
});
