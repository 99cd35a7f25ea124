import { describe, expect, it } from "vitest";
import type { Stand } from "../../sandbox";
import type { Fault } from "../../sandbox/kernel/faults";
import { serveProxy } from "../http/servers";
import type { Ran } from "./bundle";
import { type Several, several } from "./several-stage";
import { listIn } from "./stage";

/** A target of several, by its place among them. */
interface Target extends Several {
  readonly stand: Stand;
  readonly place: 0 | 1;
  run(inputs?: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>): Promise<Ran>;
}

async function target(forge: string): Promise<Target> {
  const isFirst = forge === ".";
  const other = isFirst ? "gitee" : forge;
  const at = await several([other]);
  const stand = isFirst ? at.github : at.mirrors[other];
  if (stand === undefined) throw new Error(`no ${forge}`);
  return { ...at, stand, place: isFirst ? 0 : 1, run: (inputs, env) => at.act([".", at.line(other)], inputs, env) };
}

/** Every request to a target goes wrong; the other one is published to. @returns what is said of it */
async function failed(at: Target, does: Fault, inputs: Readonly<Record<string, string>>): Promise<unknown> {
  const before = at.stand.requests.length;
  at.stand.faults.add({ path: /./, times: Infinity, do: does });
  const ran = await at.run({ retry_delay: "0.01", ...inputs });
  const results = listIn(ran.outputs.results);
  expect([ran.code, results[at.place]?.status, results[1 - at.place]?.status, ran.log]).toEqual([
    1,
    "failed",
    "published",
    expect.any(String),
  ]);
  expect(at.stand.requests.length).toBeGreaterThan(before);
  return results[at.place]?.error;
}

/** How often the request was sent that was sent most often. */
function tries({ stand }: Target): number {
  const counts = new Map<string, number>();
  for (const { method, path, operation = "" } of stand.requests) {
    const request = `${method} ${path} ${operation}`;
    counts.set(request, (counts.get(request) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

describe("the patience of the run is that of each of its targets", () => {
  const TARGETS = [".", "gitlab", "gitea", "forgejo", "gitee", "gitcode", "tgit", "cnb", "sourcehut"];

  it.each(TARGETS)("retries: %s", async (forge) => {
    const counts: number[] = [];
    for (const retries of ["0", "2"]) {
      const at = await target(forge);
      expect(await failed(at, { kind: "status", status: 503 }, { retries })).toContain("503");
      counts.push(tries(at));
    }
    const [once = 0, thrice] = counts;
    expect(thrice).toBe(3 * once);
  });

  it.each(TARGETS)("max_wait: %s", async (forge) => {
    const at = await target(forge);
    const busy = { kind: "status", status: 429, headers: { "retry-after": "50" } } as const;
    expect(await failed(at, busy, { max_wait: "40" })).toContain("50 s");
  });

  it.each(TARGETS)("stall_timeout: %s", async (forge) => {
    const at = await target(forge);
    const told = await failed(at, { kind: "hang", when: "before" }, { stall_timeout: "0.1", retries: "0" });
    expect(told).toContain("stall_timeout");
  });

  it.each(TARGETS.slice(1))("the proxy: %s", async (forge) => {
    const at = await target(forge);
    const proxy = await serveProxy((host) => `http://${host}`);
    await at.run({ allow_insecure_http: "true" }, { HTTP_PROXY: proxy.url });
    const requests = [at.github, ...Object.values(at.mirrors)].map(({ requests: { length } }) => length);
    expect(Math.min(...requests)).toBeGreaterThan(0);
    expect(proxy.heard.length).toBe(requests.reduce((sum, count) => sum + count));
  });
});
