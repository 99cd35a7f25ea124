import { parseArgs } from "node:util";
import { SANDBOXES } from ".";
import type { ShapeName } from "./github";
import { CI_NAMES, environmentFor } from "./by-hand";
import type { Sandbox } from "./kernel/sandbox";

const TAG = "v1.0.0";

const USAGE = `Usage: npm run sandbox -- FORGE [--repository owner/name] [--port N] [--latency MS] [--bandwidth KIB] [--list-lag MS] [--discard] [--ci NAME]
  github   [--shape github.com|ghes|compat] [--version 3.17]
  gitlab   [--version 17.5] [--sub-path /gitlab] [--duplicates allowed|forbidden]
  gitea    [--version 1.25] [--sub-path /git]
  forgejo  [--version 12] [--sub-path /git]
  gitee
  gitcode  [--form now|older]
  tgit     [--sub-path /code]
  cnb      [--sub-path /api]
  sourcehut
--ci prints what a CI sets: own (the forge's own CI), woodpecker, drone, jenkins.`;

type Text = string | undefined;

const oneOf = <T extends string>(name: string, words: readonly T[], given: Text): T | undefined => {
  if (given === undefined) return undefined;
  const word = words.find((one) => one === given);
  if (word === undefined) throw new Error(`--${name} takes ${words.join(", ")}.\n${USAGE}`);
  return word;
};

function readArguments() {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ shape: text, version: text, "sub-path": text, form: text, duplicates: text },
      ...{ port: text, latency: text, bandwidth: text, "list-lag": text, repository: text, ci: text },
      discard: { type: "boolean" },
    },
  });
  const [forge = ""] = positionals;
  const shapes: readonly ShapeName[] = ["github.com", "ghes", "compat"];
  const options = {
    port: Number(values.port ?? 0),
    latency: Number(values.latency ?? 0),
    bandwidth: values.bandwidth === undefined ? undefined : Number(values.bandwidth) * 1024,
    listLag: Number(values["list-lag"] ?? 0),
    discard: values.discard,
    version: values.version,
    subPath: values["sub-path"],
    apiPath: forge === "cnb" ? values["sub-path"] : undefined,
    shape: oneOf("shape", shapes, values.shape),
    form: oneOf("form", ["now", "older"], values.form),
    duplicates: oneOf("duplicates", ["allowed", "forbidden"], values.duplicates),
  };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const ci = oneOf("ci", CI_NAMES, values.ci);
  return { forge, options: given, repository: values.repository ?? "octo/app", ci };
}

async function main(): Promise<void> {
  const { forge, options, repository, ci } = readArguments();
  const known = Object.entries(SANDBOXES).find(([name]) => name === forge);
  if (known === undefined) {
    console.log(USAGE);
    if (forge !== "") throw new Error(`There is no sandbox called "${forge}".`);
    return;
  }
  const sandbox: Sandbox = await known[1](options);
  const repo = sandbox.repository(repository);
  // SourceHut takes annotated tags only.
  repo.tag(TAG, { annotated: "The first one" });
  console.log(
    `# ${sandbox.title} at ${sandbox.serverUrl}: ${repo.path} has the tag ${TAG} and no release. Ctrl-C ends it.`,
  );
  const environment = environmentFor({ sandbox, repo, tag: TAG }, ci) ?? {};
  for (const [name, value] of Object.entries(environment)) console.log(`export ${name}='${value}'`);
  console.log("# Its tag is on a commit that your folder does not have: ALLOW_TAG_MISMATCH lets that pass.");
  console.log(`# A token that may only read: ${sandbox.tokens.reads}`);
  console.log("# Then, where the files are:");
  const token = "RELEASE_TOKEN" in environment ? "--token-env RELEASE_TOKEN " : "";
  console.log(`node ${process.cwd()}/dist/index.js ${token}--files 'dist/*'`);
  const stop = (): void => void sandbox.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
