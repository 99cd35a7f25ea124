import { type Range, type View, placeIn } from "./views";

/** An escape that ends with the first characters of a secret, as `%` before `0a…` does, and the rest of that secret. */
export interface Joint {
  readonly at: Range;
  readonly rest: string;
}

/** What may be a secret whose first characters were decoded together with what stands before it. */
export function* jointsOf({ escapes = [] }: View, needles: ReadonlyMap<string, ReadonlySet<string>>): Generator<Joint> {
  for (const { text, at } of escapes) {
    for (let start = 1; start < text.length; start++) {
      for (const needle of needles.get(text.charAt(start)) ?? [])
        if (needle.startsWith(text.slice(start))) yield { at, rest: needle.slice(text.length - start) };
    }
  }
}

/** Where the rest follows in a view. */
export function* joinedIn(view: View, joints: readonly Joint[]): Generator<Range> {
  for (const { at, rest } of joints) {
    const place = placeIn(view, at[1]);
    if (rest !== "" && view.text.startsWith(rest, place))
      yield [at[0], view.to?.[place + rest.length - 1] ?? place + rest.length];
  }
}
