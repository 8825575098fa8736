/**
 * Rounds numbers so that they still sum to what they did, rounded: those that rounding wronged most give way [cleanlab
 * internal/util.py]. Of equally wronged ones the last are raised first, the first lowered first.
 */
export function roundKeepingSum(values: Float64Array): Float64Array<ArrayBuffer> {
  const rounded = new Float64Array(values.length);
  for (let place = 0; place < values.length; place++) rounded[place] = roundHalfEven(values[place] as number);
  const missing = roundHalfEven(sum(values)) - sum(rounded);
  if (missing === 0) return rounded;
  const step = Math.sign(missing);
  const lost = (place: number): number => step * ((values[place] as number) - (rounded[place] as number));
  const wronged: number[] = [];
  for (let place = 0; place < values.length; place++) if (lost(place) > 0) wronged.push(place);
  wronged.sort((a, b) => lost(b) - lost(a) || step * (b - a));
  for (const place of wronged.slice(0, Math.abs(missing))) rounded[place] = (rounded[place] as number) + step;
  return rounded;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}

/** As IEEE 754 and numpy round. @param value not negative */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const part = value - below;
  return part > 0.5 || (part === 0.5 && below % 2 === 1) ? below + 1 : below;
}
