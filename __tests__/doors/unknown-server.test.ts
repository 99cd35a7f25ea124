import { describe, expect, it } from "vitest";
import { folder, stage } from "./stage";

const WHERE = ["--repository", "octo/app", "--tag-name", "v1.0.0", "--token", "ghp_0123456789"];

describe("a server whose kind nobody tells", () => {
  it("that does not answer is told as one that does not answer", async () => {
    const workspace = await folder();
    const ran = await workspace.command(["--server-url", "http://127.0.0.1:9", "--retries", "0", ...WHERE]);
    expect([ran.code, ran.log]).toEqual([1, expect.stringMatching(/nothing answers at this address \(ECONNREFUSED\)/)]);
  });

  it("that hangs lets a signal end the run with its own exit code", async () => {
    const { github, workspace } = await stage();
    github.faults.add({ path: /\/meta$/, do: { kind: "hang", when: "before" } });
    const ran = await workspace.command(
      ["--server-url", github.serverUrl, ...WHERE],
      {},
      {
        process: {
          why: "a signal",
          started: (kill) =>
            setTimeout(() => {
              kill("SIGINT");
            }, 1500),
        },
      },
    );
    expect(ran.code).toBe(130);
  });
});

describe("inputs that are wrong in themselves", () => {
  it.each(["abc", "latest", "1/assets"])("a release_id that is none (%s) sends nothing", async (release_id) => {
    const { act, github } = await stage();
    const ran = await act({ release_id });
    expect([ran.code, github.requests]).toEqual([2, []]);
    expect(ran.log).toContain("release_id");
  });

  it.each([["--tag", "--tag-name"]])(
    "%s leads to %s, and the word behind it is no missing file",
    async (flag, known) => {
      const workspace = await folder();
      const ran = await workspace.command([flag, "something", ...WHERE]);
      expect([ran.code, ran.log]).toEqual([2, expect.stringContaining(`did you mean ${known}?`)]);
      expect(ran.log).not.toMatch(/something/);
    },
  );

  it.each([
    "ghp_0123456789abcdefghijABCDEFGHIJ012345",
    "glpat-abcdefghij0123456789",
    "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  ])("a token in the place of the name of a variable is not shown (%s)", async (token) => {
    const workspace = await folder();
    const place = ["--from", "https://gitee.com/me/app", "--to", "https://gitcode.com/me/app", "--all"];
    for (const words of [
      ["--tag-name", "v1.0.0", "--repository", "octo/app", "--token-env", token],
      ["copy", ...place, "--from-token-env", token],
      ["--tag-name", "v1.0.0", "--targets", `https://gitee.com/me/app token_env=${token}`],
    ]) {
      const ran = await workspace.command(words);
      expect([ran.code, ran.log]).toEqual([2, expect.stringMatching(/name of a variable/)]);
      expect(ran.log).not.toContain(token);
    }
  });

  it("a server that an input names is told to need a kind, and not to be named", async () => {
    const workspace = await folder();
    const words = ["--tag-name", "v1.0.0", "--repository", "octo/app", "--server-url", "https://git.company.test"];
    const ran = await workspace.command(words);
    expect([ran.code, ran.log]).toEqual([2, expect.stringMatching(/Looked at: the input --token, .*GITEA_TOKEN/)]);
    expect(ran.log).toMatch(/set (--)?forge for them/);
    expect(ran.log).not.toContain("no input names");
  });
});
