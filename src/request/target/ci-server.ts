import type { Pipeline, Told } from "../../ci/ci";
import type { ForgeModule } from "../../forges/forge";
import { InputError, attempt } from "../problems";
import { readAddress, shown, webOf } from "./address";
import { badPath } from "./repository";

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

const READERS: Readonly<Record<Told, (name: string, text: string) => string>> = {
  serverUrl: readAddress,
  apiUrl: readAddress,
  repository: readPath,
  repositoryId: readNumber,
};

const ADVICE: Readonly<Record<Told, string>> = {
  serverUrl: " The CI sets it; set server_url to go on without it.",
  apiUrl: " The CI sets it; set api_url to go on without it.",
  repository: " Set repository to go on.",
  repositoryId: "",
};

export function ciServerOf(at: { readonly pipeline: Pipeline; readonly forges: readonly ForgeModule[] }): CiServer {
  const { pipeline, forges } = at;
  const wrong: Partial<Record<Told, string>> = {};
  const read = (what: Told): string | undefined => {
    const text = pipeline[what];
    if (text === undefined) return undefined;
    const problems: string[] = [];
    const name = pipeline.told?.[what] ?? `what ${pipeline.title} tells as ${what}`;
    const value = attempt(problems, () => READERS[what](name, text));
    if (value === undefined) wrong[what] = problems.join(" ") + ADVICE[what];
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
  throw new InputError(`${name} holds “${shown(text)}”, which is no number.`);
}
