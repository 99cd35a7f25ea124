import type { ForgeModule, OpenOptions } from "../../forges/forge";
import type { Context } from "../context";
import type { CiServer, RemoteFound } from "./told";
import type { TargetOptions } from "./options";

/** The repository to publish to, and how it was found. */
export interface Target extends Pick<
  OpenOptions,
  "serverUrl" | "apiUrl" | "repository" | "repositoryId" | "serverVersion"
> {
  readonly kind: "known";
  readonly module: ForgeModule;
  /** Which rule decided, for the log: "from GITHUB_ACTIONS". */
  readonly because: string;
  /** What told the server and the repository, for the log: "GITHUB_SERVER_URL", "the input repository". */
  readonly told: { readonly server: string; readonly repository: string };
  /** It is the very server that runs the job. */
  readonly ownServer: boolean;
  /** It is the repository that the job was started by. */
  readonly ownRepository: boolean;
  /** It is the repository whose checkout is worked in, so that HEAD is a commit of it. */
  readonly checkedOut: boolean;
  /** The server was named by an input, or is the CI's own or a forge's public one; any other gets no variable's token. */
  readonly trusted: boolean;
}

/** A server whose kind nobody has told: it has to be asked. */
export interface UnknownServer {
  readonly kind: "unknown";
  readonly serverUrl: string;
  /** What told of it: "server_url", "the remote origin". */
  readonly by: string;
  /** Kinds that it can turn out to be. */
  readonly candidates: readonly ForgeModule[];
  /** The kind it is taken for where it says of no other that it is one: of some kinds none can be asked. */
  readonly otherwise: ForgeModule | undefined;
  /** What to do where it tells nothing. */
  readonly hint: string;
  /** The target when it is of a kind. @throws InputError */
  readonly complete: (module: ForgeModule) => Target;
}

/** What all rules look at: what a target is found by, read. */
export interface Scene extends Pick<Context, "inputs" | "pipeline" | "env" | "forges"> {
  readonly ci: CiServer;
  readonly remote: RemoteFound | undefined;
  readonly options: TargetOptions;
}
