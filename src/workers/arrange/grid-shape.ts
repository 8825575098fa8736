/** How many columns and rows a grid of samples has. */
export interface GridShape {
  readonly columns: number;
  readonly rows: number;
}

/** The grid of about the aspect ratio wanted that holds all samples; only its last row may be short. @param aspect width / height */
export function gridShape(samples: number, aspect: number): GridShape {
  if (samples === 0) return { columns: 0, rows: 0 };
  const columns = Math.min(samples, Math.max(1, Math.round(Math.sqrt(samples * aspect))));
  return { columns, rows: Math.ceil(samples / columns) };
}
