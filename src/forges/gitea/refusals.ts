import { ConflictError, PublishError } from "../../errors";
import { type HttpError, attemptDecode, either, isLimit, list, optional, record, saidBy, text } from "../../http";
import { CATALOGUE, RELEASE, type Refusal } from "./hints";

/** `errors` is absent, null or a list; there are no codes. */
const RefusalWire = record({ message: optional(text, ""), errors: optional(either(list(text), list(record({}))), []) });

/**
 * What the server said no with, and what to do about it. A tag that has a release already is a conflict: look again.
 *
 * @param automatic the token is the job's own
 */
export const refusalTo =
  (automatic: boolean) =>
  (doing: string, error: HttpError): PublishError | undefined => {
    const read = readRefusal(error);
    const said = `${error.request} answered ${error.status}: ${read.words === "" ? "(nothing)" : read.words}`;
    if (isLimit(error)) {
      return new PublishError({
        what: `Failed ${doing}: the rate of requests is limited.`,
        said,
        hint: "Run it again later: what is already uploaded is not sent again. The server itself has no such limit; ask who runs the proxy in front of it.",
        cause: error,
      });
    }
    const trouble = { what: `Failed ${doing}.`, said, cause: error };
    // Whatever the text says ("Release is has no Tag"), it means that there is one already.
    if (read.status === 409 && read.method === "POST" && RELEASE.test(read.path))
      return new ConflictError({ ...trouble, hint: "The release was made by somebody else at the same moment." });
    const known = CATALOGUE.find(({ when }) => when(read));
    if (known === undefined) return undefined;
    const { hint } = known;
    return new PublishError({ ...trouble, hint: typeof hint === "string" ? hint : automatic ? hint.own : hint.others });
  };

function readRefusal({ status, body, request }: HttpError): Refusal {
  const [method = "", url = ""] = request.split(" ");
  const parsed = attemptDecode(RefusalWire, body);
  const entries: readonly unknown[] = parsed?.errors ?? [];
  const details = entries.filter((entry): entry is string => typeof entry === "string");
  const told = parsed === undefined ? [] : [parsed.message, ...details];
  const words = parsed === undefined ? body : told.filter((part) => part !== "").join("; ");
  return {
    status,
    method,
    path: URL.canParse(url) ? new URL(url).pathname : url,
    words: words === "" ? "" : saidBy(words),
    ours: parsed !== undefined,
    page: typeof body === "string" && /<(!doctype|html|head|title|body)\b/i.test(body),
  };
}
