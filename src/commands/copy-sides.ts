import { CancelledError, ConfigError, PublishError } from "../errors";
import type { Context } from "../request/context";
import { isVariableName } from "../request/entries/variable-name";
import { InputError } from "../request/problems";
import { type Place, type Running, openPlace } from "./frame";

/** Opens one of the two repositories, with its own token and no other. @throws InputError */
export async function openSide(
  { options, context, stage, http }: Running<"copy">,
  which: "from" | "to",
): Promise<Place> {
  const { from, to, from_forge, to_forge, from_token_env, to_token_env, from_api_url, to_api_url } = options;
  const [address = "", forge, tokenEnv, apiUrl] =
    which === "from" ? [from, from_forge, from_token_env, from_api_url] : [to, to_forge, to_token_env, to_api_url];
  if (address !== "." && !/^https?:\/\//i.test(address))
    throw new InputError(
      `--${which} must be the web address of a repository, such as https://gitee.com/me/app, or “.”.`,
    );
  if (tokenEnv !== undefined && !isVariableName(tokenEnv))
    throw new InputError(
      `--${which}-token-env takes the name of a variable, and what was given is none; it is not shown, because it may be a token.`,
    );
  const at = contextOf(context, { address, forge, tokenEnv, apiUrl });
  const secret = context.env[tokenEnv ?? ""]?.trim() ?? "";
  if (secret !== "") stage.log.hide(secret);
  return openPlace(stage, { ...at, http, onlyReads: which === "from" }).catch((error: unknown) => {
    throw ofSide(which, error);
  });
}

/** A trouble with one of the two repositories, which says of which. */
export function ofSide(which: "from" | "to", error: unknown): unknown {
  if (!(error instanceof PublishError) || error instanceof CancelledError) return error;
  const told = { what: `--${which}: ${error.message}`, said: error.said, hint: error.hint, cause: error };
  return error instanceof ConfigError ? new ConfigError(told) : new PublishError(told);
}

function contextOf(
  context: Context,
  at: {
    readonly address: string;
    readonly forge: string | undefined;
    readonly tokenEnv: string | undefined;
    readonly apiUrl: string | undefined;
  },
): Context {
  const { address, forge, tokenEnv, apiUrl } = at;
  const own = address === ".";
  return {
    ...context,
    inputs: {
      ...context.inputs,
      token: undefined,
      forge: forge ?? (own ? context.inputs.forge : undefined),
      repository: own ? context.inputs.repository : address,
      server_url: own ? context.inputs.server_url : undefined,
      api_url: apiUrl ?? (own ? context.inputs.api_url : undefined),
    },
    entries: { ...context.entries, tokenEnv },
  };
}

/** @throws InputError where both are one repository, by whatever address */
export function refuseSelf({ target: a }: Place, { target: b }: Place): void {
  const place = ({ serverUrl, repository }: Place["target"]): string =>
    `${serverUrl.replace(/^https?:\/\/(www\.)?/i, "")}/${repository}`.toLowerCase();
  if (place(a) === place(b) || (a.apiUrl === b.apiUrl && a.repository.toLowerCase() === b.repository.toLowerCase()))
    throw new InputError(`--from and --to are one repository: ${a.repository} on ${a.serverUrl}.`);
}
