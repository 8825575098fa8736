import { z } from 'zod';
import { readSetting, writeSetting } from './persisted.ts';

const SETTING = 'recentActions';
const MOST = 8;
const schema = z.array(z.string()).max(MOST);

/** Ids of what was chosen in the command palette, the last first. */
export function recentActions(): readonly string[] {
  return readSetting<readonly string[]>(SETTING, schema, []);
}

/** Remembers that it was chosen. */
export function rememberAction(id: string): void {
  writeSetting(SETTING, [id, ...recentActions().filter((other) => other !== id)].slice(0, MOST));
}
