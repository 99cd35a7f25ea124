import { describe, expect, it } from "@jest/globals";
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

  it.each([
    ["--tag", "--tag-name"],
    ["--title", "--name"],
    ["--notes", "--body"],
    ["--target", "--target-commitish"],
    ["--latest", "--make-latest"],
  ])("%s leads to %s, and the word behind it is no missing file", async (flag, known) => {
    const workspace = await folder();
    const ran = await workspace.command([flag, "something", ...WHERE]);
    expect([ran.code, ran.log]).toEqual([2, expect.stringContaining(`did you mean ${known}?`)]);
    expect(ran.log).not.toMatch(/something/);
  });
});
