import { edits } from "../entries/nearest";
import { nameTest } from "./patterns";

/** Names that are compared, however many a folder holds. */
const LOOKED_AT = 2000;

/** Names that are hidden, or look as if what they hold were nobody's business: no log tells them. */
const PRIVATE =
  /^\.|~$|secret|passw|passphrase|credential|token|private|wallet|\bkeys?\b|^id_[a-z]|_rsa|\.(?:key|pem|pfx|p12|p8|jks|keystore|kdbx|asc|gpg|ppk|env|netrc|npmrc|ovpn|mobileprovision)(?:\.|$)/i;

/** Endings that people mistake for each other. */
const KIN: readonly (readonly string[])[] = [
  [".tgz", ".tar.gz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tar.zst", ".tar", ".zip"],
  [".md", ".markdown", ".mdown", ".txt", ".rst", ".adoc"],
  [".exe", ".msi", ".msix"],
  [".sha256", ".sha256sum", ".sha512", ".sum"],
  [".yml", ".yaml"],
];

/** How near a name comes to what was looked for. */
export interface Near {
  readonly name: string;
  /** It may well have been meant. */
  readonly isNear: boolean;
}

/**
 * Names that may be told, the nearest to a wanted name or pattern first: the same with another ending, few letters
 * apart, an ending of the same kind, and then all others. Pure.
 */
export function nearestFirst(wanted: string, names: readonly string[]): Near[] {
  const rank = ranking(wanted);
  return names
    .filter((name) => !PRIVATE.test(name))
    .slice(0, LOOKED_AT)
    .map((name) => ({ name, rank: rank(name) }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map((one) => ({ name: one.name, isNear: one.rank < FAR }));
}

const FAR = 4;

function ranking(wanted: string): (name: string) => number {
  const { stem, ending } = apart(wanted);
  const letters = stem.replace(/[*?]+/g, "");
  const isWild = letters !== stem;
  const fits = nameTest(`${stem.toLowerCase()}*`, { windows: false, hidden: true });
  const most = Math.max(1, Math.floor(letters.length / 3));
  return (name) => {
    const other = apart(name);
    const isKin =
      ending !== "" &&
      (ending === other.ending || KIN.some((some) => [ending, other.ending].every((one) => some.includes(one))));
    const isSame = isWild
      ? letters !== "" && fits(name.toLowerCase())
      : stem.toLowerCase() === other.stem.toLowerCase();
    if (isSame) return isKin ? 0 : 1;
    if (letters !== "" && !isWild && edits(letters.toLowerCase(), other.stem.toLowerCase()) <= most) return 2;
    // A pattern of the kind `*.tgz` says little more than its ending.
    return isKin && isWild ? 3 : FAR;
  };
}

/** A name without its ending; `.tar.gz` is one. */
function apart(name: string): { readonly stem: string; readonly ending: string } {
  const [ending = ""] = /(?:\.tar)?\.[a-z][a-z0-9]{0,11}$/i.exec(name) ?? [];
  return { stem: name.slice(0, name.length - ending.length), ending: ending.toLowerCase() };
}
