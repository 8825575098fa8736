import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('..', import.meta.url));

/** Runs a JavaScript or TypeScript file of the repository with this Node, its output passed on. @returns exit status */
export function runNode(file: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: repository, stdio: 'inherit', env });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

/** Runs steps in order and ends the process with the status of the first that fails. */
export async function runSteps(
  steps: readonly (readonly [what: string, file: string, args: readonly string[]])[],
): Promise<void> {
  for (const [what, file, args] of steps) {
    const status = await runNode(file, args);
    if (status !== 0) {
      console.error(`${what} failed (exit status ${status}).`);
      process.exit(status);
    }
  }
}
