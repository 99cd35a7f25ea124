/** Values of `:name` and `*name` of a pattern, percent-decoded segment by segment. */
export type Params = Readonly<Record<string, string>>;

interface Entry<T> {
  readonly method: string;
  readonly pattern: string;
  readonly target: T;
}

export interface Router<T> {
  add(method: string, pattern: string, target: T): void;
  find(method: string, path: string): { target: T; params: Params } | undefined;
}

/** Undefined for a path that cannot be decoded. */
export function decodeSegments(path: string): string[] | undefined {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

export const encodeSegments = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

/** `:name` takes one segment; a last `*name` takes all that is left, so that both `a/b` and `a%2Fb` give "a/b". */
function match(pattern: readonly string[], segments: readonly string[]): Params | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.startsWith("*")) {
      const rest = segments.slice(index).join("/");
      return rest === "" ? undefined : { ...params, [part.slice(1)]: rest };
    }
    if (part.startsWith(":")) {
      if (segment === "") return undefined;
      params[part.slice(1)] = segment;
    } else if (part !== segment) return undefined;
  }
  return segments.length === pattern.length ? params : undefined;
}

/** First route added wins, so literal segments are added before `:name` ones. */
export function createRouter<T>(): Router<T> {
  const routes: (Entry<T> & { readonly parts: readonly string[] })[] = [];
  return {
    add: (method, pattern, target) => {
      routes.push({ method, pattern, target, parts: pattern.split("/") });
    },
    find: (method, path) => {
      const segments = decodeSegments(path);
      if (!segments) return undefined;
      for (const route of routes) {
        if (route.method !== method) continue;
        const params = match(route.parts, segments);
        if (params) return { target: route.target, params };
      }
      return undefined;
    },
  };
}

export interface Routes<R> {
  find(method: string, path: string): { readonly route: R; readonly params: Params } | undefined;
  /** Whether another method would find something here. */
  knows(path: string): boolean;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

interface Addressed {
  readonly method: string;
  readonly path: string;
}

/** The routes of a table; the first that fits wins. @param prefix of all their paths */
export function createRoutes<R extends Addressed>(routes: readonly R[], prefix: string): Routes<R> {
  const router = createRouter<R>();
  for (const route of routes) router.add(route.method, prefix + route.path, route);
  return {
    find: (method, path) => {
      const found = router.find(method, path);
      return found && { route: found.target, params: found.params };
    },
    knows: (path) => METHODS.some((method) => router.find(method, path) !== undefined),
  };
}
