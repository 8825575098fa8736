const STEPS = [1, 2, 5] as const;

/** Round values within [least, most] on a logarithmic axis: 1, 2 and 5 of each power of ten, or fewer where there are many. */
export function logTicks(least: number, most: number, atMost: number): readonly number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++) {
    for (const step of STEPS) {
      const tick = step * 10 ** power;
      if (tick >= least * 0.999 && tick <= most * 1.001) ticks.push(Number(tick.toPrecision(1)));
    }
  }
  if (ticks.length <= atMost) return ticks;
  const powers = ticks.filter((tick) => Number.isInteger(Math.log10(tick)));
  const kept = powers.length >= 2 ? powers : ticks;
  return kept.filter((_, index) => index % Math.ceil(kept.length / atMost) === 0);
}

/** Round values from 0 up to `most`, evenly spaced, three or four of them. */
export function countTicks(most: number): readonly number[] {
  if (most <= 0) return [0];
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= rough) ?? rough);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}
