import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { createRedactor, withoutQuery } from "../../src/http";

const secret = fc.stringMatching(/^[A-Za-z0-9+/=_.-]{8,40}$/);

describe("the redactor", () => {
  it("hides a secret wherever it stands, and in the forms that it takes on its way", () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (token, before, after) => {
        const redactor = createRedactor();
        redactor.add(token);
        for (const form of [token, encodeURIComponent(token), Buffer.from(token).toString("base64")])
          expect(redactor.hide(`${before}${form}${after}`)).not.toContain(form);
      }),
    );
  });

  it.each([
    ["a percent sign and two digits", "%", "0a=/+0=0Aa"],
    ["a percent sign, and the same escape again inside", "%", "3D=3D=3D+"],
    ["a percent sign and one digit", "%4", "1+secret/one"],
    ["a percent sign and four digits of UTF-16", "%u00", "41+secret/one"],
    ["an entity's number", "&#", "61+secret/one"],
    ["an entity's number in hexadecimal", "&#x", "3d+secret/one"],
    ["an entity's name without its semicolon", "&", "lt+secret/one"],
    ["four digits behind a backslash", "\\u", "0041+secret/one"],
    ["two digits behind a backslash", "\\x", "41+secret/one"],
    ["three octal digits behind a backslash", "\\", "101+secret/one"],
    ["a letter behind a backslash", "\\", "n0+secret/one"],
    ["a percent sign that is encoded", "%25", "0a=/+0=0Aa"],
  ])("hides a secret whose first characters make an escape with what stands before: %s", (_, before, token) => {
    const redactor = createRedactor();
    redactor.add(token);
    const once = encodeURIComponent(token);
    const entities = token.replace(/[^A-Za-z0-9]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    for (const form of [token, once, encodeURIComponent(once), entities])
      expect(redactor.hide(`see ${before}${form} there`)).toMatch(/^see \S{0,5}\*\*\* there$/);
    // Another text behind the same beginning is none.
    expect(redactor.hide(`see ${before}${once.slice(0, -3)} there`)).not.toContain("***");
  });

  it("hides all of several secrets, one of which is a part of another", () => {
    const redactor = createRedactor();
    redactor.add("abcd");
    redactor.add("abcdefgh");
    expect(redactor.hide("abcdefgh abcd")).toBe("*** ***");
  });

  it("hides every line of a secret, and takes nothing short for one", () => {
    const redactor = createRedactor();
    redactor.add("line-one\r\nline-two\n \nabc");
    expect(redactor.hide("line-one, line-two, abc")).toBe("***, ***, abc");
  });

  it.each([
    ["https://me:s3cret@git.example.com/o/r", "https://***@git.example.com/o/r"],
    ["https://s3cret@git.example.com/o/r", "https://***@git.example.com/o/r"],
    ["see https://h/x?token=s3cret&a=1", "see https://h/x?token=***&a=1"],
    ["https://h/x?a=1&X-Amz-Signature=s3cret", "https://h/x?a=1&X-Amz-Signature=***"],
    ["https://h/x?q-sign-algorithm=sha1&q-signature=s3cret", "https://h/x?q-sign-algorithm=***&q-signature=***"],
    ["https://h/x?x-cos-security-token=s3cret", "https://h/x?x-cos-security-token=***"],
    ["https://h/x?access_token=s3cret#y", "https://h/x?access_token=***"],
    ["https://h/x?page=2&per_page=100", "https://h/x?page=2&per_page=100"],
    ["me@example.com", "me@example.com"],
    ["pkg@1.2.0", "pkg@1.2.0"],
  ])("takes credentials out of addresses: %s", (text, shown) => {
    const hidden = createRedactor().hide(text);
    expect(hidden).not.toContain("s3cret");
    expect(hidden.replace(/#y$/, "")).toBe(shown);
  });
});

describe("an address in a message", () => {
  it.each([
    ["https://me:pw@h.test/a/b?token=x#y", "https://h.test/a/b"],
    ["http://h.test:3000", "http://h.test:3000/"],
  ])("%s has no query and no user", (url, shown) => {
    expect(withoutQuery(url)).toBe(shown);
    expect(withoutQuery(new URL(url))).toBe(shown);
  });
});
