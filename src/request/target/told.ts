import type { Told } from "../../ci/ci";
import { type Remote, isAlias, parseRemote } from "../../ci/remote";
import type { ForgeModule } from "../../forges/forge";
import type { Context } from "../context";
import { InputError, attempt } from "../problems";
import { badPath, readAddress, shown, webOf } from "./address";

/** The server and the repository that run the job, as far as the CI's variables tell them. */
export interface CiServer {
  /** The client for that forge; `undefined` for a CI of no forge, or of one that is not spoken to. */
  readonly module: ForgeModule | undefined;
  readonly serverUrl: string | undefined;
  readonly apiUrl: string | undefined;
  readonly repository: string | undefined;
  readonly repositoryId: string | undefined;
  /** What is wrong with a variable, whose value is left out; it counts only where the value would be used. */
  readonly wrong: Partial<Readonly<Record<Told, string>>>;
}

/** How each is read, and what to do where it is wrong. */
const READERS: Readonly<Record<Told, readonly [(name: string, text: string) => string, string]>> = {
  serverUrl: [readAddress, " The CI sets it; set server_url to go on without it."],
  apiUrl: [readAddress, " The CI sets it; set api_url to go on without it."],
  repository: [readPath, " Set repository to go on."],
  repositoryId: [readNumber, ""],
};

export function ciServerOf({ pipeline, forges }: Pick<Context, "pipeline" | "forges">): CiServer {
  const wrong: Partial<Record<Told, string>> = {};
  const read = (what: Told): string | undefined => {
    const text = pipeline[what];
    if (text === undefined) return undefined;
    const problems: string[] = [];
    const name = pipeline.told?.[what] ?? `what ${pipeline.title} tells as ${what}`;
    const [reader, advice] = READERS[what];
    const value = attempt(problems, () => reader(name, text));
    if (value === undefined) wrong[what] = problems.join(" ") + advice;
    return value;
  };
  const [server, api, module] = [read("serverUrl"), read("apiUrl"), forges.find(({ id }) => id === pipeline.forge)];
  const isToldByApi = pipeline.serverUrl === undefined && api !== undefined;
  const serverUrl = isToldByApi ? webOf(api) : server;
  return {
    module,
    serverUrl,
    apiUrl: api ?? (serverUrl === undefined ? undefined : module?.apiUrl(serverUrl)),
    repository: read("repository"),
    repositoryId: read("repositoryId"),
    wrong,
  };
}

function readPath(name: string, text: string): string {
  const why = badPath(text);
  if (why === undefined) return text;
  throw new InputError(`${name} holds “${shown(text)}”, ${why}.`);
}

function readNumber(name: string, text: string): string {
  if (/^\d{1,20}$/.test(text)) return text;
  throw new InputError(`${name} holds “${shown(text)}”, which is not a number.`);
}

/** A remote, and how to call it in a sentence. */
export interface RemoteFound extends Remote {
  readonly words: string;
  /** Its host, where that is an alias of an ssh configuration and no web server. */
  readonly alias: string | undefined;
}

/** Where the repository lies that is built: as the CI tells it, else the `origin` of the checkout. */
export function remoteOf({
  pipeline: { remote: told, repository, title },
  origin,
}: Pick<Context, "pipeline" | "origin">): RemoteFound | undefined {
  const url = told?.url ?? origin ?? "";
  const read = parseRemote(url);
  if (read === undefined) return undefined;
  const words = told === undefined ? "the remote origin" : `the remote that ${title} tells (${told.variable})`;
  const remote = { ...read, words, alias: isAlias(url, read) ? new URL(read.serverUrl).hostname : undefined };
  const end = `/${repository ?? ""}`;
  if (told === undefined || repository === undefined || !remote.repository.endsWith(end)) return remote;
  // What stands before the name of the repository is the path below which the server lives.
  const path = remote.repository.slice(0, -end.length);
  return { ...remote, serverUrl: `${remote.serverUrl}/${path}`, repository };
}

/** The checkout's remote; looked at only where neither the pipeline nor the inputs say everything it could tell. */
export function originOf({
  pipeline,
  inputs,
  checkout,
}: Pick<Context, "pipeline" | "inputs" | "checkout">): string | undefined {
  const isTold = [pipeline.forge, pipeline.repository, pipeline.serverUrl].every((value) => value !== undefined);
  // Another kind of forge than the CI's may be the remote's.
  const isCiKind = inputs.forge === undefined || inputs.forge === pipeline.forge || inputs.server_url !== undefined;
  const { repository, target_commitish, forge, server_url } = inputs;
  const isGiven = [repository, target_commitish, forge, server_url].every((value) => value !== undefined);
  const known = pipeline.remote !== undefined || (isTold && isCiKind) || isGiven;
  return known ? undefined : checkout.remotes.get("origin")?.[0];
}
