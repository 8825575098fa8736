/** A closed outline as an SVG path. @param outline x and y by turns */
export function outlinePath(outline: readonly number[]): string {
  const points: string[] = [];
  for (let at = 0; at < outline.length; at += 2) points.push(`${rounded(outline[at] ?? 0)} ${rounded(outline[at + 1] ?? 0)}`);
  return points.length === 0 ? '' : `M${points.join('L')}Z`;
}

/** Rectangles as an SVG path. @param runs left, top, width and height by turns */
export function maskPath(runs: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < runs.length; at += 4) {
    const [left = 0, top = 0, width = 0, height = 0] = runs.slice(at, at + 4);
    parts.push(`M${left} ${top}h${width}v${height}h${-width}z`);
  }
  return parts.join('');
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
