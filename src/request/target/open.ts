import { PublishError } from "../../errors";
import type { Forge, OpenOptions } from "../../forges/forge";
import type { Http, HttpError } from "../../http";
import type { Target } from "./target";
import { STRANGER, type TokenChoice } from "./token";

/** Opens the forge of a target with the token that was chosen for it. */
export function openForge(
  { target, token, http }: { readonly target: Target; readonly token: TokenChoice; readonly http: Http },
  log: OpenOptions["log"],
): Promise<Forge> {
  const client = token === STRANGER ? asStranger(http, target) : tellingToken(http, token);
  return target.module.open({ ...target, ...token, http: client, log });
}

/** Statuses by which servers say that there is something to see for others, or nothing. */
const UNSEEN: readonly number[] = [401, 403, 404, 429];

/** The client of a stranger: what is refused may be there for whoever has a token. */
function asStranger(http: Http, { module, serverUrl }: Target): Http {
  const names = module.tokenVariables(module.hosts.includes(new URL(serverUrl).hostname)).join(" or ");
  const hint = `No token was given, and without one only what is public is seen: set ${names}, or name the variable that holds one (--token-env; of copy --from-token-env).`;
  return retelling(http, (told, { error, doing }) => {
    if (!UNSEEN.includes(error.status) || (told !== undefined && told.constructor !== PublishError)) return told;
    const { message = `Failed ${doing}.`, said = `${error.request} answered ${error.status}` } = told ?? {};
    return new PublishError({ what: message, said, hint, cause: error });
  });
}

/** The client, which says of a refused token where it came from: nobody else knows, and it is not always an input. */
export function tellingToken(http: Http, { from, automatic }: TokenChoice): Http {
  return retelling(http, (told, { error, isAnonymous }) => {
    if (isAnonymous || error.status !== 401 || told?.constructor !== PublishError) return told;
    const whose = automatic ? ", the runner's own" : "";
    const hint = [told.hint, `The token came from ${from}${whose}.`].filter((part) => part !== undefined).join(" ");
    return new PublishError({ what: told.message, said: told.said, hint, cause: told.cause });
  });
}

/** A client whose refusals are told in other words. */
function retelling(
  http: Http,
  retold: (
    told: PublishError | undefined,
    at: { readonly error: HttpError; readonly doing: string; readonly isAnonymous: boolean },
  ) => PublishError | undefined,
): Http {
  return {
    ...http,
    open: (options) => {
      const { refusal, credentials } = options;
      if (refusal === undefined) return http.open(options);
      const isAnonymous = Object.keys(credentials).length === 0;
      return http.open({
        ...options,
        refusal: (doing, error) => retold(refusal(doing, error), { error, doing, isAnonymous }),
      });
    },
  };
}
