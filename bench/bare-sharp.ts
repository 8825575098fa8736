/**
 * Child of index-rate.ts: the least that any index must do. Decodes files to 256 px raw with bare sharp, as many in flight
 * as the message asks, and answers with the seconds it took.
 */
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);

process.on('message', async ({ files, inFlight }: { files: readonly string[]; inFlight: number }) => {
  let next = 0;
  const started = performance.now();
  const decodeNext = async (): Promise<void> => {
    while (next < files.length) await sharp(files[next++]).resize(256, 256, { fit: 'inside' }).raw().toBuffer();
  };
  await Promise.all(Array.from({ length: inFlight }, decodeNext));
  process.send?.((performance.now() - started) / 1000);
});
