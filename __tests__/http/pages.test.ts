import { expect, it } from "vitest";
import { pagesOf } from "../../src/http/pages";

const MEBIBYTE = 1024 * 1024;

it.each([
  ["too much to keep", 20 * MEBIBYTE, 0, "Its first 2 pages hold 80 MiB."],
  ["too much to read", 1, 200 * MEBIBYTE, "Its first 3 pages hold 600 MiB."],
])("a list of pages with %s is given up, and says where", (_, letters, size, said) => {
  const pages = pagesOf("looking for releases");
  const read = (): void => {
    for (const page of pages.numbers()) pages.took(["x".repeat(letters), page], { size });
  };
  expect(read).toThrow(expect.objectContaining({ said }));
});

it("a list without end is given up as well", () => {
  const read = (): number[] => [...pagesOf("looking for releases").numbers()];
  expect(read).toThrow(expect.objectContaining({ said: "It went on after 1000 pages." }));
});
