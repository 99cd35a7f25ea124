import { parseArgs } from "node:util";
import { startGitHub, type ShapeName } from "./github";
import { startGitLab } from "./gitlab";

const USAGE = `Usage: npx tsx sandbox/main.ts github [--shape github.com|ghes|compat] [--version 3.17] [--port 0]
         [--latency MS] [--list-lag MS] [--discard] [--repository owner/name]
       npx tsx sandbox/main.ts gitlab [--version 17.5] [--sub-path /gitlab] [--duplicates allowed|forbidden]
         [--port 0] [--latency MS] [--list-lag MS] [--discard] [--repository group/name]`;

const isShape = (name: string): name is ShapeName => ["github.com", "ghes", "compat"].includes(name);
const isDuplicates = (name: string): name is "allowed" | "forbidden" => ["allowed", "forbidden"].includes(name);

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      shape: { type: "string", default: "github.com" },
      version: { type: "string" },
      "sub-path": { type: "string", default: "" },
      duplicates: { type: "string", default: "allowed" },
      port: { type: "string", default: "0" },
      latency: { type: "string", default: "0" },
      "list-lag": { type: "string", default: "0" },
      discard: { type: "boolean", default: false },
      repository: { type: "string", default: "octo/app" },
    },
  });
  const common = {
    ...(values.version !== undefined && { version: values.version }),
    port: Number(values.port),
    latency: Number(values.latency),
    listLag: Number(values["list-lag"]),
    discard: values.discard,
  };
  return { forge: positionals[0], values, common };
}

type Arguments = ReturnType<typeof readArguments>;

/** What to show, and how to end it. */
interface Running {
  readonly lines: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

async function runGitHub({ values, common }: Arguments): Promise<Running> {
  if (!isShape(values.shape)) throw new Error(USAGE);
  const github = await startGitHub({ ...common, shape: values.shape });
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

async function runGitLab({ values, common }: Arguments): Promise<Running> {
  if (!isDuplicates(values.duplicates)) throw new Error(USAGE);
  const gitlab = await startGitLab({ ...common, subPath: values["sub-path"], duplicates: values.duplicates });
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

const FORGES: Readonly<Record<string, (given: Arguments) => Promise<Running>>> = {
  github: runGitHub,
  gitlab: runGitLab,
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
