/** Whether two addresses lead to the same place, however each is written: servers escape what they store. */
export function sameAddress(a: string, b: string): boolean {
  return a === b || plain(a) === plain(b);
}

function plain(address: string): string {
  const whole = URL.canParse(address) ? new URL(address).href : address;
  try {
    // Signs that part an address, such as %2F, stay as they are.
    return decodeURI(whole);
  } catch {
    return whole;
  }
}
