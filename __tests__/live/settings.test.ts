import { describe, expect, it } from "vitest";
import { Misused, readWords, settingsOf } from "../../live/settings";

const at = { env: { SCRATCH: "secret-of-the-test" }, sleep: () => Promise.resolve() };
const BASE = ["--forge", "gitea", "--repository", "me/scratch", "--token-env", "SCRATCH"];
const read = (words: readonly string[]) => settingsOf(readWords(words), at);

describe("the words of npm run live", () => {
  it("name a server, and derive the rest", () => {
    const { place, size, page } = read([...BASE, "--server-url", "https://git.example/sub/", "--files", "5"]);
    expect(place).toMatchObject({ serverUrl: "https://git.example/sub", apiUrl: "https://git.example/sub/api/v1" });
    expect([size, page]).toEqual([{ files: 5, large: 64 * 2 ** 20 }, "docs/live/gitea.md"]);
  });

  it.each([
    [["--forge", "svn", "--repository", "a/b", "--token-env", "SCRATCH"], /--forge svn: it takes github, /],
    [BASE.slice(0, 4), /--token-env is missing/],
    [[...BASE.slice(0, 4), "--token-env", "NOWHERE"], /The variable NOWHERE is empty/],
    [[...BASE, "--files", "many"], /--files many: it takes a number/],
    [[...BASE, "--fiels", "3"], /--fiels/],
    [["--forge", "gitcode", ...BASE.slice(2)], /GitCode has no route to remove a release: .*--leave-behind/],
    [["--forge", "sourcehut", ...BASE.slice(2)], /--forge sourcehut: it takes/],
  ])("%j are refused before anything is sent", (words, says) => {
    expect(() => read(words)).toThrow(Misused);
    expect(() => read(words)).toThrow(says);
  });

  it("go on where what stays is agreed to", () => {
    expect(read(["--forge", "gitcode", ...BASE.slice(2), "--leave-behind"]).place.repository).toBe("me/scratch");
  });
});
