import { describe, expect, it } from "vitest";
import { createRoutes } from "../../sandbox/kernel/router";

describe("router", () => {
  const paths = ["/:owner/latest", "/:owner/:id", "/:owner/tags/*tag"];
  const router = createRoutes(
    paths.map((path) => ({ method: "GET", path })),
    "/r",
  );

  it.each([
    ["/r/a/latest", "/:owner/latest", { owner: "a" }],
    ["/r/a%20b/7", "/:owner/:id", { owner: "a b", id: "7" }],
    ["/r/a/tags/x/y", "/:owner/tags/*tag", { owner: "a", tag: "x/y" }],
    ["/r/a/tags/x%2Fy+z", "/:owner/tags/*tag", { owner: "a", tag: "x/y+z" }],
  ])("finds %s", (path, pattern, params) => {
    expect(router.find("GET", path)).toEqual({ route: { method: "GET", path: pattern }, params });
  });

  it.each(["/r/a", "/r//latest", "/r/a/tags/", "/r/%ZZ/latest", "/r/a/b/c"])("does not find %s", (path) => {
    expect(router.find("GET", path)).toBeUndefined();
    expect(router.find("POST", "/r/a/latest")).toBeUndefined();
  });
});
