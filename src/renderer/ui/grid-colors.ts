/** Colours of the theme as a canvas needs them. */
export interface GridColors {
  readonly ground: string;
  readonly tile: string;
  readonly hovered: string;
  readonly chosen: string;
  readonly accent: string;
  readonly focus: string;
  readonly quietFocus: string;
  readonly text: string;
}

/** Reads the tokens of ui/tokens.css in the scheme that is on. */
export function readGridColors(root: HTMLElement): GridColors {
  const styles = getComputedStyle(root);
  const token = (name: string): string => styles.getPropertyValue(`--wn-${name}`).trim();
  return {
    ground: token('ground'),
    tile: token('hover'),
    hovered: token('active'),
    chosen: token('accent-soft'),
    accent: token('accent'),
    focus: token('focus'),
    quietFocus: token('border-strong'),
    text: token('text'),
  };
}

/** Of the number of tags that there is no room for. */
export const OTHER_TAG_COLOR = '#000000b3';
