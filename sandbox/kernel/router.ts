/** Values of `:name` and `*name` of a pattern, percent-decoded segment by segment. */
export type Params = Readonly<Record<string, string>>;

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

/** The routes of a table; the first that fits wins: literal segments stand before `:name`. @param prefix of all paths */
export function createRoutes<R extends { readonly method: string; readonly path: string }>(
  routes: readonly R[],
  prefix: string,
) {
  const all = routes.map((route) => ({ route, parts: (prefix + route.path).split("/") }));
  const fitting = (path: string) => {
    const segments = decodeSegments(path);
    return all.flatMap(({ route, parts }) => {
      const params = segments && match(parts, segments);
      return params ? [{ route, params }] : [];
    });
  };
  return {
    find: (method: string, path: string) => fitting(path).find(({ route }) => route.method === method),
    /** Whether another method would find something here. */
    knows: (path: string): boolean => fitting(path).length > 0,
  };
}
