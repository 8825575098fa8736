import type { Random } from '../../shared/random.ts';

/**
 * A fractal line by midpoint displacement.
 * @param roughness how much smaller each finer step is: .45 rolls, .6 is jagged
 * @returns 2^depth + 1 heights, about -1 to 1
 */
export function fractalLine(random: Random, depth: number, roughness: number): number[] {
  const count = 2 ** depth;
  const line = new Array<number>(count + 1).fill(0);
  line[0] = random.between(-0.5, 0.5);
  line[count] = random.between(-0.5, 0.5);
  let spread = 1;
  for (let step = count; step > 1; step /= 2) {
    for (let at = step / 2; at < count; at += step) {
      const middle = ((line[at - step / 2] ?? 0) + (line[at + step / 2] ?? 0)) / 2;
      line[at] = middle + random.between(-spread, spread);
    }
    spread *= roughness;
  }
  return line;
}

/** Path data of everything below a line of heights. */
export function areaBelow(heights: readonly number[], width: number, bottom: number): (string | number)[] {
  const commands: (string | number)[] = ['M', 0, bottom];
  heights.forEach((y, at) => {
    commands.push('L', (at / (heights.length - 1)) * width, y);
  });
  commands.push('L', width, bottom, 'Z');
  return commands;
}

/** Height of a line at a fraction of its length. */
export function heightAt(heights: readonly number[], fraction: number): number {
  return heights[Math.round(Math.min(1, Math.max(0, fraction)) * (heights.length - 1))] ?? 0;
}
