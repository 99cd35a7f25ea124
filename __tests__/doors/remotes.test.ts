import { describe, expect, it } from "vitest";
import { parseRemote } from "../../src/ci/remote";
import { serveProxy } from "../http/servers";
import { checkout, folder, several } from "./stage";

describe("the remote origin", () => {
  it.each([
    ["https://github.com/o/r.git", "https://github.com", "o/r"],
    ["https://github.com/o/r/", "https://github.com", "o/r"],
    ["https://user:geheim@ghe.example:8443/o/r", "https://ghe.example:8443", "o/r"],
    ["http://ghe.example:3000/o/r.git", "http://ghe.example:3000", "o/r"],
    ["ssh://git@ghe.example:2222/o/r.git", "https://ghe.example", "o/r"],
    ["ssh://ghe.example/o/r", "https://ghe.example", "o/r"],
    ["git@github.com:o/r.git", "https://github.com", "o/r"],
    ["github.com:o/r", "https://github.com", "o/r"],
    ["org-123@github.com:o/r.git\n", "https://github.com", "o/r"],
    ["git@gitlab.example:a/b/c/d.git", "https://gitlab.example", "a/b/c/d"],
    ["git://git.example/o/r.git", "https://git.example", "o/r"],
    ["git+ssh://git@git.example/o/r.git", "https://git.example", "o/r"],
    ["git@github.com:o/na%C3%AFve.git", "https://github.com", "o/naïve"],
  ])("%s is read", (url, serverUrl, repository) => {
    expect(parseRemote(url)).toEqual({ serverUrl, repository });
  });

  it.each([
    "",
    "../r.git",
    "/srv/git/r.git",
    "file:///srv/git/r.git",
    "https://",
    "https://host/",
    "C:\\git\\r.git",
    "git@host:%zz",
  ])("%j is none", (url) => {
    expect(parseRemote(url)).toBeUndefined();
  });

  it("says the forge in a shell, without its password", async () => {
    const proxy = await serveProxy(() => undefined);
    const urls = ["git@github.com:o/r.git", "https://me:geheim99@github.com/o/r.git", "ssh://git@github.com:443/o/r"];
    const ran = await several(urls, async (url) => {
      const at = await folder();
      await checkout(at.folder, url);
      return at.command(["--tag-name=v1", "--retries=0"], { GITHUB_TOKEN: "ghp_my_own_token", HTTPS_PROXY: proxy.url });
    });
    for (const { log } of ran) {
      expect(log).toContain("running in a shell (no CI's variables are set)");
      expect(log).toContain(
        "forge: GitHub at https://github.com (from the remote origin); repository o/r; token: GITHUB_TOKEN",
      );
      expect(log).not.toContain("geheim99");
    }
    expect(new Set(proxy.heard.map(({ url }) => url))).toEqual(new Set(["api.github.com:443"]));
  });

  it("that leads nowhere known: the error lists what was looked at", async () => {
    const at = await folder();
    const none = await at.command(["--tag-name=v1"], { GITHUB_TOKEN: "ghp_my_own_token" });
    expect(none.code).toBe(2);
    for (const place of ["forge", "--server-url", "--api-url", "variables of the known pipelines", "remote origin"])
      expect(none.log).toContain(place);
  });
});
