/** Gives back memory of bytes that nobody needs any more, as far as Node can, where all of it is theirs. */
export function release({ buffer, byteLength }: Uint8Array): void {
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== byteLength) return;
  if (buffer.resizable) buffer.resize(0);
  // From Node 21 on.
  else if ("transfer" in buffer) buffer.transfer(0);
}
