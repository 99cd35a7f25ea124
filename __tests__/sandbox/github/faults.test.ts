import { describe, expect, it } from "@jest/globals";
import { limits } from "../../../sandbox/github";
import { ask, draft, publish, releases, start, upload } from "./client";

const json = { tag_name: "v1" };

describe("faults", () => {
  it("answer instead, for the n-th match and so many times", async () => {
    const github = await start();
    const repo = github.repository("octo/app");
    const fault = { kind: "status", status: 503, body: { message: "Server Error" } } as const;
    const handle = github.faults.add({ method: "POST", path: /\/releases$/, nth: 2, times: 2, do: fault });
    const statuses = [];
    for (const tag of ["v1", "v2", "v3", "v4"]) statuses.push((await publish(github, tag)).status);
    expect(statuses).toEqual([201, 503, 503, 201]);
    expect([handle.hits(), github.faults.pending()]).toEqual([2, []]);
    expect(repo.releases.map((release) => release.tagName)).toEqual(["v1", "v4"]);
    expect(github.requests.map((one) => one.fault)).toEqual([undefined, "status", "status", undefined]);
    expect(github.requests[1]?.json).toEqual({ tag_name: "v2" });
  });

  it("answer after carrying out", async () => {
    const github = await start();
    const repo = github.repository("octo/app");
    github.faults.add({ do: { ...limits.badGateway(), kind: "carry-out-then" } });
    const reply = await publish(github);
    expect([reply.status, reply.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"]);
    expect(repo.releases).toHaveLength(1);
  });

  it("reset before or after the work", async () => {
    const github = await start();
    const repo = github.repository("octo/app");
    github.faults.add({ do: { kind: "reset", when: "before" } });
    await expect(publish(github)).rejects.toThrow();
    expect(repo.releases).toHaveLength(0);
    github.faults.add({ do: { kind: "reset", when: "after" } });
    await expect(publish(github)).rejects.toThrow();
    expect(repo.releases).toHaveLength(1);
    expect(github.requests.map((one) => one.status)).toEqual([0, 0]);
  });

  it("hang until the sandbox closes", async () => {
    const github = await start();
    github.repository("octo/app");
    github.faults.add({ do: { kind: "hang", when: "before" } });
    const asked = publish(github);
    const failed = expect(asked).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await github.close();
    await failed;
  });

  it("truncate and slow the answer", async () => {
    const github = await start();
    github.repository("octo/app");
    github.faults.add({ do: { kind: "truncate" } });
    await expect(ask(github, "GET", "/repos/octo/app")).rejects.toThrow();
    github.faults.add({ do: { kind: "slow", bytes: 2000, interval: 20 } });
    const began = Date.now();
    expect((await ask(github, "GET", "/repos/octo/app")).body.full_name).toBe("octo/app");
    expect(Date.now() - began).toBeGreaterThan(35);
  });

  it("cut an upload, which leaves its starter", async () => {
    const github = await start();
    const repo = github.repository("octo/app");
    const made = await draft(github);
    github.faults.add({ origin: "uploads", do: { kind: "cut", bytes: 100_000 } });
    await expect(upload(github, made, "a.bin", { raw: Buffer.alloc(20_000_000) })).rejects.toThrow();
    expect(repo.releases[0]?.assets).toMatchObject([{ name: "a.bin", state: "starter" }]);
    expect(github.requests.at(-1)?.bytes).toBeLessThan(20_000_000);
  });

  it("redirect, and can be removed", async () => {
    const github = await start();
    const handle = github.faults.add({
      times: Infinity,
      do: { kind: "redirect", to: "http://127.0.0.1:1/x", status: 307 },
    });
    const reply = await ask(github, "GET", "/meta");
    expect([reply.status, reply.headers.get("location")]).toEqual([307, "http://127.0.0.1:1/x"]);
    handle.remove();
    expect((await ask(github, "GET", "/meta")).status).toBe(200);
    github.faults.add({ do: limits.secondaryLimit() });
    github.faults.clear();
    expect((await ask(github, "GET", "/meta")).status).toBe(200);
  });
});

describe("(m) limits and permission", () => {
  it("come in their four forms", async () => {
    const github = await start();
    github.repository("octo/app");
    const struck = async (fault: ReturnType<typeof limits.retryAfter>) => {
      github.faults.add({ do: fault });
      return ask(github, "POST", releases, { json });
    };
    const wait = await struck(limits.retryAfter(7));
    expect([wait.status, wait.headers.get("retry-after")]).toEqual([403, "7"]);
    const primary = await struck(limits.primaryLimit(30));
    expect([primary.status, primary.headers.get("x-ratelimit-remaining")]).toEqual([403, "0"]);
    expect(Number(primary.headers.get("x-ratelimit-reset"))).toBeGreaterThan(Date.now() / 1000 + 25);
    const secondary = await struck(limits.secondaryLimit(429));
    expect([secondary.status, secondary.headers.get("retry-after")]).toEqual([429, null]);
    expect(secondary.body.message).toContain("secondary rate limit");
    const denied = await struck(limits.permissionDenied());
    expect([denied.status, denied.body.message]).toEqual([403, "Resource not accessible by integration"]);
  });

  it("count down in headers on the API of github.com only", async () => {
    const github = await start();
    const first = await ask(github, "GET", "/meta");
    const second = await ask(github, "GET", "/meta");
    const remaining = [first, second].map((reply) => Number(reply.headers.get("x-ratelimit-remaining")));
    expect(remaining).toEqual([999, 998]);
    const ghes = await start({ shape: "ghes" });
    expect((await ask(ghes, "GET", "/meta")).headers.get("x-ratelimit-limit")).toBeNull();
  });
});
