export interface ShortcutLine {
  readonly group: string;
  /** One entry per alternative, as in `Ctrl+Z`. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** All the keys, by group: `shortcuts` of the ui store. */
export function Shortcuts(_: { readonly shortcuts: readonly ShortcutLine[] }) {
  return null;
}
