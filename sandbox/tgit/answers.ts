import type { Answer } from "../kernel/exchange";

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  body,
  headers,
});

/** The one error body that is documented is that of the 401 (reference 3); the others are taken to look like it. */
export const problem = (status: number, message: string): Answer => json(status, { message });

/** "200 or a related status", no body promised (reference 4, 5): there is none. */
export const deleted: Answer = { status: 200 };
export const unauthorized = (): Answer => problem(401, "401 Unauthorized");
export const forbidden = (): Answer => problem(403, "403 Forbidden");
export const notFound = (what = ""): Answer => problem(404, what === "" ? "404 Not Found" : `404 ${what} Not Found`);
export const notSupported = (): Answer => problem(405, "405 Method Not Allowed");

export const html = (status: number, text: string): Answer => ({
  status,
  body: `<html>\r\n<head><title>${status} ${text}</title></head>\r\n<body><center><h1>${status} ${text}</h1></center></body>\r\n</html>\r\n`,
});

/** The proxy's page; it does not wait for the body. */
export const tooLargePage = (): Answer => ({ ...html(413, "Request Entity Too Large"), atOnce: true });

/** Thrown to leave nested work with an error answer. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}
