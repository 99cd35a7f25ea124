/**
 * What a difference makes of its base: pieces of the base, and bytes of its own. Pure.
 * https://git-scm.com/docs/gitformat-pack#_deltified_representation
 *
 * @returns `undefined` for a difference that does not fit the base, or says another length than it makes
 */
export function applyDelta(base: Buffer, delta: Buffer, most: number): Buffer | undefined {
  const from = numberAt(delta, 0);
  const to = numberAt(delta, from.after);
  if (from.value !== base.length || to.value > most) return undefined;
  const pieces: Buffer[] = [];
  let length = 0;
  for (let at = to.after; at < delta.length;) {
    const step = stepAt(base, delta, at);
    if (step === undefined) return undefined;
    pieces.push(step.piece);
    length += step.piece.length;
    if (length > to.value) return undefined;
    at = step.after;
  }
  return length === to.value ? Buffer.concat(pieces) : undefined;
}

/** One instruction: bytes that follow it, or a piece of the base by its place and length. */
function stepAt(
  base: Buffer,
  delta: Buffer,
  start: number,
): { readonly piece: Buffer; readonly after: number } | undefined {
  const code = delta[start] ?? 0;
  if ((code & 0x80) === 0) {
    const after = start + 1 + code;
    return code === 0 || after > delta.length ? undefined : { piece: delta.subarray(start + 1, after), after };
  }
  let after = start + 1;
  const place = [0, 0, 0, 0, 0, 0, 0].map((_, bit) => ((code & (1 << bit)) === 0 ? 0 : (delta[after++] ?? 0)));
  if (after > delta.length) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = place;
  const offset = a + b * 0x100 + c * 0x10000 + d * 0x1000000;
  const size = e + f * 0x100 + g * 0x10000;
  const length = size === 0 ? 0x10000 : size;
  return offset + length > base.length ? undefined : { piece: base.subarray(offset, offset + length), after };
}

/** A number in groups of seven bits, the lowest first. */
function numberAt(bytes: Buffer, start: number): { readonly value: number; readonly after: number } {
  let [value, at, factor] = [0, start, 1];
  for (; at < bytes.length; at++, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * factor;
    if ((byte & 0x80) === 0) break;
  }
  return { value, after: at + 1 };
}
