import { json } from "../kernel/answers";
import { Refusal, type Answer } from "../kernel/exchange";

/** An integer that clients must not rely on: the reference names no values (1), these follow gRPC's. */
const ERRCODES: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 409: 6, 422: 9, 429: 8 };

/** Reference 1, "errors". */
export const problem = (status: number, message: string): Answer =>
  json(status, { errcode: ERRCODES[status] ?? 2, errmsg: message });

export const unauthorized = (): Answer => problem(401, "unauthorized");
export const forbidden = (): Answer => problem(403, "permission denied");
export const notFound = (what = "not found"): Answer => problem(404, what);
export const refuse = (status: number, message: string): Refusal => new Refusal(problem(status, message));
