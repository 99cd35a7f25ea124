import { type Checkout } from "../../ci/git/checkout";
import { isAlias, parseRemote } from "../../ci/remote";
import { explain, orElse } from "../../errors";
import { FORGES } from "../../forges";
import type { ForgeModule } from "../../forges/forge";
import { readAddress } from "../../request/target/address";
import { publicHost } from "../../request/target/hosts";
import { probe } from "../../request/target/probe";
import { quoted } from "../../request/entries/names";
import type { Running } from "../frame";

/** Where the releases of this repository are, as far as it can be told. */
export interface Home {
  readonly forge: string | undefined;
  /** What says so at the command line, ready to be copied; none for a public host. */
  readonly flags: readonly string[];
  /** The repository's web address, where it is known. */
  readonly address: string | undefined;
  /** The variable that a token is read from there. */
  readonly variable: string | undefined;
  /** Why a server could not be asked what it is. */
  readonly trouble: string | undefined;
}

/**
 * The forge of the repository: by the inputs, by the host of origin, else by what the server says of itself.
 *
 * @param mayAsk whether it is worth a question; no token is sent with it
 */
export async function homeOf(
  { context, http }: Pick<Running<"init">, "context" | "http">,
  checkout: Checkout,
  mayAsk: boolean,
): Promise<Home> {
  const { inputs } = context;
  const origin = checkout.remotes.get("origin")?.[0] ?? "";
  const remote = parseRemote(origin);
  const ofRemote = remote === undefined || isAlias(origin, remote) ? undefined : remote.serverUrl;
  const server = inputs.server_url === undefined ? ofRemote : readAddress("server_url", inputs.server_url);
  const known = server === undefined ? undefined : publicHost(FORGES, server);
  const given = FORGES.find(({ id }) => id === inputs.forge);
  const named = given ?? known?.module;
  const path = server === undefined ? undefined : remote?.repository;
  const address = path === undefined ? undefined : `${known?.serverUrl ?? server}/${path}`;
  const at = { server: known === undefined ? server : undefined, given: inputs.forge, address };
  if (at.server === undefined || named !== undefined || !mayAsk) return home(named, at);
  const { server: asked } = at;
  const untold = { ...at, given: undefined };
  return orElse(
    async () => home(await ask(asked, http), untold),
    (error) => ({ ...home(undefined, untold), trouble: explain(error).told.join(" ") }),
  );
}

function ask(server: string, http: Running<"init">["http"]): Promise<ForgeModule> {
  const unknown = {
    ...{ serverUrl: server, by: "the address of this repository", otherwise: undefined, hint: "" },
    complete: (module: ForgeModule) => module,
  };
  return probe(unknown, { forges: FORGES, http });
}

interface Told {
  /** A server that is no public host. */
  readonly server: string | undefined;
  /** The kind that an input names. */
  readonly given: string | undefined;
  readonly address: string | undefined;
}

function home(module: ForgeModule | undefined, { server, given, address }: Told): Home {
  const isGiven = given !== undefined && server !== undefined;
  return {
    forge: module?.id,
    flags: [
      ...(isGiven ? [`--forge ${given}`] : []),
      ...(server === undefined ? [] : [`--server-url ${quoted(server)}`]),
    ],
    address,
    variable: module?.tokenVariables(server === undefined)[0],
    trouble: undefined,
  };
}
