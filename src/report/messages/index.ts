import { type Template, candidatesAmong } from "./candidates";
import { type Said, type Values, match } from "./match";
import { isProse } from "./prose";
import { sentences } from "./sentences";
import type { Translate } from "../language";

/** Characters of a text that is looked into: messages have an end. */
const LONGEST = 20_000;
/** How often each letter of a line may be looked at, in it, in its sentences, in their values and so on. */
const LOOKS = 400;
/** What looking at a text costs beside its letters. */
const LOOK = 50;
/** Letters that are looked at for one line, however long it is. */
const MOST_LETTERS = 400_000;
/** Sentences that one entry of the catalogue may hold. */
const MOST_SENTENCES = 8;
/** Letters of an entry that nothing else has. */
const SURE = 25;
/** Values of values of values. */
const DEEPEST = 5;

/** What one message is looked at with. */
interface State {
  /** Those that may fit a text by how it begins and ends, the weightiest first. */
  readonly candidates: (text: string) => readonly Template[];
  /** What has been looked at before. */
  readonly seen: Map<string, Said>;
  readonly found: Map<string, Said | undefined>;
  left: number;
  depth: number;
}

/** All that can be said in a language. */
export interface Messages {
  readonly sentences: readonly Template[];
  /** What stands alone in a result: only asked for where that is said, because a name may be such a word, too. */
  readonly alone: readonly Template[];
}

/** Says in Chinese what the catalogue knows of a text. What it does not know stays as it is, and so does every value. */
export function createTranslator({ sentences: all, alone: shown }: Messages): Translate {
  const candidates = candidatesAmong(all);
  const line = (text: string, as: "line" | undefined): string => {
    const left = Math.min((LOOK + text.length) * LOOKS, MOST_LETTERS);
    const at = { candidates, seen: new Map(), found: new Map(), left, depth: 0 };
    const said = translate(text, at);
    const alone = as === "line" ? firstOf(shown, text, at) : undefined;
    return alone !== undefined && alone.known >= said.known ? alone.text : said.text;
  };
  return (text, as) =>
    text.length > LONGEST
      ? text
      : text
          .split("\n")
          .map((one) => line(one, as))
          .join("\n");
}

function firstOf(templates: readonly Template[], text: string, at: State): Said | undefined {
  for (const template of templates) {
    const said = match(text, template, valuesAt(at));
    if (said !== undefined) return said;
  }
  return undefined;
}

function valuesAt(at: State): Values {
  return { whole: (value) => lookUp(value, at), any: (value) => translate(value, at) };
}

/** The text whole, or sentence by sentence, or thing by thing: whatever knows more of it. */
function translate(text: string, at: State): Said {
  const before = at.seen.get(text);
  if (before !== undefined) return before;
  const nothing = { text, known: 0, own: 0, isWhole: false };
  at.left -= LOOK + text.length;
  if (at.left < 0 || at.depth > DEEPEST) return nothing;
  const whole = lookUp(text, at) ?? nothing;
  // What an entry knows that well is no chance: a value of it that looks like other messages is none.
  const ways = whole.own >= SURE ? [whole] : [whole, bySentence(text, at), byThing(text, at)];
  const best = ways.reduce((one, other) => (other.known > one.known ? other : one));
  at.seen.set(text, best);
  return best;
}

/** The text as one entry of the catalogue; the piece of a sentence that stands alone may have a full stop. */
function lookUp(text: string, at: State): Said | undefined {
  if (at.found.has(text)) return at.found.get(text);
  at.left -= LOOK + text.length;
  if (at.left < 0) return undefined;
  at.found.set(text, undefined);
  at.depth += 1;
  const stopped = /[^.…]\.$/.test(text) ? bestOf(text.slice(0, -1), at) : undefined;
  const said = better(bestOf(text, at), stopped && { ...stopped, text: `${stopped.text}。` });
  at.depth -= 1;
  at.found.set(text, said);
  return said;
}

function better(one: Said | undefined, other: Said | undefined): Said | undefined {
  const [a, b] = [one?.own ?? 0, other?.own ?? 0];
  if (Math.max(a, b) >= SURE && a !== b) return b > a ? other : one;
  return (other?.known ?? 0) > (one?.known ?? 0) ? other : one;
}

function bestOf(text: string, at: State): Said | undefined {
  const values = valuesAt(at);
  let best: Said | undefined;
  for (const template of at.candidates(text)) best = better(best, match(text, template, values));
  return best;
}

/** Every sentence by itself, or with those behind it where one entry says them all. */
function bySentence(text: string, at: State): Said {
  const all = sentences(text);
  if (all.length < 2) return { text, known: 0, own: 0, isWhole: false };
  const best: Said[] = [{ text: "", known: 0, own: 0, isWhole: true }];
  for (let from = all.length - 1; from >= 0; from -= 1) {
    const { text: alone = "", behind = "" } = all[from] ?? {};
    const [rest = best[0]] = best;
    let found: Said = { text: alone + behind + (rest?.text ?? ""), known: rest?.known ?? 0, own: 0, isWhole: false };
    for (let count = 1; count <= Math.min(MOST_SENTENCES, all.length - from); count += 1) {
      const some = all.slice(from, from + count);
      const last = some.at(-1);
      const said =
        last && lookUp(some.map((one, index) => one.text + (index < count - 1 ? one.behind : "")).join(""), at);
      const then = best[count - 1];
      if (said === undefined || last === undefined || then === undefined) continue;
      if (said.known + then.known <= found.known) continue;
      const gap = /[。！？：）]$/.test(said.text) && last.behind === " " ? "" : last.behind;
      found = {
        text: said.text + gap + then.text,
        known: said.known + then.known,
        own: 0,
        isWhole: said.isWhole && then.isWhole,
      };
    }
    best.unshift(found);
  }
  return best[0] ?? { text, known: 0, own: 0, isWhole: false };
}

/** `a (did you mean b?), c`: things that stand side by side. */
function byThing(text: string, at: State): Said {
  const things = text.split(", ");
  const said = things.length > 1 ? things.map((thing) => lookUp(thing, at)) : [];
  // The rest of a sentence is no thing of a list.
  const isList = things.every((thing, index) => said[index] !== undefined || !isProse(thing));
  const known = isList ? said.reduce((sum, one) => sum + (one?.known ?? 0), 0) : 0;
  const isWhole = known > 0 && said.every((one) => one?.isWhole === true);
  // Beside names that stay as they are, their commas do as well.
  const told = things.map((thing, index) => said[index]?.text ?? thing).join(isWhole ? "，" : ", ");
  return { text: known === 0 ? text : told, known, own: 0, isWhole };
}
