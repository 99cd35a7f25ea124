import { describe, expect, it } from "vitest";
import { ask, open, start } from "./client";

describe("faults", () => {
  it("cut an upload, which leaves its starter", async () => {
    const { github, repo, draft, upload } = await open();
    const made = await draft();
    github.faults.add({ origin: "uploads", do: { kind: "cut", bytes: 100_000 } });
    await expect(upload(made, "a.bin", { raw: Buffer.alloc(4_000_000) })).rejects.toThrow();
    expect(repo.releases[0]?.assets).toMatchObject([{ name: "a.bin", state: "starter" }]);
    expect(github.requests.at(-1)?.bytes).toBeLessThan(4_000_000);
  });
});

describe("(m) limits and permission", () => {
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
