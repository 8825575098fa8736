/** What stays together: every sample is in one unit, alone or with others. Numbered by their first sample. */
export interface Units {
  readonly count: number;
  /** By sample. */
  readonly of: Uint32Array;
  /** Samples of unit u are `samples[starts[u] … starts[u + 1]]`, ascending. */
  readonly starts: Uint32Array;
  readonly samples: Uint32Array;
}

/**
 * Samples that share a value of any key, or are joined by a chain of such. Linear.
 * @param keys one entry a sample: small whole numbers, 0 = none
 */
export function unitsOf(samples: number, keys: readonly Uint32Array[]): Units {
  const parents = new Uint32Array(samples).map((_, sample) => sample);
  for (const key of keys) joinEqual(parents, key);
  const of = new Uint32Array(samples);
  let count = 0;
  // The root of a unit is its first sample.
  for (let sample = 0; sample < samples; sample++) {
    const root = rootOf(parents, sample);
    of[sample] = root === sample ? count++ : (of[root] as number);
  }
  return { count, of, ...gathered(of, count) };
}

function joinEqual(parents: Uint32Array, key: Uint32Array): void {
  let most = 0;
  for (const value of key) if (value > most) most = value;
  /** Sample + 1 that first had the value. */
  const firsts = new Uint32Array(most + 1);
  for (let sample = 0; sample < key.length; sample++) {
    const value = key[sample] as number;
    if (value === 0) continue;
    const first = firsts[value] as number;
    if (first === 0) firsts[value] = sample + 1;
    else join(parents, first - 1, sample);
  }
}

function join(parents: Uint32Array, a: number, b: number): void {
  const [rootA, rootB] = [rootOf(parents, a), rootOf(parents, b)];
  parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}

/** Halves the path on the way. */
function rootOf(parents: Uint32Array, sample: number): number {
  let at = sample;
  while (parents[at] !== at) {
    const above = parents[parents[at] as number] as number;
    parents[at] = above;
    at = above;
  }
  return at;
}

function gathered(of: Uint32Array, count: number): Pick<Units, 'starts' | 'samples'> {
  const starts = new Uint32Array(count + 1);
  for (const unit of of) starts[unit + 1] = (starts[unit + 1] as number) + 1;
  for (let unit = 0; unit < count; unit++) starts[unit + 1] = (starts[unit + 1] as number) + (starts[unit] as number);
  const next = starts.slice(0, count);
  const samples = new Uint32Array(of.length);
  for (let sample = 0; sample < of.length; sample++) {
    const unit = of[sample] as number;
    const at = next[unit] as number;
    samples[at] = sample;
    next[unit] = at + 1;
  }
  return { starts, samples };
}
