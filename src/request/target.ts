import type { Env, Pipeline } from "../ci/ci";
import type { ForgeModule } from "../forges/forge";
import type { Inputs } from "./inputs";
import { nothingFound } from "./nowhere";
import { type Own, ownOf } from "./own";
import { type RemoteFound, remoteOf } from "./remote";
import { ofForge, ofPipeline, ofRemote, ofServer } from "./rules";
import { type Wish, readWish } from "./wish";

/** The repository to publish to, and how it was found. */
export interface Target {
  readonly module: ForgeModule;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly repository: string;
  /** The forge's own number of the repository, where the pipeline tells it. */
  readonly repositoryId: string | undefined;
  /** Version of the server, where the pipeline tells it. */
  readonly serverVersion: string | undefined;
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
  /** The server was named by an input, or is the CI's own or a forge's public one; a learned one gets no variable's token. */
  readonly trusted: boolean;
}

/** What is known before any request; `probe` where the kind of the server has to be asked for. */
export type Located =
  { readonly target: Target } | { readonly probe: Unknown } | { readonly problems: readonly string[] };

/** A server whose kind nobody has told. */
export interface Unknown {
  readonly serverUrl: string;
  /** What told of it: "server_url", "the remote origin". */
  readonly by: string;
  /** Kinds that it can turn out to be. */
  readonly candidates: readonly ForgeModule[];
  /** The kind it is taken for where it says of no other that it is one: of some kinds none can be asked. */
  readonly otherwise: ForgeModule | undefined;
  /** What to do where it tells nothing. */
  readonly hint: string;
  readonly complete: (module: ForgeModule) => Located;
}

export interface Surroundings {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  /** Address of the remote `origin`, if there is one; what the pipeline tells goes before it. */
  readonly origin: string | undefined;
  readonly env: Env;
  readonly forges: readonly ForgeModule[];
}

/** What all rules look at. */
export interface Scene extends Surroundings {
  readonly own: Own;
  readonly remote: RemoteFound | undefined;
  readonly wish: Wish;
}

/** Finds the forge, its server and the repository. Pure: nothing is asked. The first rule that fits decides. */
export function locate(around: Surroundings): Located {
  const own = ownOf(around);
  const remote = remoteOf(around);
  const known = remote === undefined || remote.alias !== undefined ? [] : [remote.serverUrl];
  const wish = readWish({ ...around, own, known });
  if ("problems" in wish) return wish;
  const scene = { ...around, own, remote, wish };
  if (wish.module !== undefined) return ofForge(scene, wish.module);
  if (wish.server !== undefined) return ofServer(scene, wish.server);
  return ofPipeline(scene) ?? ofRemote(scene) ?? { problems: [nothingFound(scene)] };
}
