import type { Clock } from "../kernel/clock";
import { Refusal } from "./answers";
import type { Limits } from "./world";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Sliding windows per user; what was refused counts as well. No header tells of it (reference 3). */
export function createRate(
  { perMinute, perHour }: Pick<Limits, "perMinute" | "perHour">,
  clock: Clock,
): (user: string) => void {
  const users = new Map<string, number[]>();
  return (user) => {
    const time = clock.now();
    const recent = (users.get(user) ?? []).filter((one) => one > time - HOUR);
    recent.push(time);
    users.set(user, recent);
    const minute = recent.filter((one) => one > time - MINUTE).length;
    if (minute > perMinute || recent.length > perHour) throw new Refusal(429, "Too Many Requests");
  };
}
