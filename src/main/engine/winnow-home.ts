import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly userHome: string;
}

/**
 * Where indexes and logs live: `given`, else WINNOW_HOME, else the platform's folder for application data.
 * @returns an absolute path; nothing is made
 */
export function winnowHome(
  given?: string,
  { platform = process.platform, env = process.env, userHome = homedir() }: Partial<Surroundings> = {},
): string {
  const chosen = given ?? env.WINNOW_HOME;
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(userHome, 'AppData', 'Local'), 'Winnow');
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', 'Winnow');
  return join(env.XDG_DATA_HOME ?? join(userHome, '.local', 'share'), 'winnow');
}
