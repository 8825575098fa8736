/** @returns runs what it is given once all that it was given before has ended, well or not */
export function oneAfterTheOther(): <Result>(run: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const ran = last.then(run);
    last = ran.catch(() => undefined);
    return ran;
  };
}
