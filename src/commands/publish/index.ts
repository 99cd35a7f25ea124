import { createClient } from "../../client";
import { deliver } from "../../report/deliver";
import { settle } from "../../request/resolve";
import type { Stage } from "../../world";
import { prepare } from "./prepare";
import { aboutOf, publishTo } from "./target";

/**
 * The command `publish`: what is wanted is read once, then its target is found, looked at, and brought to it.
 *
 * @returns the exit code
 */
export async function publishRelease(stage: Stage): Promise<number> {
  const { log, clock, reached } = stage;
  const prepared = await prepare(stage);
  if (prepared === undefined) {
    stage.print?.(new Map());
    return 0;
  }
  const { context, to, targets } = prepared;
  if (targets !== undefined) return (await import("./several")).publishToAll(stage, prepared, targets);
  const http = createClient(stage, context.inputs, prepared.authorities);
  try {
    const target = { ...context, ...prepared, http, clock };
    const resolved = await settle(target).resolve();
    const about = aboutOf(resolved);
    reached.about = about;
    const outcome = await log.section(`Publishing ${about.tag} to ${about.repository} on ${about.title}`, () =>
      publishTo(stage, {
        ...resolved,
        inputs: context.inputs,
        http,
        context,
        authorities: prepared.authorities,
        remember: (memory) => (reached.memory = memory),
      }),
    );
    return await deliver({ ...stage, ...to, outcome, about, milliseconds: clock.now() - reached.started });
  } finally {
    http.close();
  }
}
