import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { readPipeline, recogniseCi, shell } from "../../src/ci";
import { parseRemote } from "../../src/ci/remote";

describe("the address of a remote", () => {
  it.each<[string, string, string]>([
    ["https://github.com/o/r", "https://github.com", "o/r"],
    ["https://github.com/o/r.git", "https://github.com", "o/r"],
    ["https://github.com/o/r.git/", "https://github.com", "o/r"],
    ["https://github.com/o/r/\n", "https://github.com", "o/r"],
    ["https://me:s3cret@github.com/o/r.git", "https://github.com", "o/r"],
    ["https://x-access-token:s3cret@git.acme.test:8443/o/r", "https://git.acme.test:8443", "o/r"],
    ["http://git.acme.test:3000/o/r.git", "http://git.acme.test:3000", "o/r"],
    ["https://gitlab.com/group/sub/project.git", "https://gitlab.com", "group/sub/project"],
    ["ssh://git@github.com/o/r.git", "https://github.com", "o/r"],
    ["ssh://git@git.acme.test:2222/o/r.git", "https://git.acme.test", "o/r"],
    ["git+ssh://git@git.acme.test/o/r.git", "https://git.acme.test", "o/r"],
    ["git://git.acme.test/o/r.git", "https://git.acme.test", "o/r"],
    ["git@github.com:o/r.git", "https://github.com", "o/r"],
    ["git@github.com:/o/r.git", "https://github.com", "o/r"],
    ["github.com:o/r.git", "https://github.com", "o/r"],
    ["git@gitlab.com:group/sub/project.git", "https://gitlab.com", "group/sub/project"],
    ["https://git.acme.test/o/r%2Fs", "https://git.acme.test", "o/r/s"],
    ["https://git.acme.test/o/repo.github.io", "https://git.acme.test", "o/repo.github.io"],
    ["https://git.acme.test/o/r?x=1#y", "https://git.acme.test", "o/r"],
  ])("%s", (url, serverUrl, repository) => {
    expect(parseRemote(url)).toEqual({ serverUrl, repository });
  });

  it.each([
    "",
    "/srv/git/r.git",
    "../r.git",
    "./r",
    "file:///srv/git/r.git",
    "C:\\git\\r.git",
    "C:/git/r.git",
    "https://github.com",
    "https://github.com/",
    "https://github.com/o/%zz",
    "https://",
    "codecommit::eu-west-1://repo",
  ])("%j leads nowhere", (url) => {
    expect(parseRemote(url)).toBeUndefined();
  });

  it("never shows a credential, and never breaks", () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9_-]{6,12}$/);
    fc.assert(
      fc.property(secret, fc.constantFrom("https", "http", "ssh"), (password, scheme) => {
        const found = parseRemote(`${scheme}://user-x:${password}@git.acme.test/o/r.git`);
        expect(JSON.stringify(found)).not.toContain(password);
        expect(found?.repository).toBe("o/r");
      }),
    );
    fc.assert(
      fc.property(fc.string(), (url) => {
        expect(() => parseRemote(url)).not.toThrow();
      }),
    );
  });
});

describe("a shell", () => {
  it("is recognised when nothing else is, and tells nothing", async () => {
    const said: string[] = [];
    const found = recogniseCi({});
    expect(found).toEqual({ ci: shell, reason: "no CI's variables are set", others: [] });
    const out = { write: (text: string) => void said.push(text) };
    const pipeline = await readPipeline(found, { env: { CI_COMMIT_TAG: "v1" }, out, now: () => 0 });
    expect(pipeline).toMatchObject({ forge: undefined, tag: undefined, event: "other", workspace: undefined });
    await pipeline.handOn({ outputs: new Map([["id", "1"]]), dotenv: "RELEASE_ID=1\n", folder: "/work" });
    await pipeline.summarise("# x");
    expect(said).toEqual([]);
  });

  it("hears plain lines, never a command", async () => {
    const said: string[] = [];
    const out = { write: (text: string) => void said.push(text) };
    const { logger } = await readPipeline(recogniseCi({}), { env: {}, out, now: () => 0 });
    logger.section("Title");
    logger.info("a");
    logger.notice("b");
    logger.warning("c");
    logger.error("d");
    logger.debug("e");
    logger.mask("secret");
    logger.endSection();
    expect(said).toEqual(["Title\n", "a\n", "note: b\n", "warning: c\n", "error: d\n", "debug: e\n"]);
  });
});
