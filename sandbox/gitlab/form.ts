import { isGiven } from "../kernel";

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => isGiven(value);

/** Own members only: a parameter called `__proto__` is a parameter. */
const empty = (): Node => Object.create(null) as Node;

/** `a[b][][c]` -> ["a", "b", "", "c"] */
function keysOf(name: string): string[] {
  const found = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name);
  if (found?.[1] === undefined) return [name];
  const rest = [...(found[2] ?? "").matchAll(/\[([^\]]*)\]/g)];
  return [found[1], ...rest.map((match) => match[1] ?? "")];
}

function listAt(node: Node, key: string): unknown[] {
  const known = node[key];
  const list: unknown[] = Array.isArray(known) ? known : [];
  node[key] = list;
  return list;
}

/** In `a[][b]=1&a[][c]=2&a[][b]=3` the second `b` begins another entry, as Rack reads it. */
function entryFor(list: unknown[], rest: readonly string[]): Node {
  const last = list.at(-1);
  if (isNode(last) && !(rest.length === 1 && (rest[0] ?? "") in last)) return last;
  const fresh = empty();
  list.push(fresh);
  return fresh;
}

function put(node: Node, keys: readonly string[], value: string): void {
  const [key = "", next, ...rest] = keys;
  if (next === undefined) node[key] = value;
  else if (next !== "") {
    const inner = isNode(node[key]) ? node[key] : empty();
    node[key] = inner;
    put(inner, [next, ...rest], value);
  } else if (rest.length === 0) listAt(node, key).push(value);
  else put(entryFor(listAt(node, key), rest), rest, value);
}

/** Query or form with Rails' nested names, such as `assets[links][][name]`. */
export function nest(fields: Iterable<readonly [string, string]>): Node {
  const root = empty();
  for (const [name, value] of fields) put(root, keysOf(name), value);
  return root;
}
