import { create } from 'zustand';
import type { AnyTextField } from '../../shared/query.ts';
import { indexOfId, selectOnly } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';

/** What a context menu is about: the samples selected, the group or the cell in focus, the section of the grid, or one value of a field. */
export type MenuContext =
  | { readonly kind: 'samples' | 'group' | 'cell' | 'section' }
  | { readonly kind: 'value'; readonly field: AnyTextField; readonly value: string | null; readonly title: string };

export interface OpenMenu {
  readonly context: MenuContext;
  /** CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
}

export interface ContextMenuState {
  readonly open: OpenMenu | null;
  show(menu: OpenMenu): void;
  close(): void;
}

/** The context menu. Elements with `data-sample`, `data-menu` or `data-menu-field` have one, see use-context-menu.ts. */
export const useContextMenu = create<ContextMenuState>()((set) => ({
  open: null,
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}));

/** A menu opens on a sample: it acts on the selection where the sample is in it, else on the sample alone. */
export function selectForMenu(id: number): void {
  useSelectionStore
    .getState()
    .change((selection, ids) => (selection.selected.has(id) ? selection : selectOnly(ids, indexOfId(ids, id))));
}

/** True where a `contextmenu` event came from the keyboard: it is about what has the focus then. */
export function isByKey({ button, ctrlKey }: Pick<MouseEvent, 'button' | 'ctrlKey'>): boolean {
  return button !== 2 && !ctrlKey;
}
