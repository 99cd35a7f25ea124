import { PublishError } from "../../errors";
import type { Http } from "../../http";
import type { Target } from "./target";
import type { TokenChoice } from "./token";

/** Who only reads, and has no token. */
export const STRANGER: TokenChoice = {
  token: "",
  from: "none, so that only what is public is seen",
  automatic: false,
  mayTravelPlain: () => true,
  warnings: [],
};

/** Whether a target may be asked without a token: its server was meant by somebody, and answers strangers. */
export function isOpen({ module, trusted }: Target): boolean {
  return trusted && module.closedToStrangers !== true;
}

/** Statuses by which servers say that there is something to see for others, or nothing. */
const UNSEEN: readonly number[] = [401, 403, 404, 429];

/** The client of a stranger: what is refused may be there for whoever has a token. */
export function asStranger(http: Http, { module, serverUrl }: Target): Http {
  const names = module.tokenVariables(module.hosts.includes(new URL(serverUrl).hostname)).join(" or ");
  const advice = `No token was given, and without one only what is public is seen: set ${names}, or name the variable that holds one (--token-env; of copy --from-token-env).`;
  return {
    ...http,
    open: (options) => {
      const { refusal } = options;
      if (refusal === undefined) return http.open(options);
      return http.open({
        ...options,
        refusal: (doing, error) => {
          const told = refusal(doing, error);
          if (!UNSEEN.includes(error.status) || (told !== undefined && told.constructor !== PublishError)) return told;
          const { message = `Failed ${doing}.`, said = `${error.request} answered ${error.status}` } = told ?? {};
          return new PublishError({ what: message, said, hint: advice, cause: error });
        },
      });
    },
  };
}
