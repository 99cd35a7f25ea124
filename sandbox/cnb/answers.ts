import type { Answer } from "../kernel/exchange";

export const json = (status: number, body: unknown): Answer => ({ status, body });

/** An integer that clients must not rely on: the reference names no values (1), these follow gRPC's. */
const ERRCODES: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 409: 6, 422: 9, 429: 8 };

/** Reference 1, "errors". */
export const problem = (status: number, message: string): Answer =>
  json(status, { errcode: ERRCODES[status] ?? 2, errmsg: message });

export const unauthorized = (): Answer => problem(401, "unauthorized");
export const forbidden = (): Answer => problem(403, "permission denied");
export const notFound = (what = "not found"): Answer => problem(404, what);

export const html = (status: number, text: string): Answer => ({
  status,
  body: `<!DOCTYPE html>\n<html><head><title>${status} ${text}</title></head><body>${text}</body></html>\n`,
});

/** The storage host speaks XML, as object stores do. */
export const storageProblem = (status: number, code: string, message: string): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="utf-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`,
});

/** Thrown to leave nested work with an error answer. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}
