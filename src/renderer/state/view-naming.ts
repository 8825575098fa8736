import { create } from 'zustand';

/** Whether a name is being asked for what is shown, to save it as a view. */
export const useViewNaming = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

/** Asks for a name, beside the search box. */
export function askForViewName(): void {
  useViewNaming.setState({ isOpen: true });
}
