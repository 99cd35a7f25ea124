import { expect, it } from "vitest";
import { type Finding, ok, unknown, warning } from "../../src/model/finding";
import { findingLines } from "../../src/report/findings";

const wrong: Finding = { check: "tag", status: "wrong", message: "It is\nnot there.", remedy: "Push it.\nOr wait." };
const say = (line: string): string => line;

it.each<[findings: readonly Finding[], lines: readonly string[]]>([
  [[ok("node", "20.1.")], ["ok         node         20.1.", "", "1 ok"]],
  [
    [wrong],
    [
      ...["wrong      tag          It is", "                        not there."],
      ...["                        → Push it.", "                          Or wait.", "", "0 ok, 1 wrong"],
    ],
  ],
  [
    [unknown("clock", "a", "b"), warning("files", "c", "d")],
    [
      ...["not known  clock        a", "                        → b", "warning    files        c"],
      ...["                        → d", "", "0 ok, 1 warning, 1 not known"],
    ],
  ],
])("%#: findings are told in columns, and counted", (findings, lines) => {
  const examined = { address: undefined, optional: false, findings };
  expect(findingLines([examined], { say, inLanguage: say })).toEqual(lines);
});

it("of several targets they stand below each, and are counted together", () => {
  const targets = [false, true].map((optional, at) => ({
    ...{ address: `https://${at}.test/o/r`, optional, findings: [warning("inputs", "x", "y")] },
  }));
  const lines = findingLines(targets, { say, inLanguage: say });
  expect(lines.filter((line) => !/^ |^warning/.test(line))).toEqual([
    ...["", "https://0.test/o/r", "", "https://1.test/o/r (optional)", "", "0 ok, 2 warnings"],
  ]);
});
