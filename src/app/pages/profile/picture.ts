const side = 128;
/** Largest picture in bytes, as the database takes it. */
const largest = 12 * 1024;
const qualities = [0.85, 0.7, 0.5, 0.3];

export type PictureProblem = 'broken' | 'large';

const bytesOf = (dataUrl: string) => Math.floor(((dataUrl.length - dataUrl.indexOf(',') - 1) * 3) / 4);

/** Cuts a picture to its middle square, makes it 128 × 128 and gives it as a data URL, or says why it cannot. */
export async function squarePicture(file: Blob): Promise<{ dataUrl: string } | { problem: PictureProblem }> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    // The browser cannot read it: that is the answer.
    return { problem: 'broken' };
  }
  const edge = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const paint = canvas.getContext('2d');
  if (!paint) return { problem: 'broken' };
  paint.imageSmoothingQuality = 'high';
  paint.drawImage(
    picture,
    (picture.width - edge) / 2,
    (picture.height - edge) / 2,
    edge,
    edge,
    0,
    0,
    side,
    side,
  );
  picture.close();
  // A browser that writes no WebP (Safari) answers with PNG, for which JPEG is the smaller.
  const type = canvas.toDataURL('image/webp').startsWith('data:image/webp') ? 'image/webp' : 'image/jpeg';
  for (const quality of qualities) {
    const dataUrl = canvas.toDataURL(type, quality);
    if (bytesOf(dataUrl) <= largest) return { dataUrl };
  }
  return { problem: 'large' };
}
