import { parseArgs } from "node:util";
import { FORGES } from "../src/forges";
import type { ForgeModule } from "../src/forges/forge";
import type { Place, Server } from "./server";
import { SERVERS } from "./servers";
import type { Size } from "./stage";

export const USAGE = `Usage: npm run live -- --forge gitea --server-url URL --repository owner/scratch --token-env NAME
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
  --targets FILE     several servers: a line of these flags for each; at the end one run publishes to all of them
Forges: ${Object.keys(SERVERS).join(", ")}. A release of SourceHut is a tag that was pushed over ssh.`;

/** Wrong words: the user is told them, and the usage. */
export class Misused extends Error {}

/** One server to play on, and how. */
export interface Settings {
  readonly module: ForgeModule;
  readonly place: Place;
  readonly server: Server;
  /** Variable of the user's shell that holds the token. */
  readonly variable: string;
  readonly size: Size;
  readonly only: string;
  readonly commit: string | undefined;
  /** Of every run of the program. */
  readonly flags: readonly string[];
  readonly record: string | undefined;
  /** `undefined`: none is written. */
  readonly page: string | undefined;
}

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;
const OPTIONS = {
  ...{ forge: text, "server-url": text, "api-url": text, repository: text, "token-env": text, commit: text },
  ...{ files: text, "large-mib": text, only: text, page: text, record: text, targets: text },
  ...{ "leave-behind": flag, "allow-insecure-http": flag, "no-page": flag, help: flag },
};

/** What the command line asks for: the usage, a file with several servers, or one. @throws {Misused} */
export function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS }).values;
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : String(error));
  }
}

/** @param env holds the token. @throws {Misused} */
export function settingsOf(
  values: ReturnType<typeof readWords>,
  { env, sleep }: { readonly env: NodeJS.ProcessEnv; readonly sleep: Place["sleep"] },
): Settings {
  const forge = given("forge", values.forge);
  const module = FORGES.find(({ id }) => id === forge);
  const open = SERVERS[forge];
  if (module === undefined || open === undefined)
    throw new Misused(`--forge ${forge}: it takes ${Object.keys(SERVERS).join(", ")}.`);
  const variable = given("token-env", values["token-env"]);
  const token = env[variable] ?? "";
  if (token === "") throw new Misused(`The variable ${variable} is empty.`);
  const serverUrl = withoutSlash(values["server-url"] ?? module.publicServer);
  const place: Place = {
    serverUrl,
    apiUrl: withoutSlash(values["api-url"] ?? module.apiUrl(serverUrl)),
    repository: given("repository", values.repository),
    token,
    sleep,
  };
  const server = open(place);
  if (server.stays !== undefined && !values["leave-behind"])
    throw new Misused(
      `${module.title} has no route to remove ${server.stays}: what this suite makes stays there. Say --leave-behind to go on.`,
    );
  return {
    module,
    place,
    server,
    variable,
    size: {
      files: count("files", values.files ?? "60"),
      large: count("large-mib", values["large-mib"] ?? "64") * 2 ** 20,
    },
    only: values.only ?? "",
    commit: values.commit,
    flags: values["allow-insecure-http"] ? ["--allow-insecure-http"] : [],
    record: values.record,
    page: values["no-page"] ? undefined : (values.page ?? `docs/live/${forge}.md`),
  };
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

function given(name: string, value: string | undefined): string {
  if (value === undefined || value === "") throw new Misused(`--${name} is missing.`);
  return value;
}

function count(name: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Misused(`--${name} ${value}: it takes a number.`);
  return Number(value);
}
