const COUNT = new Intl.NumberFormat('en-US');
const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** 1234567 -> `1,234,567`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `formatCount` with its noun: `1 sample`, `1,234 samples`. */
export function formatNoun(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : /[sx]$/.test(noun) ? 'es' : 's'}`;
}

/** A cut or a score for a person: `0.29`, and `0.002` where two digits would say nothing. */
export function formatScore(score: number): string {
  if (score > 0 && score < 0.0005) return '<0.001';
  if (score > 0 && score < 0.0095) return score.toFixed(3);
  return score.toFixed(2);
}

/** Bytes in decimal units, as the query language reads them: 1234 -> `1.2 kB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${BYTE_UNITS[unit]}`;
}

/** When a picture was taken, by the camera's clock: `12 May 2024`, or `12 May 2024, 14:03`. */
export function formatTaken(ms: number, to: 'day' | 'minute'): string {
  const time = to === 'minute' ? ({ hour: '2-digit', minute: '2-digit' } as const) : {};
  return new Date(ms).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', ...time, timeZone: 'UTC' });
}

/** A length of time for a person: `28 s`, `3 min`, `1 h 20 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole <= 90) return `${whole} s`;
  const minutes = Math.ceil(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** How long ago: `just now`, `5 minutes ago`, `yesterday`, `12 May 2024`. Both in milliseconds since the epoch. */
export function formatAgo(thenMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - thenMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 20) return hours === 1 ? 'an hour ago' : `${hours} hours ago`;
  const days = Math.round((startOfDay(nowMs) - startOfDay(thenMs)) / 86_400_000);
  if (days <= 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  return new Date(thenMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}
