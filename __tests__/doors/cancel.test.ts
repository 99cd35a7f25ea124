import { describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { stage } from "./stage";

describe("a run that is told to stop", () => {
  it.each([
    ["SIGTERM", 143, "during a hanging upload", { kind: "hang", when: "before" }],
    ["SIGINT", 130, "during a hanging upload", { kind: "hang", when: "after" }],
    ["SIGTERM", 143, "during a wait", { kind: "status", status: 429, headers: { "retry-after": "60" } }],
  ] as const)("%s ends with %i %s", async (signal, code, _, fault) => {
    const at = await stage({ "a.txt": "alpha", "b.txt": "beta" });
    at.github.faults.add({ method: "POST", path: /\/assets$/, times: Infinity, do: fault });
    const env = { ...at.runner, INPUT_JOB_TOKEN: at.github.token };
    let told = 0;
    const ran = await at.workspace.action(
      env,
      { files: "*.txt" },
      {
        process: {
          why: "a signal",
          started: (kill) => {
            void (async () => {
              while (!at.github.requests.some(({ path }) => path.endsWith("/assets"))) await sleep(10);
              await sleep(100);
              told = Date.now();
              kill(signal);
            })();
          },
        },
      },
    );
    expect(Date.now() - told).toBeLessThan(5000);
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
    const ran = await at.workspace.action(
      at.runner,
      { job_token: at.github.token },
      {
        process: {
          why: "a signal",
          started: (kill) => {
            void (async () => {
              while (at.github.requests.length === 0) await sleep(10);
              kill("SIGINT");
            })();
          },
        },
      },
    );
    expect([ran.code, at.repo.releases]).toEqual([130, []]);
  });
});
