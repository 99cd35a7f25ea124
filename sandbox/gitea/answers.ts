import type { Answer } from "../kernel/exchange";
import type { World } from "./world";

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  body,
  headers,
});

export const noContent: Answer = { status: 204 };

const swagger = (world: World): string => `${world.bases.root}/api/swagger`;

/** The shape of most errors (reference 4). */
export const problem = (world: World, status: number, message: string): Answer =>
  json(status, { message, url: swagger(world) });

/** Its shape differs between the two (reference 4). */
export function notFound(world: World, message = world.dialect.missing): Answer {
  const url = swagger(world);
  return json(404, world.dialect.software === "gitea" ? { errors: null, message, url } : { message, url, errors: [] });
}

/** What goes wrong inside tells nothing to people who are no administrators (reference 4). */
export const internal = (world: World): Answer => problem(world, 500, "");

export const html = (status: number, text: string): Answer => ({
  status,
  body: `<html>\r\n<head><title>${status} ${text}</title></head>\r\n<body><center><h1>${status} ${text}</h1></center></body>\r\n</html>\r\n`,
});

/** The proxy's page (reference 4); it does not wait for the body. */
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
