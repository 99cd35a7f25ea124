import { describe, expect, it } from "vitest";
import fc from "fast-check";

import {
  type Decoder,
  attemptDecode,
  boolean,
  count,
  counted,
  either,
  flag,
  id,
  isObject,
  list,
  loose,
  number,
  optional,
  record,
  text,
  words,
} from "../../src/http/decode";

const asset = record({ id: number, name: text, size: optional(number), label: optional(text, "") });
const release = record({ tag: text, assets: list(asset) });

describe("decoders", () => {
  it.each<[string, Decoder<unknown>, unknown]>([
    ["a text", text, ""],
    ["a number", number, 0],
    ["true or false", boolean, false],
    ["an id of digits", id, 7],
    ["an id of letters", id, "v1"],
    ["an empty list", list(text), []],
    ["the first that fits", either(number, text), "x"],
  ])("read %s", (_, decoder, value) => {
    expect(decoder(value, "")).toEqual(value);
  });

  it("read what is named, and leave out what a forge adds", () => {
    const wire = { tag: "v1", extra: 1, assets: [{ id: 1, name: "a", label: null, more: {} }] };
    expect(release(wire, "")).toEqual({ tag: "v1", assets: [{ id: 1, name: "a", size: undefined, label: "" }] });
  });

  it.each<[string, Decoder<unknown>, unknown, string]>([
    ["a number for a text", text, 5, "the answer should be a text and is a number"],
    ["null for a number", number, null, "the answer should be a number and is null"],
    ["a list for an object", release, [], "the answer should be an object and is a list"],
    ["a member that is not there", release, { assets: [] }, "“tag” should be a text and is missing"],
    [
      "something deep",
      release,
      {
        tag: "v1",
        assets: [
          { id: 1, name: "a" },
          { id: "2", name: "b" },
        ],
      },
      "“assets.1.id” should be a number and is a string",
    ],
    ["an object for a list", list(text), {}, "the answer should be a list and is a object"],
  ])("say where and what is off: %s", (_, decoder, value, said) => {
    expect(() => decoder(value, "")).toThrow(said);
  });

  it("tell every other kind of value apart", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(attemptDecode(text, value) !== undefined).toBe(typeof value === "string");
        expect(attemptDecode(boolean, value) !== undefined).toBe(typeof value === "boolean");
        expect(attemptDecode(list(optional(text, "")), value) !== undefined).toBe(
          Array.isArray(value) && value.every((one) => one === null || one === undefined || typeof one === "string"),
        );
        expect(isObject(value)).toBe(typeof value === "object" && value !== null && !Array.isArray(value));
      }),
    );
  });

  it("do not hide another failure", () => {
    const broken: Decoder<string> = () => {
      throw new RangeError("no");
    };
    expect(() => attemptDecode(broken, 1)).toThrow(RangeError);
  });
});

describe("decoders of what servers write in more than one way", () => {
  it.each<[Decoder<unknown>, unknown, unknown]>([
    [flag, 0, false],
    [flag, 1, true],
    [flag, "False", false],
    [flag, "true", true],
    [count, "12", 12],
    [count, 0, 0],
    [counted, "7", 7],
    [counted, "1980000000000000001", "1980000000000000001"],
    [words, 1.5, "1.5"],
    [loose(text, ""), { a: 1 }, ""],
    [loose(flag), null, undefined],
    [loose(count), "12 KiB", undefined],
  ])("read each of them (%#)", (decoder, value, expected) => {
    expect(decoder(value, "")).toEqual(expected);
  });

  it.each<[Decoder<unknown>, unknown]>([
    [flag, 2],
    [flag, null],
    [flag, []],
    [count, -1],
    [count, "1e9"],
    [counted, "../1"],
    [counted, 1.5],
    [counted, -1],
    [words, {}],
  ])("refuse what is none of them (%#)", (decoder, value) => {
    expect(() => decoder(value, "")).toThrow(/should be/);
  });
});
