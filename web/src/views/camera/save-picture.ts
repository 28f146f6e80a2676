/** Saves the picture on the screen as a JPEG, at full size, named by camera and moment. */
import type { Camera } from '../../api/contract.ts';

export async function saveVideoPicture(
  video: HTMLVideoElement | HTMLImageElement,
  camera: Camera,
  from: 'live' | 'archive',
  atMs: number,
): Promise<void> {
  const [width, height] =
    video instanceof HTMLVideoElement
      ? [video.videoWidth, video.videoHeight]
      : [video.naturalWidth, video.naturalHeight];
  if (width === 0 || height === 0) return;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
  if (blob === null) return;
  const time = new Date(from === 'live' ? Date.now() : atMs).toISOString().slice(0, 19).replaceAll(':', '-');
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(camera.name)} ${time}Z.jpg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Without what file systems refuse. */
export function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|]/g, '_').trim() || 'camera';
}
