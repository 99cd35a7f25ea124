import { parseArgs } from "node:util";
import { startCnb } from "./cnb";
import { startGitCode } from "./gitcode";
import { startGitea } from "./gitea";
import { startGitee } from "./gitee";
import { startGitHub, type ShapeName } from "./github";
import { startGitLab } from "./gitlab";
import { startTGit } from "./tgit";

const USAGE = `Usage: npx tsx sandbox/main.ts FORGE [--port 0] [--latency MS] [--list-lag MS] [--discard] [--repository owner/name]
  github   [--shape github.com|ghes|compat] [--version 3.17]
  gitlab   [--version 17.5] [--sub-path /gitlab] [--duplicates allowed|forbidden]
  gitea    [--version 1.25] [--sub-path /git]
  forgejo  [--version 12] [--sub-path /git]
  gitee
  gitcode  [--form now|older]
  tgit     [--sub-path /code]
  cnb      [--sub-path /api]`;

const isShape = (name: string): name is ShapeName => ["github.com", "ghes", "compat"].includes(name);
const isForm = (name: string): name is "now" | "older" => ["now", "older"].includes(name);
const isDuplicates = (name: string): name is "allowed" | "forbidden" => ["allowed", "forbidden"].includes(name);

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      shape: { type: "string", default: "github.com" },
      version: { type: "string" },
      "sub-path": { type: "string", default: "" },
      form: { type: "string", default: "now" },
      duplicates: { type: "string", default: "allowed" },
      port: { type: "string", default: "0" },
      latency: { type: "string", default: "0" },
      "list-lag": { type: "string", default: "0" },
      discard: { type: "boolean", default: false },
      repository: { type: "string", default: "octo/app" },
    },
  });
  const version = values.version === undefined ? {} : { version: values.version };
  const common = {
    port: Number(values.port),
    latency: Number(values.latency),
    listLag: Number(values["list-lag"]),
    discard: values.discard,
  };
  return { forge: positionals[0], values, version, common };
}

type Arguments = ReturnType<typeof readArguments>;

/** What to show, and how to end it. */
interface Running {
  readonly lines: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

async function runGitHub({ values, version, common }: Arguments): Promise<Running> {
  if (!isShape(values.shape)) throw new Error(USAGE);
  const github = await startGitHub({ ...common, ...version, shape: values.shape });
  github.repository(values.repository).tag("v1.0.0");
  const lines = {
    server: `${github.serverUrl}/${values.repository}`,
    api: github.apiUrl,
    uploads: github.uploadUrl,
    storage: github.storageUrl,
    token: github.token,
  };
  return { lines, close: () => github.close() };
}

async function runGitLab({ values, version, common }: Arguments): Promise<Running> {
  if (!isDuplicates(values.duplicates)) throw new Error(USAGE);
  const gitlab = await startGitLab({
    ...common,
    ...version,
    subPath: values["sub-path"],
    duplicates: values.duplicates,
  });
  const project = gitlab.project(values.repository);
  project.tag("v1.0.0");
  const lines = {
    server: `${gitlab.serverUrl}/${values.repository}`,
    api: gitlab.apiUrl,
    project: String(project.id),
    token: gitlab.token,
    job: `${gitlab.jobToken(project)} (a CI_JOB_TOKEN)`,
  };
  return { lines, close: () => gitlab.close() };
}

const runGitea =
  (software: "gitea" | "forgejo") =>
  async ({ values, version, common }: Arguments): Promise<Running> => {
    const gitea = await startGitea({ ...common, ...version, software, subPath: values["sub-path"] });
    const repository = gitea.repository(values.repository);
    repository.tag("v1.0.0");
    const lines = {
      server: `${gitea.serverUrl}/${values.repository}`,
      api: gitea.apiUrl,
      token: gitea.token,
      job: `${gitea.jobToken(repository)} (of a running job)`,
    };
    return { lines, close: () => gitea.close() };
  };

async function runGitee({ values, common }: Arguments): Promise<Running> {
  const gitee = await startGitee(common);
  gitee.repository(values.repository).tag("v1.0.0");
  const server = `${gitee.serverUrl}/${values.repository}`;
  return { lines: { server, api: gitee.apiUrl, token: gitee.token }, close: () => gitee.close() };
}

async function runGitCode({ values, common }: Arguments): Promise<Running> {
  if (!isForm(values.form)) throw new Error(USAGE);
  const gitcode = await startGitCode({ ...common, form: values.form });
  gitcode.repository(values.repository).tag("v1.0.0");
  const server = `${gitcode.serverUrl}/${values.repository}`;
  const lines = { server, api: gitcode.apiUrl, storage: gitcode.storageUrl, token: gitcode.token };
  return { lines, close: () => gitcode.close() };
}

async function runTGit({ values, common }: Arguments): Promise<Running> {
  const tgit = await startTGit({ ...common, subPath: values["sub-path"] });
  const repository = tgit.repository(values.repository);
  repository.tag("v1.0.0");
  const admin = tgit.addToken({ role: "master" });
  const lines = {
    server: repository.webUrl,
    api: tgit.apiUrl,
    project: String(repository.id),
    token: tgit.token,
    admin,
  };
  return { lines, close: () => tgit.close() };
}

async function runCnb({ values, common }: Arguments): Promise<Running> {
  const cnb = await startCnb({ ...common, apiPath: values["sub-path"] });
  const repository = cnb.repository(values.repository);
  repository.tag("v1.0.0");
  const lines = {
    server: `${cnb.serverUrl}/${values.repository}`,
    api: cnb.apiUrl,
    storage: cnb.storageUrl,
    token: cnb.token,
    job: `${cnb.pipelineToken(repository)} (a CNB_TOKEN)`,
  };
  return { lines, close: () => cnb.close() };
}

const FORGES: Readonly<Record<string, (given: Arguments) => Promise<Running>>> = {
  github: runGitHub,
  gitlab: runGitLab,
  gitea: runGitea("gitea"),
  forgejo: runGitea("forgejo"),
  gitee: runGitee,
  gitcode: runGitCode,
  tgit: runTGit,
  cnb: runCnb,
};

async function main(): Promise<void> {
  const given = readArguments();
  const run = FORGES[given.forge ?? ""];
  if (!run) throw new Error(USAGE);
  const running = await run(given);
  const lines = { ...running.lines, tag: "v1.0.0 (pushed, without a release)" };
  for (const [name, value] of Object.entries(lines)) console.log(`${name.padEnd(8)} ${value}`);
  const stop = (): void => {
    void running.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
