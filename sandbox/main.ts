import { parseArgs } from "node:util";
import { startGitHub, type GitHubOptions, type ShapeName } from "./github";

const USAGE = `Usage: npx tsx sandbox/main.ts github [--shape github.com|ghes|compat] [--version 3.17] [--port 0]
         [--latency MS] [--list-lag MS] [--discard] [--repository owner/name]`;

const isShape = (name: string): name is ShapeName => ["github.com", "ghes", "compat"].includes(name);

function arguments_(): { forge: string | undefined; repository: string; options: GitHubOptions } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      shape: { type: "string", default: "github.com" },
      version: { type: "string", default: "3.17" },
      port: { type: "string", default: "0" },
      latency: { type: "string", default: "0" },
      "list-lag": { type: "string", default: "0" },
      discard: { type: "boolean", default: false },
      repository: { type: "string", default: "octo/app" },
    },
  });
  if (!isShape(values.shape)) throw new Error(USAGE);
  const options = {
    shape: values.shape,
    version: values.version,
    port: Number(values.port),
    latency: Number(values.latency),
    listLag: Number(values["list-lag"]),
    discard: values.discard,
  };
  return { forge: positionals[0], repository: values.repository, options };
}

async function main(): Promise<void> {
  const { forge, repository, options } = arguments_();
  if (forge !== "github") throw new Error(USAGE);
  const github = await startGitHub(options);
  const repo = github.repository(repository);
  repo.tag("v1.0.0");
  console.log(`server   ${github.serverUrl}/${repository}`);
  console.log(`api      ${github.apiUrl}`);
  console.log(`uploads  ${github.uploadUrl}`);
  console.log(`storage  ${github.storageUrl}`);
  console.log(`token    ${github.token}`);
  console.log(`tag      v1.0.0 (pushed, without a release)`);
  const stop = (): void => {
    void github.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
