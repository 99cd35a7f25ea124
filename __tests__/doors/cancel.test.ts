import { describe, expect, it } from "vitest";
import { stage } from "./stage";
import { stoppedBy } from "./stopped";

describe("a run that is told to stop", () => {
  it.each([
    ["SIGTERM", 143, "during a hanging upload", { kind: "hang", when: "before" }],
    ["SIGINT", 130, "during a hanging upload", { kind: "hang", when: "after" }],
    ["SIGTERM", 143, "during a wait", { kind: "status", status: 429, headers: { "retry-after": "100" } }],
  ] as const)("%s ends with %i %s", async (signal, code, _, fault) => {
    const at = await stage({ "a.txt": "alpha", "b.txt": "beta" });
    at.github.faults.add({ method: "POST", path: /\/assets$/, times: Infinity, do: fault });
    const env = { ...at.runner, INPUT_JOB_TOKEN: at.github.token };
    const uploads = (): boolean => at.github.requests.some(({ path }) => path.endsWith("/assets"));
    const inputs = { files: "*.txt", stall_timeout: "100" };
    const ran = await at.workspace.action(env, inputs, stoppedBy(signal, uploads));
    expect([ran.code, ran.signal]).toEqual([code, null]);
    expect(ran.log).toContain(`::error::Stopped by ${signal}.`);
    expect(at.repo.releases).toMatchObject([{ draft: true }]);
    expect(ran.outputs).toEqual({});
    at.github.faults.clear();
    const again = await at.act({ files: "*.txt" });
    expect([again.code, again.log]).toEqual([0, expect.stringMatching(/2 files: 2 (uploaded|unchanged)/)]);
    expect(at.repo.releases).toMatchObject([{ draft: false, assets: [{}, {}] }]);
  });

  it("before anything was sent ends as quickly", async () => {
    const at = await stage();
    at.github.faults.add({ do: { kind: "hang", when: "before" } });
    const asked = (): boolean => at.github.requests.length > 0;
    const inputs = { job_token: at.github.token, stall_timeout: "100" };
    const ran = await at.workspace.action(at.runner, inputs, stoppedBy("SIGINT", asked));
    expect([ran.code, at.repo.releases]).toEqual([130, []]);
  });
});
