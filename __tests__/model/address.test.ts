import { describe, expect, it } from "vitest";
import { sameAddress } from "../../src/model/address";

describe("sameAddress", () => {
  it.each([
    ["https://example.com/a b", "https://example.com/a%20b"],
    ["https://example.com/发布", "https://example.com/%e5%8f%91%E5%B8%83"],
    ["HTTPS://Example.com", "https://example.com/"],
    ["https://example.com/a|b", "https://example.com/a%7Cb"],
    ["https://example.com/%zz", "https://example.com/%zz"],
    ["not an address", "not an address"],
  ])("takes %s for %s", (a, b) => {
    expect(sameAddress(a, b)).toBe(true);
  });

  it.each([
    ["https://example.com/a/b", "https://example.com/a%2Fb"],
    ["https://example.com/a?b", "https://example.com/a%3Fb"],
    ["https://example.com/A", "https://example.com/a"],
    ["https://example.com/v1", "https://example.com/v2"],
    ["https://example.com/", "http://example.com/"],
  ])("does not take %s for %s", (a, b) => {
    expect(sameAddress(a, b)).toBe(false);
  });
});
