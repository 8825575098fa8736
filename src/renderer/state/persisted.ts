import type { z } from 'zod';

const PREFIX = 'winnow.';

/** A setting as it was left; `fallback` where there is none, or another version wrote something else. */
export function readSetting<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
  const text = localStorage.getItem(PREFIX + key);
  if (text === null) return fallback;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : fallback;
  } catch (error) {
    if (error instanceof SyntaxError) return fallback;
    throw error;
  }
}

export function writeSetting(key: string, value: unknown): void {
  localStorage.setItem(PREFIX + key, JSON.stringify(value));
}
