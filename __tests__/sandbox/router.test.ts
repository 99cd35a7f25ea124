import { describe, expect, it } from "vitest";
import { createRouter } from "../../sandbox/kernel/router";

describe("router", () => {
  const router = createRouter<string>();
  router.add("GET", "/r/:owner/latest", "latest");
  router.add("GET", "/r/:owner/:id", "one");
  router.add("GET", "/r/:owner/tags/*tag", "tag");

  it.each([
    ["/r/a/latest", "latest", { owner: "a" }],
    ["/r/a%20b/7", "one", { owner: "a b", id: "7" }],
    ["/r/a/tags/x/y", "tag", { owner: "a", tag: "x/y" }],
    ["/r/a/tags/x%2Fy+z", "tag", { owner: "a", tag: "x/y+z" }],
  ])("finds %s", (path, target, params) => {
    expect(router.find("GET", path)).toEqual({ target, params });
  });

  it.each(["/r/a", "/r//latest", "/r/a/tags/", "/r/%ZZ/latest", "/r/a/b/c"])("does not find %s", (path) => {
    expect(router.find("GET", path)).toBeUndefined();
    expect(router.find("POST", "/r/a/latest")).toBeUndefined();
  });
});
