import { useEffect, useState } from 'react';

/**
 * The pixels of a picture of this origin, scaled down so that its longest side is at most `longest`; null until they are
 * there, and where the picture cannot be loaded.
 */
export function usePixels(url: string | null, longest: number): ImageData | null {
  const [pixels, setPixels] = useState<{ readonly url: string; readonly data: ImageData } | null>(null);
  useEffect(() => {
    if (url === null) return;
    const image = new Image();
    image.onload = () => setPixels({ url, data: drawn(image, longest) });
    image.src = url;
    return () => {
      image.onload = null;
    };
  }, [url, longest]);
  return pixels !== null && pixels.url === url ? pixels.data : null;
}

function drawn(image: HTMLImageElement, longest: number): ImageData {
  const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
  const width = Math.max(1, Math.round(image.naturalWidth * scale));
  const height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser draws no 2d canvas.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
