import { describe, expect, it } from "vitest";
import { AnswerError, lastPage, nextPage } from "../../src/http";

const request = "GET https://api.test/repos/o/r/releases";
const read = (link: string | undefined): string | undefined =>
  nextPage({ headers: link === undefined ? {} : { link }, request })?.href;

describe("the next page of a list", () => {
  it.each<[string, string]>([
    ['<https://api.test/x?page=2>; rel="next"', "https://api.test/x?page=2"],
    [
      '<https://api.test/x?a=1,2&page=2>; rel="next", <https://api.test/x?page=9>; rel="last"',
      "https://api.test/x?a=1,2&page=2",
    ],
    ['<https://api.test/x?q=a;rel=b,c>; rel="next"', "https://api.test/x?q=a;rel=b,c"],
    ['<https://api.test/1>; rel="first",<https://api.test/2>;rel=next', "https://api.test/2"],
    ['<https://api.test/2>; REL="NEXT"', "https://api.test/2"],
    ["<https://api.test/2> ;  Rel = Next ", "https://api.test/2"],
    ['<https://api.test/2>; rel="last next"', "https://api.test/2"],
    ['<https://api.test/2>; rel="prev"; rel="next"', "https://api.test/2"],
    ['<https://api.test/2>; title="a, \\"b\\"; rel=prev"; rel="next"', "https://api.test/2"],
    ["<https://api.test/2>; title*=UTF-8''x; rel=\"next\"; foo", "https://api.test/2"],
    ['</style.css>; rel=preload; as=style, </x?page=2>; rel="next"', "https://api.test/x?page=2"],
    ['<?page=2>; rel="next"', "https://api.test/repos/o/r/releases?page=2"],
    [', ,<https://api.test/2>; rel="next",', "https://api.test/2"],
    ['<https://other.test/2>; rel="next"', "https://other.test/2"],
  ])("is found in %s", (header, url) => {
    expect(read(header)).toBe(url);
  });

  it.each([
    undefined,
    "",
    '<https://api.test/1>; rel="prev"',
    '<https://api.test/1>; rel="nextish"',
    '<https://api.test/1>; title="next"',
    '<https://api.test/next>; rel="prev"',
    "<https://api.test/1>",
    "nonsense",
  ])("is not there in %s", (header) => {
    expect(read(header)).toBeUndefined();
  });

  it.each([
    '<https://[broken>; rel="next"',
    '<>; rel="next"',
    '<http://>; rel="next"',
    'https://api.test/2; rel="next"',
    '<https://api.test/2; rel="next"',
    '<https://api.test/2> rel="next"',
    '<https://api.test/2>; rel="next',
  ])("is an error where it cannot be read: %s", (header) => {
    expect(() => read(header)).toThrow(AnswerError);
  });
});

describe("the last page of a list", () => {
  it.each([
    ['<https://api.test/x?page=2>; rel="next", <https://api.test/x?page=9>; rel="last"', "https://api.test/x?page=9"],
    ['<?page=3>; rel="LAST"', "https://api.test/repos/o/r/releases?page=3"],
    ['<https://api.test/x?page=2>; rel="next"', undefined],
    // What only makes a list faster is no reason to fail.
    ['<https://api.test/x?page=9; rel="last"', undefined],
    ["", undefined],
  ])("of %s is %s", (link, url) => {
    expect(lastPage({ headers: { link }, request })?.href).toBe(url);
  });
});
