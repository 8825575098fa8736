import { type ArrangedGrid, arrangedGrid } from '../../../src/renderer/state/arranged-grid.ts';

/** A grid of samples 1, 2, 3 … row by row; each block is stood for by its upper left sample. */
export function numberedGrid(columns: number, size: number, jobId = 'job'): ArrangedGrid {
  const rows = Math.ceil(size / columns);
  const cells = Uint32Array.from({ length: columns * rows }, (_, cell) => (cell < size ? cell + 1 : 0));
  const levels: { columns: number; rows: number; ids: Uint32Array }[] = [];
  for (let side = 2; side / 2 < Math.max(columns, rows); side *= 2) {
    const [across, down] = [Math.ceil(columns / side), Math.ceil(rows / side)];
    const ids = Uint32Array.from(
      { length: across * down },
      (_, block) => cells[Math.floor(block / across) * side * columns + (block % across) * side] ?? 0,
    );
    levels.push({ columns: across, rows: down, ids });
  }
  const header = { columns, rows, leftOut: 0, levels: levels.map(({ ids: _, ...shape }) => shape) };
  const named = Object.fromEntries(levels.map(({ ids }, place) => [`level${place + 1}`, ids]));
  return arrangedGrid(jobId, { header, columns: { cells, ...named } });
}
