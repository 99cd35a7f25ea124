import { PublishError } from "../errors";
import type { Http, HttpError } from "../http";
import type { TokenChoice } from "./token";

/** The client, which says of a refused token where it came from: nobody else knows, and it is not always an input. */
export function tellingToken(http: Http, { from, automatic }: TokenChoice): Http {
  const told = (refused: PublishError | undefined, error: HttpError): PublishError | undefined => {
    if (error.status !== 401 || refused?.constructor !== PublishError) return refused;
    const whose = automatic ? ", the runner's own" : "";
    const hint = [refused.hint, `The token came from ${from}${whose}.`].filter((part) => part !== undefined).join(" ");
    return new PublishError({ what: refused.message, said: refused.said, hint, cause: refused.cause });
  };
  return {
    ...http,
    open: (door) => {
      const { refusal } = door;
      if (refusal === undefined || Object.keys(door.credentials).length === 0) return http.open(door);
      return http.open({ ...door, refusal: (doing, error) => told(refusal(doing, error), error) });
    },
  };
}
