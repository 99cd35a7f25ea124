import type { Pipeline } from "../ci/ci";
import type { Checkout } from "../ci/git/checkout";
import { type Remote, isAlias, parseRemote } from "../ci/local-git";
import type { Inputs } from "./inputs";

/** A remote, and how to call it in a sentence. */
export interface RemoteFound extends Remote {
  readonly words: string;
  /** Its host, where that is an alias of an ssh configuration and no web server. */
  readonly alias: string | undefined;
}

/** Where the repository lies that is built: as the CI tells it, else the `origin` of the checkout. */
export function remoteOf(at: {
  readonly pipeline: Pipeline;
  readonly origin: string | undefined;
}): RemoteFound | undefined {
  const { remote: told, repository, title } = at.pipeline;
  const url = told?.url ?? at.origin ?? "";
  const read = parseRemote(url);
  if (read === undefined) return undefined;
  const remote = { ...read, alias: isAlias(url, read) ? new URL(read.serverUrl).hostname : undefined };
  if (told === undefined) return { ...remote, words: "the remote origin" };
  const words = `the remote that ${title} tells (${told.variable})`;
  const end = `/${repository ?? ""}`;
  if (repository === undefined || !remote.repository.endsWith(end)) return { ...remote, words };
  // What stands before the name of the repository is the path below which the server lives.
  const path = remote.repository.slice(0, -end.length);
  return { ...remote, serverUrl: `${remote.serverUrl}/${path}`, repository, words };
}

/** The checkout's remote; looked at only where neither the pipeline nor the inputs say everything it could tell. */
export function originOf(at: {
  readonly pipeline: Pipeline;
  readonly inputs: Inputs;
  readonly checkout: Checkout;
}): string | undefined {
  const { pipeline, inputs } = at;
  const known =
    pipeline.remote !== undefined ||
    (pipeline.forge !== undefined &&
      pipeline.repository !== undefined &&
      pipeline.serverUrl !== undefined &&
      // Another kind of forge than the CI's may be the remote's.
      (inputs.forge === undefined || inputs.forge === pipeline.forge || inputs.server_url !== undefined)) ||
    [inputs.repository, inputs.target_commitish, inputs.forge, inputs.server_url].every((given) => given !== undefined);
  return known ? undefined : at.checkout.remotes.get("origin")?.[0];
}
