import { parse } from "yaml";

interface Spec {
  readonly type?: string;
  readonly default: unknown;
  readonly options?: readonly string[];
  readonly regex?: string;
}

export interface Template {
  readonly header: { readonly spec: { readonly inputs: Readonly<Record<string, Spec>> } };
  /** What follows the header, as text. */
  readonly body: string;
}

export function readTemplate(text: string): Template {
  const [header = "", body = ""] = text.split(/^---\n/m);
  return { header: parse(header) as Template["header"], body };
}

/**
 * What a real GitLab makes of a template: it checks the inputs, and puts their values into the *text* of the file, a
 * string as it is and anything else as JSON, before it reads that as YAML. (gitlab-ci-local reads first, and so takes
 * values that break the file on a server.) lib/gitlab/ci/config/interpolation/ of gitlabhq/gitlabhq
 */
export function interpolate({ header, body }: Template, given: Readonly<Record<string, unknown>>): string {
  const { inputs } = header.spec;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(inputs, name));
  if (unknown.length > 0) throw new Error(`unknown input arguments: ${unknown.join(", ")}`);
  const values = Object.entries(inputs).map(([name, spec]) => {
    const value = given[name] ?? spec.default;
    check(name, spec, value);
    return [name, typeof value === "string" ? value : railsJson(value)] as const;
  });
  const texts = new Map(values);
  return body.replace(/\$\[\[\s*inputs\.([\w-]+)\s*\]\]/g, (_, name: string) => {
    const text = texts.get(name);
    if (text === undefined) throw new Error(`unknown interpolation key: ${name}`);
    return text;
  });
}

function check(name: string, { type = "string", options, regex }: Spec, value: unknown): void {
  const actual = Array.isArray(value) ? "array" : typeof value;
  if (actual !== type) throw new Error(`\`${name}\` input: provided value is not a ${type}`);
  if (options !== undefined && !options.includes(String(value)))
    throw new Error(
      `\`${name}\` input: \`${String(value)}\` cannot be used because it is not in the list of allowed options`,
    );
  if (regex !== undefined && !new RegExp(regex).test(String(value)))
    throw new Error(`\`${name}\` input: provided value does not match required RegEx pattern`);
}

/** JSON as Rails writes it. */
function railsJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The only job of a configuration, under its name. */
export function jobOf(configuration: string): { readonly name: string; readonly job: Job } {
  const [[name, job] = ["", undefined], ...more] = Object.entries(
    parse(configuration, { version: "1.1" }) as Record<string, Job>,
  );
  if (job === undefined || more.length > 0) throw new Error("not one job");
  return { name, job };
}

export interface Job {
  readonly stage: string;
  readonly image: string;
  readonly rules: readonly { readonly if: string }[];
  readonly variables: Readonly<Record<string, string | { readonly value: string; readonly expand: boolean }>>;
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly dotenv: readonly string[] } };
}
