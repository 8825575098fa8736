import { join } from 'node:path';
import { bundleShell } from './package/bundle-shell.ts';
import { repository } from './package/target.ts';

/** Builds the desktop shell into dist/shell, for `npm start`. */
await bundleShell(join(repository, 'dist', 'shell'));
