import { ALIASES } from "../../request/entries/aliases";
import { isInputName } from "../../request/inputs";
import { isProse } from "./prose";
import { sentences } from "./sentences";
import { join } from "./spacing";
import type { Template } from "./candidates";

/** What a text is in Chinese. */
export interface Said {
  readonly text: string;
  /** How many letters of it were known; 0 where the text is as it was. */
  readonly known: number;
  /** How many of them one entry knows whose values are not looked into. */
  readonly own: number;
  /** Every sentence of it was known. */
  readonly isWhole: boolean;
}

/** What a value is in Chinese: as one entry of the catalogue, or by whatever is known of it. */
export interface Values {
  whole(value: string): Said | undefined;
  any(value: string): Said;
}

/**
 * A text in Chinese, by a template that fits it; `undefined` where it does not. Literal pieces are looked for from left
 * to right; only a value that has to be one of ours makes it look further.
 */
export function match(text: string, template: Template, known: Values): Said | undefined {
  const { literals, slots, cares, weight } = template;
  const [first = "", last = ""] = [literals[0], literals.at(-1)];
  if (slots.length === 0)
    return text === first ? { text: template.said.join(""), known: weight, own: weight, isWhole: true } : undefined;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return undefined;
  const end = text.length - last.length;
  let left = LONGEST_SEARCH;
  const open = openSlots(template);

  function fill(at: number, from: number, values: ReadonlyMap<number, Value>): ReadonlyMap<number, Value> | undefined {
    const slot = slots[at];
    if (slot === undefined) return values;
    const isLast = at === slots.length - 1;
    const piece = literals[at + 1] ?? "";
    for (let stop = isLast ? end : text.indexOf(piece, from); stop >= 0 && stop <= end;) {
      left -= 1;
      const value = read(text.slice(from, stop), { at, slot, values });
      const filled = value && fill(at + 1, stop + piece.length, new Map([...values, [slot, value]]));
      if (filled !== undefined || isLast || left <= 0) return filled;
      stop = text.indexOf(piece, stop + 1);
    }
    return undefined;
  }

  function read(
    value: string,
    { at, slot, values }: { readonly at: number; readonly slot: number; readonly values: ReadonlyMap<number, Value> },
  ): Value | undefined {
    const before = values.get(slot);
    if (before !== undefined && before.english !== value) return undefined;
    const care = cares[slot] ?? "as it is";
    switch (care) {
      case "as it is":
        return open.includes(at) && isProse(value) ? undefined : { english: value, said: undefined };
      case "if ours":
        return { english: value, said: known.any(value) };
      case "only ours": {
        const said = known.any(value);
        return said.isWhole ? { english: value, said } : undefined;
      }
      case "one of ours": {
        const said = known.whole(value);
        return said && { english: value, said };
      }
      case "a name": {
        // Some are phrases, such as the address of a target.
        const said = PHRASES.test(value) ? known.whole(value) : undefined;
        return said !== undefined || isName(value) ? { english: value, said } : undefined;
      }
      case "an amount":
        return /^\d[\d.]*( \w+){1,3}$/.test(value) ? { english: value, said: known.any(value) } : undefined;
      case "a number":
      case "a word":
        return LOOKS[care](value) ? { english: value, said: undefined } : undefined;
    }
  }

  if (template.isAlone && sentences(text).length > 1) return undefined;
  const values = fill(0, first.length, new Map());
  return (
    values && {
      text: tell(template, values),
      known: weight + knownIn(values),
      own: template.isPlain ? weight : 0,
      isWhole: true,
    }
  );
}

/**
 * Places of values at an open end of an entry: what stands there may be the rest of a longer sentence. Behind a colon
 * everything is a value.
 */
function openSlots({ literals, slots }: Template): number[] {
  const end = slots.length - 1;
  const before = literals[end] ?? "";
  return [...(literals[0] === "" ? [0] : []), ...(literals[end + 1] === "" && !before.endsWith(": ") ? [end] : [])];
}

/** What a value has to look like where the words around it are few. */
const LOOKS = {
  "a number": (value: string) => /^\d[\d.]*$/.test(value),
  "a word": (value: string) => /^\S+$/.test(value),
};

/** What stands in the place of an input that nobody gave by its name. */
const PHRASES = /^(the (address|server) of )?targets, line \d+$|^the files on the command line$|^the first word$/;

/** Whether a value can be an input as its user wrote it: `draft: true`, `--draft`, `INPUT_DRAFT=true`, `PLUGIN_DRAFT`. */
function isName(value: string): boolean {
  const [, name = "", given = ""] = /^([\w-]+)((?:: |=| ).*)?$/s.exec(value) ?? [];
  if (given.length > LONGEST_GIVEN) return false;
  return /^(--[a-z]|INPUT_|PLUGIN_)/.test(name) || isInputName(name) || ALIASES.has(name);
}

/** Letters of a value that a message proposes for an input. */
const LONGEST_GIVEN = 60;

/** Places that are tried for one template before it is given up. */
const LONGEST_SEARCH = 64;

interface Value {
  readonly english: string;
  readonly said: Said | undefined;
}

function tell({ said }: Template, values: ReadonlyMap<number, Value>): string {
  return join(
    said.map((part) => {
      if (typeof part === "string") return { text: part, isValue: false };
      const value = values.get(part);
      return { text: value?.said?.text ?? value?.english ?? "", isValue: true };
    }),
  );
}

function knownIn(values: ReadonlyMap<number, Value>): number {
  return [...values.values()].reduce((sum, { said }) => sum + (said?.known ?? 0), 0);
}
