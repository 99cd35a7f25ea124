import type { Pipeline, Told } from "../ci/ci";
import type { ForgeModule } from "../forges/forge";
import { type AddressRead, readAddress, shown, webOf } from "./addresses";
import { badPath } from "./repository";

/** The server and the repository that run the job, as far as the CI's variables tell them. */
export interface Own {
  /** The client for that forge; `undefined` for a CI of no forge, or of one that is not spoken to. */
  readonly module: ForgeModule | undefined;
  readonly serverUrl: string | undefined;
  readonly apiUrl: string | undefined;
  readonly repository: string | undefined;
  readonly repositoryId: string | undefined;
  /** What is wrong with a variable; it counts only where its value would be used. */
  readonly wrong: Partial<Readonly<Record<Told, string>>>;
}

export function ownOf({ pipeline, forges }: { pipeline: Pipeline; forges: readonly ForgeModule[] }): Own {
  const module = forges.find(({ id }) => id === pipeline.forge);
  const name = (what: Told): string => pipeline.told?.[what] ?? `what ${pipeline.title} tells as ${what}`;
  const server = read(name("serverUrl"), pipeline.serverUrl);
  const api = read(name("apiUrl"), pipeline.apiUrl);
  const serverUrl = urlOf(server) ?? (server === undefined ? webUrlOf(urlOf(api)) : undefined);
  const { repository, repositoryId } = pipeline;
  const path = repository === undefined ? undefined : badPath(repository);
  const isNumber = repositoryId === undefined || /^\d{1,20}$/.test(repositoryId);
  return {
    module,
    serverUrl,
    apiUrl: urlOf(api) ?? (serverUrl === undefined ? undefined : module?.apiUrl(serverUrl)),
    repository: path === undefined ? repository : undefined,
    repositoryId: isNumber ? repositoryId : undefined,
    wrong: {
      ...problem("serverUrl", server, "server_url"),
      ...problem("apiUrl", api, "api_url"),
      ...(path === undefined
        ? {}
        : {
            repository: `${name("repository")} holds “${shown(repository ?? "")}”, ${path}. Set repository to go on.`,
          }),
      ...(isNumber
        ? {}
        : { repositoryId: `${name("repositoryId")} holds “${shown(repositoryId)}”, which is no number.` }),
    },
  };
}

function read(name: string, text: string | undefined): AddressRead | undefined {
  return text === undefined ? undefined : readAddress(name, text);
}

function urlOf(address: AddressRead | undefined): string | undefined {
  return address !== undefined && "url" in address ? address.url : undefined;
}

function webUrlOf(apiUrl: string | undefined): string | undefined {
  return apiUrl === undefined ? undefined : webOf(apiUrl);
}

function problem(what: Told, address: AddressRead | undefined, instead: string): Own["wrong"] {
  return address === undefined || "url" in address
    ? {}
    : { [what]: `${address.problem} The CI sets it; set ${instead} to go on without it.` };
}
