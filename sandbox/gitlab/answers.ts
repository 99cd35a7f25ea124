import { bareJson as json, Refusal, type Answer } from "../kernel";

export { json };

/** Body of helpers and models: a text, a list of texts, or lists of texts by field (reference 3). */
export const problem = (status: number, message: unknown): Answer => json(status, { message });

/** Body of parameter validation and routing (reference 3). */
export const complaint = (status: number, error: string): Answer => json(status, { error });

export const unknownRoute = (): Answer => complaint(404, "404 Not Found");
export const unauthorized = (): Answer => problem(401, "401 Unauthorized");
export const forbidden = (): Answer => problem(403, "403 Forbidden");
export const notFound = (what = ""): Answer => problem(404, what === "" ? "404 Not Found" : `404 ${what} Not Found`);

/** The OAuth layer's words for a scope that does not reach (reference 2). */
export const insufficientScope = (scope: string): Answer =>
  json(403, {
    error: "insufficient_scope",
    error_description: "The request requires higher privileges than provided by the access token.",
    scope,
  });

export const expiredToken = (): Answer =>
  json(401, {
    error: "invalid_token",
    error_description: "Token is expired. You can either do re-authorization or token refresh.",
  });

export const refuse = (status: number, message: unknown): Refusal => new Refusal(problem(status, message));
