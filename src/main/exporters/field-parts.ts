import type { FieldValue } from '../../shared/label-files.ts';

/** A field as it was in the file that it came from: what had parts is JSON in the index. */
export function fieldParts(value: FieldValue): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}
