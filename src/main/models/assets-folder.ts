import { fileURLToPath } from 'node:url';

/**
 * What Winnow brings along: the built-in model and the catalogue.
 * @param runningFrom URL of this module: TypeScript in the repository, folded into a file of the bundle in a package
 * @returns `assets/models` of the repository, `models` beside the bundled engine
 */
export function modelAssets(runningFrom: string = import.meta.url): string {
  return fileURLToPath(new URL(runningFrom.endsWith('.ts') ? '../../../assets/models/' : './models/', runningFrom));
}
