/** A release step of a pipeline file, as its CI would run it. */
export type Step =
  | { readonly kind: "action"; readonly inputs: Readonly<Record<string, string>> }
  | { readonly kind: "shell"; readonly script: string; readonly env: Readonly<Record<string, string>> };

/** Steps that run at the same time. */
export type Round = readonly Step[];

/** What stands behind `${{ … }}` and behind the names of secrets. */
export type Values = Readonly<Record<string, string>>;

/** Reads the steps that publish out of a file. @throws when there is none, or a value is not known */
export type Reader = (text: string, values: Values) => readonly Round[];

export function shell(script: string, env: Readonly<Record<string, string>> = {}): Step {
  return { kind: "shell", script, env };
}

export function publishes(script: unknown): script is string {
  return typeof script === "string" && script.includes("forge-release");
}

export function valueOf(values: Values, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`The file asks for ${name}, which this CI does not have.`);
  return value;
}

/** Fills in every `${{ … }}`. */
export function filledIn(text: unknown, values: Values): string {
  return String(text).replaceAll(/\$\{\{\s*(\S+)\s*\}\}/g, (_, name: string) => valueOf(values, name));
}

export function allFilledIn(
  texts: Readonly<Record<string, unknown>> | undefined,
  values: Values,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, filledIn(text, values)]));
}

/** One after the other. @throws when there is none */
export function inOrder(steps: readonly Step[]): readonly Round[] {
  if (steps.length === 0) throw new Error("The file has no step that publishes.");
  return steps.map((step) => [step]);
}
