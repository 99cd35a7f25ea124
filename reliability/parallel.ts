/** Works through a list, so many at a time. */
export async function inParallel<T>(
  list: readonly T[],
  atATime: number,
  work: (one: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = list.entries();
  const worker = async (): Promise<void> => {
    for (const [index, one] of queue) await work(one, index);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
