/** Colours of the theme as a canvas needs them. */
export interface MatrixTheme {
  readonly ground: string;
  readonly line: string;
  readonly text: string;
  readonly quietText: string;
  readonly faintText: string;
  readonly band: string;
  readonly focus: string;
  readonly accent: string;
  readonly font: string;
}

/** Reads the tokens of ui/tokens.css in the scheme that is on. */
export function readMatrixTheme(root: HTMLElement): MatrixTheme {
  const styles = getComputedStyle(root);
  const token = (name: string): string => styles.getPropertyValue(`--wn-${name}`).trim();
  return {
    ground: token('ground'),
    line: token('border'),
    text: token('text'),
    quietText: token('text-2'),
    faintText: token('text-3'),
    band: token('active'),
    focus: token('focus'),
    accent: token('accent'),
    font: getComputedStyle(document.body).fontFamily,
  };
}
