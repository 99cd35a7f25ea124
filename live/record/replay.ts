import type { Body, Exchange, Transcript } from "./transcript";

/** A sandbox that a transcript is held against. */
export interface Stand {
  readonly web: string;
  readonly api: string;
  readonly uploads: string;
  /** The header that carries a token, as this forge calls it. */
  credentials(token: string): Readonly<Record<string, string>>;
  /** One that may write, and one that nobody knows. */
  readonly tokens: { readonly good: string; readonly wrong: string };
  readonly repository: string;
  readonly head: string;
  tag(name: string): void;
}

/**
 * Says to a sandbox what was said to a real server, and lists where it answers otherwise: another status, a member that
 * is missing, one too many, one of another type. Ids and commits are translated by what the answers say.
 * @returns one line for each difference, sorted, none twice
 */
export async function replay(transcript: Transcript, at: Stand): Promise<string[]> {
  const known = new Map([
    [transcript.head, at.head],
    [transcript.repository, at.repository],
  ]);
  const lines = new Set<string>();
  for (const step of transcript.steps) {
    if ("tag" in step) {
      at.tag(step.tag);
      continue;
    }
    const { status, json } = await say(step, at, known);
    const what = `${step.method} ${template(step.url, transcript)}`;
    if (status !== step.status) lines.add(`${what}: ${step.status} is ${status} in the sandbox`);
    else if (step.response !== undefined && "json" in step.response) {
      learn(step.response.json, json, known);
      for (const line of differences(step.response.json, json)) lines.add(`${what}: ${line}`);
    }
  }
  return [...lines].sort();
}

const put = (told: string, [from, to]: readonly [string, string]): string =>
  told.replaceAll(new RegExp(`(?<![\\w.-])${escaped(from)}(?![\\w-])`, "g"), to);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

async function say(
  step: Exchange,
  at: Stand,
  known: ReadonlyMap<string, string>,
): Promise<{ status: number; json: unknown }> {
  const [path = "", ...query] = step.url.split("?");
  const url = [[...known].reduce(put, path), ...query]
    .join("?")
    .replace("{web}", new URL(at.web).origin)
    .replace("{api}", new URL(at.api).origin)
    .replace("{uploads}", new URL(at.uploads).origin);
  const { good, wrong } = at.tokens;
  const credentials = step.token === "none" ? {} : at.credentials(step.token === "own" ? good : wrong);
  // A short number in a body or a query is no id.
  const long = [...known].filter(([from]) => from.length >= 8);
  const { body, type } = toSend(step.request, (text) => long.reduce(put, text));
  const answer = await fetch(url, {
    method: step.method,
    redirect: "manual",
    headers: { accept: "application/json", ...credentials, ...(type !== undefined && { "content-type": type }) },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: answer.status, json };
}

function toSend(
  body: Body,
  translate: (text: string) => string,
): { body?: string | FormData | Uint8Array; type?: string } {
  if (body === undefined) return {};
  if ("json" in body) return { body: translate(JSON.stringify(body.json)), type: "application/json" };
  if (body.parts === undefined) return { body: new Uint8Array(body.bytes), type: body.type };
  const form = new FormData();
  for (const { name, file } of body.parts)
    if (file === undefined) form.append(name, "");
    else form.append(name, new Blob(["x"]), decodeURIComponent(file));
  return { body: form };
}

/** Numbers and commits at the same place of both answers mean the same thing. */
function learn(real: unknown, own: unknown, known: Map<string, string>): void {
  if (Array.isArray(real) && Array.isArray(own)) {
    real.forEach((one, index) => {
      learn(one, own[index], known);
    });
  } else if (isObject(real) && isObject(own)) {
    for (const [name, value] of Object.entries(real)) {
      const other = own[name];
      const isId = /(^|_)id$|^sha$|^uuid$/.test(name) && value !== other;
      if (
        isId &&
        (typeof value === "number" || typeof value === "string") &&
        isPlain(other) &&
        String(value).length > 0
      )
        known.set(String(value), String(other));
      else learn(value, other, known);
    }
  }
}

const isPlain = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const kind = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "list" : typeof value);

function* differences(real: unknown, own: unknown, place = ""): Generator<string> {
  const at = place === "" ? "the answer" : place;
  if (Array.isArray(real) && Array.isArray(own)) {
    if (real.length !== own.length)
      yield `${at} has ${own.length} elements in the sandbox, ${real.length} on the server`;
    if (real.length > 0 && own.length > 0) yield* differences(real[0], own[0], `${place}[]`);
  } else if (isObject(real) && isObject(own)) {
    const below = (name: string): string => (place === "" ? name : `${place}.${name}`);
    const lacks = Object.keys(real).filter((name) => !(name in own));
    const more = Object.keys(own).filter((name) => !(name in real));
    if (lacks.length > 0) yield `${at} lacks ${lacks.sort().join(", ")} in the sandbox`;
    if (more.length > 0) yield `${at} has ${more.sort().join(", ")} only in the sandbox`;
    for (const name of Object.keys(real)) if (name in own) yield* differences(real[name], own[name], below(name));
  } else if (kind(real) !== kind(own)) yield `${at} is ${kind(own)} in the sandbox, ${kind(real)} on the server`;
}

/** The route, with what differs from run to run taken out. */
function template(url: string, { repository }: Transcript): string {
  return url
    .replace(/\?.*/s, "")
    .replace(encodeURIComponent(repository), "REPOSITORY")
    .replace(repository, "REPOSITORY")
    .replace(/live-[0-9a-f]+-[^/]*/g, "TAG")
    .replace(/\/\d+(?=\/|$)/g, "/ID")
    .replace(/\/[0-9a-f]{40}(?=\/|$)/g, "/COMMIT")
    .replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}(?=\/|$)/g, "/UUID");
}
