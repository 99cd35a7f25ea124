/**
 * One character in one of the forms that texts of the web give it: percent signs (of UTF-8, and `%u`), entities of HTML,
 * escapes of JSON, of JavaScript and of shells. Each form is bounded, so that a search takes no longer in a hostile text.
 */
export const ENCODED =
  /%(?:[0-7][\da-f]|[cd][\da-f]%[89ab][\da-f]|e[\da-f](?:%[89ab][\da-f]){2}|f[0-7](?:%[89ab][\da-f]){3}|u[\da-f]{4})|&#(?:x0{0,16}[\da-f]{1,6}|0{0,16}\d{1,7});?|&[a-z]{2,24};|&(?:amp|lt|gt|quot);?|\\(?:u[\da-f]{4}|u\{0{0,16}[\da-f]{1,6}\}|x[\da-f]{2}|[0-7]{3}|[-nrt"'\\/`])/gi;

/** The character behind one match of `ENCODED`; a name that is not known stays as it is. */
export function decodeUnit(encoded: string): string {
  const rest = encoded.slice(1);
  if (encoded.startsWith("&")) return rest.startsWith("#") ? numbered(rest.slice(1)) : named(encoded);
  if (encoded.startsWith("%"))
    return /^u/i.test(rest) ? fromCode(rest.slice(1), 16) : Buffer.from(rest.replaceAll("%", ""), "hex").toString();
  if (/^[ux].+/i.test(rest)) return fromCode(rest.replace(/[^\da-f]/gi, ""), 16);
  return rest.length === 3 ? fromCode(rest, 8) : (CONTROLS.get(rest) ?? rest);
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function numbered(digits: string): string {
  const code = digits.replace(";", "");
  return /^x/i.test(code) ? fromCode(code.slice(1), 16) : fromCode(code, 10);
}

function fromCode(digits: string, base: number): string {
  const code = parseInt(digits, base);
  return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
}

function named(entity: string): string {
  const name = entity.slice(1).replace(";", "");
  return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase()) ?? entity;
}

/** Names of characters that a secret can hold, or that are not seen in it: each character and its names, two blanks between. */
const NAMED = [
  "! excl  \" quot  # num  $ dollar  % percnt  & amp  ' apos  ( lpar  ) rpar  * ast midast  + plus  , comma  - hyphen dash",
  ". period  / sol  : colon  ; semi  < lt  = equals  > gt  ? quest  @ commat  [ lsqb lbrack  \\ bsol  ] rsqb rbrack",
  "^ hat  _ lowbar underbar  ` grave diacriticalgrave  { lcub lbrace  | verbar vert verticalline  } rcub rbrace",
  "\u00a0 nbsp nonbreakingspace  \u00ad shy  \u200b zerowidthspace  \u200c zwnj  \u200d zwj  \u200e lrm  \u200f rlm",
  "\u2060 nobreak  \n newline  \t tab",
];

/** https://html.spec.whatwg.org/#named-character-references */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  NAMED.flatMap((line) => line.split("  ")).flatMap((entry) =>
    entry
      .slice(2)
      .split(" ")
      .map((name): [string, string] => [name, entry.slice(0, 1)]),
  ),
);
