/** Bytes that file systems take for a name, less what a temporary name needs. */
const LONGEST = 200;

/** What Windows takes for a device, whatever stands behind a dot. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\.|$| )/i;

/**
 * Why a name that a server gives is not written to disk, as the end of a sentence; `undefined` for one that is only a
 * name, on every system: what is harmless here may lead elsewhere where the same command runs next.
 */
export function whyNoFile(name: string): string | undefined {
  if (name === "") return "is empty";
  if (/[/\\]/.test(name)) return "holds a path";
  if (name === "." || name === "..") return "is a folder's";
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return "holds a character that nobody can see";
  if (/[. ]$/.test(name)) return "ends in a dot or a blank, which some systems cut off";
  if (/[:*?"<>|]/.test(name)) return "holds a character that some systems do not take for one of a name";
  if (DEVICE.test(name)) return "is a device on Windows";
  if (Buffer.byteLength(name) > LONGEST) return `is longer than ${LONGEST} bytes`;
  return undefined;
}

/** Names that would be one file where capital letters or ways to write an accent make no difference. */
export function sameOnDisk(name: string): string {
  return name.normalize("NFC").toLowerCase().normalize("NFC");
}
