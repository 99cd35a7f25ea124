import { json, type Answer, type Headers } from "../kernel";

const DOCS = "https://docs.github.com/rest";

export interface FieldError {
  readonly resource?: string;
  readonly code: "missing" | "missing_field" | "invalid" | "already_exists" | "unprocessable" | "custom";
  readonly field?: string;
  readonly message?: string;
}

/** The plain error body of reference section 4. */
export function problem(status: number, message: string, headers: Headers = {}): Answer {
  return json(status, { message, documentation_url: DOCS, status: String(status) }, headers);
}

export const notFound = (): Answer => problem(404, "Not Found");
export const requiresAuthentication = (): Answer => problem(401, "Requires authentication");
export const badCredentials = (): Answer => problem(401, "Bad credentials");
export const emptyRepository = (): Answer => problem(409, "Git Repository is empty.");

/** 422 with a message only: `errors` is absent (reference 4, "422 simple"). */
export const unprocessable = (message: string): Answer => problem(422, message);
export const invalidRequest = (detail: string): Answer => unprocessable(`Invalid request.\n\n${detail}`);

export function validationFailed(...errors: readonly FieldError[]): Answer {
  return json(422, { message: "Validation Failed", errors, documentation_url: DOCS, status: "422" });
}

export const custom = (resource: string, field: string, message: string): FieldError => ({
  resource,
  code: "custom",
  field,
  message,
});

export const userAgentMissing: Answer = {
  status: 403,
  headers: { "content-type": "text/html; charset=utf-8" },
  body:
    "\r\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header " +
    "(https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). " +
    "Check https://developer.github.com for other possible causes.\r\n",
};
