import { seededIntegers } from '../../../src/workers/arrange/random.ts';

/** Colours drawn evenly: n × 3 values from 0 to 255. */
export function randomColours(count: number, seed: number): Float32Array {
  const random = seededIntegers(seed);
  return Float32Array.from({ length: count * 3 }, () => random(256));
}
