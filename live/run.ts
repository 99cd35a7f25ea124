import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { newestAbilities } from "../scripts/newest-abilities";
import { FORGES } from "../src/forges";
import { pageOf } from "./page";
import { play } from "./play";
import { startRecorder } from "./record/recorder";
import type { Transcript } from "./record/transcript";
import { runBundle } from "./program";
import { PROMISES } from "./promises";
import type { Place } from "./server";
import { SERVERS } from "./servers";

const USAGE = `Usage: npm run live -- --forge gitea --server-url URL --repository owner/scratch --token-env NAME
Plays the promises of this program against a real server, in a scratch repository that has at least one commit, with
tags of its own that it removes. Releases and tags that it did not make are not touched.
  --api-url URL      where it cannot be derived
  --commit SHA       commit for the tags; default: the head of the default branch
  --files N          number of many files (60)
  --large-mib N      size of the large file (64)
  --only WORD        promises whose name contains it
  --leave-behind     go on although the forge has no route to remove what the suite makes
  --allow-insecure-http
  --record FILE      write down what the program and the server say to each other, without secrets;
                     promises of many requests at once are left out
  --page FILE        write the table there as Markdown; default: docs/live/FORGE.md, --no-page: nowhere
Forges: ${Object.keys(SERVERS).join(", ")}. Of the others no route makes a tag.`;

function readArguments() {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    options: {
      ...{ forge: text, "server-url": text, "api-url": text, repository: text, "token-env": text, commit: text },
      ...{
        files: { ...text, default: "60" },
        "large-mib": { ...text, default: "64" },
        only: text,
        page: text,
        record: text,
      },
      ...{ "leave-behind": flag, "allow-insecure-http": flag, "no-page": flag, help: flag },
    },
  });
  return values;
}

class Misused extends Error {}

function given(name: string, value: string | undefined): string {
  if (value === undefined || value === "") throw new Misused(`--${name} is missing.`);
  return value;
}

async function main(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const forge = given("forge", values.forge);
  const module = FORGES.find(({ id }) => id === forge);
  const open = SERVERS[forge];
  if (module === undefined || open === undefined)
    throw new Misused(`--forge ${forge}: ${Object.keys(SERVERS).join(", ")}.`);
  const variable = given("token-env", values["token-env"]);
  const token = process.env[variable] ?? "";
  if (token === "") throw new Misused(`The variable ${variable} is empty.`);
  const serverUrl = (values["server-url"] ?? module.publicServer).replace(/\/+$/, "");
  const place: Place = {
    serverUrl,
    apiUrl: (values["api-url"] ?? module.apiUrl(serverUrl)).replace(/\/+$/, ""),
    repository: given("repository", values.repository),
    token,
    sleep,
  };
  const server = open(place);
  if (server.removeTag === undefined || forge === "gitcode") {
    const stays = forge === "gitcode" ? "a release" : "a tag";
    if (!values["leave-behind"])
      throw new Misused(
        `${module.title} has no route to remove ${stays}: what this suite makes stays there. Say --leave-behind to go on.`,
      );
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stop.abort();
    });
  const recorder =
    values.record === undefined ? undefined : await startRecorder({ web: place.serverUrl, api: place.apiUrl }, token);
  const played = await play({
    server,
    place,
    forge,
    can: newestAbilities(module),
    promises: PROMISES.filter(
      ({ name, crowd }) => name.includes(values.only ?? "") && (values.record === undefined || crowd !== true),
    ),
    size: { files: Number(values.files), large: Number(values["large-mib"]) * 2 ** 20 },
    commit: values.commit,
    flags: values["allow-insecure-http"] ? ["--allow-insecure-http"] : [],
    signal: stop.signal,
    program: runBundle,
    between: recorder && {
      serverUrl: recorder.origins.web,
      apiUrl: recorder.origins.api,
      noteTag: (tag) => {
        recorder.note({ tag });
      },
    },
    tell: (line) => {
      console.log(line);
    },
  });
  if (recorder !== undefined && values.record !== undefined) {
    const { software } = played;
    const head = values.commit ?? (await server.head());
    const transcript: Transcript = { forge, software, repository: place.repository, head, steps: recorder.steps };
    await writeFile(values.record, `${JSON.stringify(transcript)}\n`);
    await recorder.close();
  }
  for (const what of played.left) console.log(`left behind: ${what}`);
  const broken = played.outcomes.filter(({ result }) => result === "broken").length;
  console.log(`${played.software}: ${broken === 0 ? "everything held" : `${broken} broken`}`);
  if (!values["no-page"]) {
    const page = values.page ?? join("docs", "live", `${forge}.md`);
    await mkdir(join(page, ".."), { recursive: true });
    await writeFile(page, pageOf(played, new Date().toISOString().slice(0, 10)));
  }
  if (stop.signal.aborted) process.exitCode = 130;
  else if (broken > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Misused) console.error(USAGE);
  process.exitCode = error instanceof Misused ? 2 : 1;
});
