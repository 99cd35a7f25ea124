import { describe, expect, it } from "vitest";

import { help } from "../../src/report/help";
import { GROUPS, INPUT_LIST, flagOf } from "../../src/request/inputs";

const page = help("1.2.3");

describe("help", () => {
  it("starts with what the program is, and its version", () => {
    expect(page).toMatch(/^forge-release 1\.2\.3: /);
    expect(page).toContain("Usage: forge-release [publish] [flags] [files…]");
  });

  it.each(INPUT_LIST.filter(([, input]) => input.internal !== true))(
    "shows %s with its choices and default",
    (name, input) => {
      const at = page.search(new RegExp(`\\n  ${flagOf(name)}(?![a-z-])`));
      expect(at).toBeGreaterThan(0);
      const [flag = "", meaning = ""] = page.slice(at + 1).split("\n");
      for (const choice of input.choices ?? []) expect(flag).toContain(choice);
      expect(meaning.replaceAll("`", "")).toContain(input.meaning.replaceAll("`", ""));
      const rest = input.default ?? input.otherwise;
      if (rest !== undefined) expect(meaning).toContain(`Default: ${rest.replaceAll("`", "")}`);
    },
  );

  it("has the groups in their order", () => {
    const places = Object.values(GROUPS).map(({ title }) => page.indexOf(`\n${title}:\n`));
    expect(places.every((at) => at > 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it("leaves out what only a runner sets", () => {
    expect(page).not.toContain("job-token");
  });

  it.each(["--token-env", "--debug", "--help", "--version", "130"])("tells %s", (word) => {
    expect(page).toContain(word);
  });
});
