import type { Pipeline } from "../../ci/ci";
import type { Checkout } from "../../ci/git/checkout";
import { type Remote, isAlias, parseRemote } from "../../ci/remote";
import type { Inputs } from "../inputs";

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
}: {
  readonly pipeline: Pipeline;
  readonly origin: string | undefined;
}): RemoteFound | undefined {
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
export function originOf(at: {
  readonly pipeline: Pipeline;
  readonly inputs: Inputs;
  readonly checkout: Checkout;
}): string | undefined {
  const { pipeline, inputs } = at;
  const isTold = [pipeline.forge, pipeline.repository, pipeline.serverUrl].every((value) => value !== undefined);
  // Another kind of forge than the CI's may be the remote's.
  const isCiKind = inputs.forge === undefined || inputs.forge === pipeline.forge || inputs.server_url !== undefined;
  const { repository, target_commitish, forge, server_url } = inputs;
  const isGiven = [repository, target_commitish, forge, server_url].every((value) => value !== undefined);
  const known = pipeline.remote !== undefined || (isTold && isCiKind) || isGiven;
  return known ? undefined : at.checkout.remotes.get("origin")?.[0];
}
