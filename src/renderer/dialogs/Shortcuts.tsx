export interface ShortcutLine {
  readonly group: string;
  /** One entry per alternative, as in `Ctrl+Z`. */
  readonly keys: readonly string[];
  readonly does: string;
}

export interface ShortcutsProps {
  readonly opened: boolean;
  readonly shortcuts: readonly ShortcutLine[];
  readonly onClose: () => void;
}

/** All the keys, by group. */
export function Shortcuts(_: ShortcutsProps) {
  return null;
}
