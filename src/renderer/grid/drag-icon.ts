/** Longest side, CSS pixels of a screen with one pixel each. */
const SIDE = 96;

/**
 * What is seen under the pointer while files are dragged out: the tile's picture, and how many they are.
 * @returns a PNG as a data URL
 */
export function dragIcon(picture: HTMLImageElement | null, count: number): string {
  const [wide, high] = [picture?.naturalWidth || 3, picture?.naturalHeight || 2];
  const scale = SIDE / Math.max(wide, high);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(wide * scale));
  canvas.height = Math.max(1, Math.round(high * scale));
  const context = canvas.getContext('2d');
  if (context === null) return '';
  context.fillStyle = '#8a8a8a';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (picture?.complete === true && picture.naturalWidth > 0) context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  if (count > 1) drawCount(context, String(count));
  return canvas.toDataURL('image/png');
}

function drawCount(context: CanvasRenderingContext2D, text: string): void {
  context.font = '600 13px sans-serif';
  const width = context.measureText(text).width + 12;
  context.fillStyle = '#1f5fd6';
  context.fillRect(0, 0, width, 20);
  context.fillStyle = '#ffffff';
  context.textBaseline = 'middle';
  context.fillText(text, 6, 10.5);
}
