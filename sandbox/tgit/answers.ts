import { json } from "../kernel/answers";
import { Refusal, type Answer } from "../kernel/exchange";

/** The one error body that is documented is that of the 401 (reference 3); the others are taken to look like it. */
export const problem = (status: number, message: string): Answer => json(status, { message });

/** "200 or a related status", no body promised (reference 4, 5): there is none. */
export const deleted: Answer = { status: 200 };
export const unauthorized = (): Answer => problem(401, "401 Unauthorized");
export const forbidden = (): Answer => problem(403, "403 Forbidden");
export const notFound = (what = ""): Answer => problem(404, what === "" ? "404 Not Found" : `404 ${what} Not Found`);
export const notSupported = (): Answer => problem(405, "405 Method Not Allowed");
export const refuse = (status: number, message: string): Refusal => new Refusal(problem(status, message));
