import type { Pipeline } from "../ci/ci";
import type { ForgeModule } from "../forges/forge";
import { badUrl, same, trimmed, webOf } from "./addresses";
import type { Inputs } from "./inputs";
import { remoteOf } from "./remote";

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
  readonly complete: (module: ForgeModule) => Located;
}

export interface Surroundings {
  readonly inputs: Inputs;
  readonly pipeline: Pipeline;
  /** Address of the remote `origin`, if there is one; what the pipeline tells goes before it. */
  readonly origin: string | undefined;
  readonly forges: readonly ForgeModule[];
}

/** Finds the forge, its server and the repository. Pure: nothing is asked. The first rule that fits decides. */
export function locate(around: Surroundings): Located {
  const { inputs, forges } = around;
  const problems = [...badUrl("server_url", inputs.server_url), ...badUrl("api_url", inputs.api_url)];
  if (problems.length > 0) return { problems };
  if (inputs.forge !== undefined) {
    const module = forges.find(({ id }) => id === inputs.forge?.toLowerCase());
    return module === undefined
      ? { problems: [`forge must be one of ${forges.map(({ id }) => id).join(", ")}, not “${inputs.forge}”.`] }
      : complete(around, module, "from the input forge");
  }
  const named = inputs.server_url ?? inputs.api_url;
  if (named !== undefined) {
    const module = ofHost(forges, named);
    if (module !== undefined) return complete(around, module, `${new URL(named).hostname} is its public host`);
    const own = isOwn(around, { serverUrl: inputs.server_url, apiUrl: inputs.api_url })
      ? ofPipeline(around)
      : undefined;
    return (
      own ?? {
        probe: {
          serverUrl: trimmed(named),
          complete: (found) => complete(around, found, "the server told when asked"),
        },
      }
    );
  }
  return ofPipeline(around) ?? ofRemote(around) ?? { problems: [nothingFound(around)] };
}

/** The CI's own forge. */
function ofPipeline(around: Surroundings): Located | undefined {
  const { pipeline, forges } = around;
  if (pipeline.forge === undefined) return undefined;
  const module = forges.find(({ id }) => id === pipeline.forge);
  if (module !== undefined) return complete(around, module, `from ${pipeline.reason}`);
  return {
    problems: [
      `${pipeline.title} was recognised (${pipeline.reason}), but this version does not speak to ${pipeline.forge}. Set forge (and server_url) to publish elsewhere.`,
    ],
  };
}

/** The host of the remote. */
function ofRemote(around: Surroundings): Located | undefined {
  const remote = remoteOf(around);
  if (remote === undefined) return undefined;
  const module = ofHost(around.forges, remote.serverUrl);
  if (module !== undefined) return complete(around, module, `from ${remote.words}`);
  return {
    probe: {
      serverUrl: remote.serverUrl,
      complete: (found) => complete(around, found, `the server of ${remote.words} told when asked`),
    },
  };
}

/** Fills in what the kind of forge leaves open: addresses and repository. */
function complete(around: Surroundings, module: ForgeModule, because: string): Located {
  const { inputs, pipeline } = around;
  const remote = remoteOf(around);
  const home = pipeline.forge === module.id ? pipeline : undefined;
  const elsewhere = inputs.server_url === undefined && inputs.api_url === undefined;
  const remoteServer = elsewhere && home === undefined && isOfRemote(around, module) ? remote?.serverUrl : undefined;
  const serverUrl = trimmed(
    inputs.server_url ?? webOf(inputs.api_url) ?? home?.serverUrl ?? remoteServer ?? module.publicServer,
  );
  const own = home !== undefined && isOwn(around, { serverUrl, apiUrl: inputs.api_url });
  const apiUrl = trimmed(inputs.api_url ?? (own ? home.apiUrl : undefined) ?? module.apiUrl(serverUrl));
  const atRemote = remote !== undefined && same(serverUrl, remote.serverUrl);
  const fallback = own && !atRemote ? undefined : remote?.repository;
  const repository = (inputs.repository ?? pipeline.repository ?? fallback ?? "")
    .replace(/\.git$/, "")
    .replace(/^\/+|\/+$/g, "");
  if (repository === "")
    return {
      problems: [`repository is not given, and nothing here tells it. Set repository: ${module.repository.words}.`],
    };
  if (!module.repository.form.test(repository)) {
    return {
      problems: [`repository must have the form ${module.repository.words} on ${module.title}, not “${repository}”.`],
    };
  }
  const public_ = module.hosts.includes(new URL(serverUrl).hostname);
  const ofRemote = atRemote && sameName(repository, remote.repository);
  const ownRepository =
    (own && sameName(repository, pipeline.repository)) || (ofRemote && pipeline.remote !== undefined);
  return {
    target: {
      module,
      serverUrl,
      apiUrl,
      repository,
      repositoryId: own && ownRepository ? pipeline.repositoryId : undefined,
      serverVersion: own ? pipeline.serverVersion : undefined,
      because,
      ownServer: own,
      ownRepository,
      checkedOut: ownRepository || (ofRemote && pipeline.repository === undefined),
      trusted: own || public_ || !elsewhere,
    },
  };
}

function sameName(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}

/** Whether addresses are those of the server that runs the job. */
function isOwn(
  { pipeline, forges }: Surroundings,
  at: { readonly serverUrl: string | undefined; readonly apiUrl: string | undefined },
): boolean {
  const { serverUrl } = pipeline;
  const module = forges.find(({ id }) => id === pipeline.forge);
  const apiUrl = pipeline.apiUrl ?? (serverUrl === undefined ? undefined : module?.apiUrl(serverUrl));
  const server = at.serverUrl === undefined || same(at.serverUrl, serverUrl);
  const api = at.apiUrl === undefined || same(at.apiUrl, apiUrl);
  return server && api && (at.serverUrl ?? at.apiUrl) !== undefined;
}

function ofHost(forges: readonly ForgeModule[], url: string): ForgeModule | undefined {
  const { hostname } = new URL(url);
  return forges.find(({ hosts }) => hosts.includes(hostname));
}

/** Whether the target is on the server of the remote, with nothing said but perhaps the kind of forge. */
function isOfRemote(around: Surroundings, module: ForgeModule): boolean {
  const remote = remoteOf(around);
  if (remote === undefined) return false;
  const known = ofHost(around.forges, remote.serverUrl);
  // A CI that tells the remote tells the server with it, unless that is the public one of another kind of forge.
  const told = around.pipeline.remote !== undefined && known === undefined;
  return around.inputs.forge === undefined || known === module || told;
}

function nothingFound({ forges }: Surroundings): string {
  const ids = forges.map(({ id }) => id).join(", ");
  return `It is not known which forge to publish to. Looked at: forge, server_url, api_url, the variables of the known pipelines, the git remote origin. Set forge (${ids}), and server_url for a server of your own.`;
}
