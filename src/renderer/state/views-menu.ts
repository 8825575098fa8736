import { create } from 'zustand';

/** Whether the list of saved views is open. */
export const useViewsMenu = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function toggleViews(): void {
  useViewsMenu.setState(({ isOpen }) => ({ isOpen: !isOpen }));
}
