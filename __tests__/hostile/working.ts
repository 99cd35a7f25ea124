/** Begins to count the milliseconds that this process computes, whatever else the machine does. */
export function working(): () => number {
  const started = process.cpuUsage();
  return () => process.cpuUsage(started).user / 1000;
}
