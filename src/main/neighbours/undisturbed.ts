import { WinnowError } from '../../shared/errors.ts';

const TRIES = 3;

/** Samples can come and go while they are compared: it is done again then. @throws {WinnowError} dataset_busy where that goes on */
export async function undisturbed<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const isDisturbed = error instanceof WinnowError && error.code === 'dataset_busy';
      if (!isDisturbed || tries === TRIES) throw error;
    }
  }
}
