import { json, Refusal, type Answer } from "../kernel";

/** A text, or for model errors lists of texts by field (2). */
export const problem = (status: number, message: unknown): Answer => json(status, { message });

/** The plural key of parameter errors (2, 5). */
export const problems = (status: number, messages: readonly string[]): Answer => json(status, { messages });

export const unauthorized = (): Answer => problem(401, "401 Unauthorized");
export const unknownToken = (): Answer => problem(401, "401 Unauthorized: Access token does not exist");
export const expiredToken = (): Answer => json(401, { code: 40001, message: "登录失效" });
export const forbidden = (): Answer => problem(403, "403 Forbidden");
/** "Not Found Project" also stands for a missing scope (2). Of other things and routes the wording is chosen. */
export const notFound = (what: string): Answer => problem(404, `Not Found ${what}`);
export const unknownRoute = (): Answer => problem(404, "404 Not Found");

export const html = (status: number, text: string): Answer => ({
  status,
  body: `<!DOCTYPE html>\n<html>\n<head><title>${text}</title></head>\n<body><h1>${status} ${text}</h1></body>\n</html>\n`,
});

/** The firewall in front refuses with a page and does not wait for the body (2). */
export const firewallPage = (status: number): Answer => ({
  ...html(status, "您的请求可能存在威胁，已被拦截"),
  atOnce: true,
});

export const tooLargePage = (): Answer => ({ ...html(413, "Request Entity Too Large"), atOnce: true });

export const refuse = (status: number, message: string): Refusal => new Refusal(problem(status, message));
