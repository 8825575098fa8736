/** Tells when a CSS pixel has become more or fewer pixels of the screen: another zoom, or a window on another screen. @returns stops it */
export function onRatioChange(listener: () => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const watch = (): void => {
    const isSame = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const changed = (): void => {
      listener();
      watch();
    };
    isSame.addEventListener('change', changed, { once: true, signal });
  };
  watch();
  return () => stopping.abort();
}
