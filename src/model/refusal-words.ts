/**
 * What servers say with 403 that no right of a token mends, English and Chinese; the first that fits. Without a remedy
 * the server's own words have to do.
 */
const RESTRICTIONS: readonly (readonly [RegExp, string | undefined])[] = [
  [
    /archiv|归档|read[ -]?only|只读/i,
    "The repository takes no changes as it is: unarchive it, or publish to another one.",
  ],
  [
    /protected|保护/i,
    "The tag (or branch) is protected: push the tag with an account that may, or let this one create it.",
  ],
  [
    /white ?list|allow ?list|白名单|\bip\b/i,
    "The server takes requests from known addresses only: let its administrator add this runner's.",
  ],
  [
    /quota|exceed|limit|容量|配额|超出|超过|空间不足|too large|suspend|frozen|blocked|disabled|locked|banned|verif|实名|冻结|禁用|封禁|锁定|违规|审核|欠费|two.?factor|2fa|terms|协议/i,
    undefined,
  ],
];

/** Why a 403 is none of a missing right, if its words say so: with what to do about it, where something is known. */
export function restriction(said: string): { readonly hint: string | undefined } | undefined {
  const found = RESTRICTIONS.find(([pattern]) => pattern.test(said));
  return found === undefined ? undefined : { hint: found[1] };
}
