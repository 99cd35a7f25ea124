import { describe, expect, it } from "vitest";
import fc from "fast-check";

import { createRedactor, findSecret } from "../../src/http";
import { working } from "../hostile/working";

/** What tokens and passwords are made of. */
const token = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9+/=_.-]{10,60}$/),
  fc.stringMatching(/^(ghp|glpat|gho)[_-][A-Za-z0-9_]{16,36}$/),
);
const secret = fc.oneof(
  token,
  fc
    .string({ unit: "grapheme-ascii", minLength: 12, maxLength: 40 })
    .filter((text) => text.replace(/\s/g, "").length > 11),
);

/** Words around it that no encoding begins or ends in. */
const around = fc.stringMatching(/^[ a-z.,:("]{0,20}$/);

type Encoder = (text: string) => string;

const percent = (sign: string): string =>
  [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
/** In an escape of two or three digits, which larger signs do not have. */
const short =
  (write: Encoder): Encoder =>
  (sign) =>
    code(sign) > 0xff ? sign : write(sign);
const units =
  (write: (unit: number) => string): Encoder =>
  (sign) =>
    sign
      .split("")
      .map((unit) => write(unit.charCodeAt(0)))
      .join("");
const code = (sign: string): number => sign.codePointAt(0) ?? 0;
const NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "-": "&hyphen;",
  ".": "&period;",
  "/": "&sol;",
  "=": "&equals;",
  "+": "&plus;",
  _: "&lowbar;",
  "%": "&percnt;",
  "\\": "&bsol;",
};

/** One sign, in the forms that the web gives it. */
const SIGNS: Readonly<Record<string, Encoder>> = {
  "as it is": (sign) => sign,
  "lower-case percent": percent,
  "upper-case percent": (sign) => percent(sign).toUpperCase(),
  "double percent": (sign) => percent(sign).replaceAll("%", "%25"),
  "decimal entity": (sign) => `&#${code(sign)};`,
  "padded hexadecimal entity": (sign) => `&#X000${code(sign).toString(16)};`,
  "named entity": (sign) => NAMES[sign] ?? sign,
  "JSON escape": units((unit) => `\\u${unit.toString(16).padStart(4, "0")}`),
  "JavaScript escape": short((sign) => `\\x${code(sign).toString(16).padStart(2, "0")}`),
  "octal escape": short((sign) => `\\${code(sign).toString(8).padStart(3, "0")}`),
  "%u": units((unit) => `%u${unit.toString(16).padStart(4, "0")}`),
};
/** What stands between the signs and is not seen. */
const BETWEEN: Readonly<Record<string, Encoder>> = {
  "escape sequence": (sign) => `${sign}\x1b[0m`,
  "window title": (sign) => `\x1b[1;31m${sign}`,
  NUL: (sign) => `\0${sign}`,
  "turned direction": (sign) => `\u202e${sign}\u202c`,
  "zero width": (sign) => `\u200b${sign}\ufeff`,
  "escaped zero width": (sign) => `${sign}&#8203;`,
  "variation selector": (sign) => `${sign}\ufe0f`,
  "a sign of tags": (sign) => `${sign}\u{e0041}`,
};
const encoder = fc.constantFrom(...Object.values(SIGNS));
const anySign = fc.oneof(encoder, fc.constantFrom(...Object.values(BETWEEN)));

/** A whole text. */
const WHOLE: Readonly<Record<string, Encoder>> = {
  encodeURIComponent,
  "JSON in JSON": (text) => JSON.stringify(JSON.stringify(text)),
  base64: (text) => Buffer.from(text).toString("base64"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  "base64 of a user before": (text) => Buffer.from(`me:${text}`).toString("base64"),
  "base64 of a longer user, and more behind": (text) => Buffer.from(`oauth2:${text}\n`).toString("base64"),
  "base64url in the middle": (text) => Buffer.from(`{"t":"${text}"}`).toString("base64url"),
  "base64 in an address": (text) => encodeURIComponent(Buffer.from(`a:${text}?>`).toString("base64")),
  "base64 in lines": (text) =>
    (
      Buffer.from(`user:${text}`)
        .toString("base64")
        .match(/.{1,7}/g) ?? []
    ).join("\r\n"),
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
  HEXADECIMAL: (text) => Buffer.from(text).toString("hex").toUpperCase(),
};

const finds = (text: string, hidden: string): void => {
  expect([text, findSecret(text, [hidden])]).toEqual([text, true]);
};

describe("a secret is found", () => {
  it.each(Object.entries({ ...SIGNS, ...BETWEEN }))("with every sign written as: %s", (_, write) => {
    fc.assert(
      fc.property(secret, around, around, (hidden, before, after) => {
        finds(before + [...hidden].map(write).join("") + after, hidden);
      }),
    );
  });

  it.each(Object.entries(WHOLE))("as a whole in: %s", (_, write) => {
    fc.assert(
      fc.property(secret, around, around, (hidden, before, after) => {
        finds(`${before} ${write(hidden)} ${after}`, hidden.trim());
      }),
    );
  });

  it("with each sign written in its own way, in two encodings one around the other", () => {
    fc.assert(
      fc.property(token, fc.array(anySign, { minLength: 60, maxLength: 60 }), encoder, (text, ways, outer) => {
        const inner = [...text].map((sign, at) => (ways[at] ?? ways[0] ?? String)(sign)).join("");
        finds(`"${[...inner].map(outer).join("")}"`, text);
      }),
      { numRuns: 250 },
    );
  });

  it("across the tags and line ends of a page", () => {
    finds("<p>your token ghp_<wbr>0123456\n  789<b class='x'>abcdef</b></p>", "ghp_0123456789abcdef");
  });

  it("after what could be the beginning of a command of a terminal, or of a sign", () => {
    for (const before of ["\x1b[", "\x1b]0;", "\x9b", "\x1b[12", "%", "&#", "\\", "&quot"])
      finds(`${before}d0123456789abcdef end`, "d0123456789abcdef");
  });
});

describe("what is no secret", () => {
  it("is not taken for one", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9]{16,40}$/), fc.lorem({ maxCount: 60 }), (hidden, text) => {
        expect(findSecret(`${text} https://h.test/a?b=%20c &amp; \\n`, [hidden])).toBe(false);
      }),
    );
  });

  it("nor is one of fewer than ten signs, or a part of one", () => {
    expect(findSecret("hunter2hu", ["hunter2hu"])).toBe(false);
    expect(findSecret("hunter2hun", ["hunter2hun"])).toBe(true);
    expect(findSecret("hunter2hun", ["hunter2hunter"])).toBe(false);
  });
});

describe("a redactor", () => {
  const known = "ghp_0123456789abcdefABCDEF";
  const redactor = createRedactor();
  redactor.add(known);

  it.each([
    [`token ${known} was refused`, "token *** was refused"],
    [`a\n${known}\nb`, "a\n***\nb"],
    [`“${known.slice(0, 9)}\u202e${known.slice(9)}”`, "“***”"],
    [`x ${known.slice(0, 9)}\x1b[31m${known.slice(9)} y`, "x *** y"],
    [`Basic ${Buffer.from(`me:${known}`).toString("base64")}, or so`, "Basic ***, or so"],
    [`{"a":"${Buffer.from(`${known}:x`).toString("base64url")}"}`, '{"a":"***"}'],
    [`it said: ${known.slice(0, 20)}…\nTry again.`, "it said: ***…\nTry again."],
    [`it said: ${known.slice(0, 12)}`, "it said: ***"],
    [`${known}${known}, ${known}`, "******, ***"],
  ])("hides it, and nothing else: %j", (text, shown) => {
    expect(redactor.hide(text)).toBe(shown);
  });

  it("leaves every other text as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(redactor.hide(text)).toBe(text);
      }),
    );
  });

  it("keeps JSON what it is", () => {
    const written = JSON.stringify({ a: known, b: [`x"${known}\\`, Buffer.from(`u:${known}`).toString("base64")] });
    expect(JSON.parse(redactor.hide(written))).toEqual({ a: "***", b: ['x"***\\', "***"] });
  });

  it("hides a whole password in an address, whatever is in it", () => {
    expect(redactor.hide("https://me:p@ss:w@h.test/x")).toBe("https://***@h.test/x");
  });

  it.each([
    ["percent signs", "%25".repeat(50_000)],
    ["entities", "&#0000".repeat(50_000)],
    ["open entities", "&aaaaaaaaaaaaaaaaaaaaaaa".repeat(12_000)],
    ["escapes", "\x1b[0".repeat(75_000)],
    ["open tags", "<".repeat(250_000)],
    ["dots", "...".repeat(75_000)],
    ["blanks", `${" ".repeat(250_000)}x`],
    ["beginnings", "ghp_0123456789abcdefABCDE".repeat(10_000)],
    ["many of them", Buffer.from(known.repeat(7_500)).toString("base64")],
    ["schemes", "a://a:".repeat(50_000)],
  ])("is quick with a quarter of a megabyte of %s", (_, text) => {
    const worked = working();
    redactor.hide(text);
    expect(worked()).toBeLessThan(3000);
  });
});

describe("a sentence of the program's own", () => {
  const HINT =
    "The token is wrong or has expired (see `server_url`): ask whoever runs the server, or check repository.";

  it.each(["wrong", "expired", "token", "server", "repository", "rong", "whoever", "check"])(
    "keeps its words where the secret is %s",
    (word) => {
      const { add, hide, hideInOwn } = createRedactor();
      add(word);
      expect(hideInOwn(HINT)).toBe(HINT);
      // What a server says is none of them.
      expect(hide(`answered 401: no such token: ${word}`)).toContain("***");
    },
  );

  it.each([
    ["in quotation marks", "Set name to “the wrong one”.", "Set name to “the *** one”."],
    ["in plain quotation marks", 'Set name to "wrong".', 'Set name to "***".'],
    ["in a quotation without an end", "Set name to “wrong", "Set name to “***"],
    ["in an address", "Look at https://git.test/wrong/app.", "Look at https://git.test/***/app."],
    ["in a path", "Rename dist/wrong.zip.", "Rename dist/***.zip."],
    ["in a name with digits", "The tag is v1-wrong.", "The tag is v1-***."],
    ["beside a colon", "It is me:wrong here.", "It is me:*** here."],
    ["in base64", `It is ${Buffer.from("wrong").toString("base64")}.`, "It is ***."],
  ])("hides the same word %s", (_, sentence, hidden) => {
    const { add, hideInOwn } = createRedactor();
    add("wrong");
    expect(hideInOwn(sentence)).toBe(hidden);
  });

  it.each(["glpat-abcdefghij0123456789", "pass1234", "with space", "correcthorsebatterystaple"])(
    "hides %s, which is no word of it",
    (secret) => {
      const { add, hideInOwn } = createRedactor();
      add(secret);
      expect(hideInOwn(`The token ${secret} has expired.`)).toBe("The token *** has expired.");
    },
  );

  it("hides what addresses carry", () => {
    expect(createRedactor().hideInOwn("Look at https://me:secret@git.test/a?token=abc.")).toBe(
      "Look at https://***@git.test/a?token=***",
    );
  });

  it("is held to the words of a sentence by any token", () => {
    fc.assert(
      fc.property(token, (secret) => {
        fc.pre(!/^[A-Za-z]+$/.test(secret));
        const { add, hideInOwn } = createRedactor();
        add(secret);
        expect(hideInOwn(`Give ${secret} to the server.`)).not.toContain(secret);
      }),
    );
  });
});
