import { create } from 'zustand';

/** Whether the menu of what tiles show is open: a key opens it too. */
export const useTileMenu = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function openTileMenu(): void {
  useTileMenu.setState({ isOpen: true });
}
