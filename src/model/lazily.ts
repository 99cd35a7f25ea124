/** Makes something with its first use, and once: a module of Node is loaded late, and its names are made ready one time. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
