import { Refusal, type RecordedRequest } from "../kernel/exchange";
import { violate } from "../kernel/state";
import { firewallPage } from "./answers";
import type { Call, World } from "./state";

/** The edge wants to know who is asking; what it refuses exactly is unverified (2). */
export function checkEdge(call: Pick<Call, "headers" | "world">): void {
  if (!call.headers["user-agent"]) throw new Refusal(firewallPage(call.world.uncertain.firewallStatus));
}

/** The client cannot know whether it was carried out. */
function unclear({ status, fault }: RecordedRequest): boolean {
  if (status >= 500) return true;
  return fault !== undefined && (status === 0 || fault === "truncate");
}

function subjectOf(world: World, record: RecordedRequest): string | undefined {
  const known = world.subjects.get(record);
  if (known !== undefined) return known;
  const { json } = record;
  const named = typeof json === "object" && json !== null && "tag_name" in json ? json.tag_name : undefined;
  return typeof named === "string" ? named : undefined;
}

/** After an attachment only its own list tells; after a create also by-tag (5, 7, 10). */
function looks(record: RecordedRequest, path: string): boolean {
  if (record.method !== "GET" || ![200, 404].includes(record.status)) return false;
  return record.path === path || (path.endsWith("/releases") && record.path.startsWith(`${path}/tags/`));
}

/**
 * Notes a POST of the same thing to the same address after one with an unclear outcome and no look in between (7, 10).
 * @param subject tag of a release, name of a file
 */
export function checkRepeat(call: Call, subject: string): void {
  const { world, path, record } = call;
  world.subjects.set(record, subject);
  // Not there any more if the log was cleared meanwhile.
  const before = world.requests.slice(0, Math.max(0, world.requests.indexOf(record)));
  for (const earlier of before.toReversed()) {
    if (looks(earlier, path)) return;
    const same = earlier.method === "POST" && earlier.path === path && subjectOf(world, earlier) === subject;
    if (!same || !unclear(earlier)) continue;
    violate(world, call, `"${subject}" sent again without looking whether it had arrived`);
    return;
  }
}
