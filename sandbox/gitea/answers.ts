import { json } from "../kernel/answers";
import { Refusal, type Answer } from "../kernel/exchange";
import type { World } from "./state";

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

export const refuse = (world: World, status: number, message: string): Refusal =>
  new Refusal(problem(world, status, message));
