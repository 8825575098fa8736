/** Lines of Python that load an export. */
export interface PythonSnippet {
  readonly title: 'PyTorch' | 'Ultralytics' | 'Hugging Face datasets' | 'FiftyOne' | 'pandas';
  /** Ends in a line break. */
  readonly code: string;
}

/** As a Python string: JSON's escapes are Python's too. */
export const quoted = (text: string): string => JSON.stringify(text);
export const rootLines = (out: string): string => `from pathlib import Path\n\nroot = Path(${quoted(out)})\n`;
