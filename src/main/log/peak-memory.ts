import { readFileSync } from 'node:fs';

const BYTES_PER_KB = 1024;
const OWN_PEAK = /^VmHWM:\s+(\d+) kB$/m;

/**
 * The most memory this process had at once, bytes (resident set). Linux counts into `maxRSS` what the parent had when it
 * started this process (getrusage(2) after execve), and tells of the process alone in /proc/self/status.
 */
export function peakMemory(): number {
  const own = process.platform === 'linux' ? OWN_PEAK.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] : undefined;
  return BYTES_PER_KB * (own === undefined ? process.resourceUsage().maxRSS : Number(own));
}
