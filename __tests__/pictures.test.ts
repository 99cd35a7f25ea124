import { describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { PICTURES } from "../scripts/pictures/scenes";
import { steady } from "../scripts/pictures/steady";
import { summarySvg } from "../scripts/pictures/summary-svg";
import { terminalSvg } from "../scripts/pictures/terminal-svg";

describe("the pictures of the pages", () => {
  it.each(Object.entries(PICTURES))("%s is what the program says (npm run pictures)", async (name, draw) => {
    expect(await draw()).toBe(await readFile(`docs/pictures/${name}`, "utf8"));
  });

  it.each(Object.keys(PICTURES))(
    "%s is one that a page shows: no script, no font, nothing from elsewhere",
    async (name) => {
      const svg = await readFile(`docs/pictures/${name}`, "utf8");
      expect(svg.length).toBeLessThan(12_000);
      expect(svg).not.toMatch(/<(script|foreignObject|image|style|use)\b|href=|url\(|127\.0\.0\.1|\/tmp\//);
      // Its own ground, over all of it.
      expect(svg).toMatch(/^<svg [^>]+>\n<rect x="0.5" y="0.5" width="\d+" height="\d+" rx="8" fill="#/);
    },
  );
});

describe("how they are drawn", () => {
  it("a long line breaks where the window ends, wide letters take two columns, and markup is text", () => {
    const svg = terminalSvg({ lines: ["\x1b[32mab\x1b[39m<手册>"], columns: 6, title: "a & b" });
    const told = [
      ...svg.matchAll(/<text x="([\d.]+)" y="(\d+)" textLength="([\d.]+)"[^>]*?( fill="[^"]+")?>([^<]*)</g),
    ];
    expect(told.map(([, x, y, length, , text]) => [x, y, length, text])).toEqual([
      ["18", "58", "15.6", "ab"],
      ["33.6", "58", "23.4", "&lt;手"],
      ["18", "78", "23.4", "册&gt;"],
    ]);
    expect(svg).toContain('aria-label="a &amp; b"');
  });

  it("a summary keeps what is escaped as text, and leaves folded what is folded", () => {
    const svg = summarySvg("### a\\_b &#60;i&#62;\n\n<details><summary>more</summary>\n\nhidden\n\n</details>\n", "x");
    expect([...svg.matchAll(/<tspan[^>]*>([^<]*)</g)].map(([, text]) => text).join("")).toBe("a_b &lt;i&gt;▸ more");
  });

  it("what differs from run to run does not show", () => {
    const run = (port: number, time: string): string =>
      steady(
        [`uploaded b, 38 KiB, ${time} s, 1 MiB/s`, `uploaded a, 5 bytes, ${time} s, 9 KiB/s`, `published v1, ${time} s`]
          .concat(`published v1 on GitHub: 1 file, 5 bytes, ${time} s → http://127.0.0.1:${port}/x`)
          .join("\n"),
        { [`http://127.0.0.1:${port}`]: "https://github.com" },
      );
    expect(run(1, "0.1")).toBe(run(2, "12.7"));
    expect(run(1, "0.1").split("\n")[0]).toBe("uploaded a, 5 bytes, 0.2 s, 25 bytes/s");
  });
});
