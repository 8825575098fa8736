import { z } from 'zod';

/** An action of the page as an item of the desktop app's menus. */
const itemSchema = z.object({
  /** Of the action: it is what the shell sends back when the item is chosen. */
  id: z.string(),
  title: z.string(),
  /** As the page writes keys, `Mod+Shift+Z`; null: none. */
  key: z.string().nullable(),
  isEnabled: z.boolean(),
  /** Null: it is neither on nor off. */
  isOn: z.boolean().nullable(),
});

/** Menus of the page's registry of actions: each with sections of items. */
export const shellMenusSchema = z.array(z.object({ title: z.string(), sections: z.array(z.array(itemSchema)) }));

export type ShellMenus = z.infer<typeof shellMenusSchema>;
export type ShellMenuItem = z.infer<typeof itemSchema>;
