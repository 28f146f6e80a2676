/** The analytics without decoding: all pictures of a clip are decoded first, then looked at again and again. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PictureAnalysis } from '#analytics/analysis.ts';
import { VideoDecoder } from '#analytics/analyzer/decoder.ts';
import { LumaScaler } from '#analytics/analyzer/luma-scaler.ts';
import type { LumaPicture } from '#analytics/picture.ts';
import { h264Nal, h264NalType } from '#media/h264/nal.ts';
import { joinLengthPrefixed, splitAnnexB } from '#media/h264/nal-units.ts';
import { motionTracksAndRules } from './watched.ts';

const fps = 5;
/** Times 30 seconds of one camera. */
const warmUpRounds = 16;
const beginMs = Date.UTC(2026, 0, 1);

/** CPU milliseconds per picture, with the copying of it. */
export async function analyticsAlone(
  folder: string,
  rounds: number,
): Promise<{ pictures: number; cpuMs: number }> {
  const pictures = await decodeAll(folder);
  const analysis = new PictureAnalysis(motionTracksAndRules);
  // Where the decoder leaves its pictures: one place, which the processor has at hand.
  const place = new Uint8Array(Math.max(...pictures.map(({ data }) => data.length)));
  const look = (round: number): void => {
    pictures.forEach((picture, index) => {
      const utcMs = beginMs + ((round * pictures.length + index) * 1000) / fps;
      place.set(picture.data);
      analysis.analyze({ ...picture, data: place, utcMs });
    });
  };
  // Until the compiler has done its best, as in a process that runs for days: as long as the other rows warm up.
  for (let round = 0; round < warmUpRounds; round += 1) look(round);
  const before = process.cpuUsage();
  for (let round = warmUpRounds; round < warmUpRounds + rounds; round += 1) look(round);
  const { user, system } = process.cpuUsage(before);
  return { pictures: pictures.length * rounds, cpuMs: (user + system) / 1000 };
}

async function decodeAll(folder: string): Promise<LumaPicture[]> {
  const units = splitAnnexB(await readFile(join(folder, 'sub.h264')));
  const isSet = (unit: Buffer) =>
    [h264Nal.sps, h264Nal.pps].some((type) => type === h264NalType(unit[0] ?? 0));
  const coded: Buffer[][] = [];
  for (const unit of units) {
    if (h264NalType(unit[0] ?? 0) === h264Nal.accessUnitDelimiter) coded.push([]);
    else if (!isSet(unit)) coded.at(-1)?.push(unit);
  }
  using decoder = new VideoDecoder({
    ...{ kind: 'video', codec: 'h264', width: 640, height: 360, timescale: 90_000, codecString: '' },
    parameterSets: units.filter(isSet).slice(0, 2),
  });
  using scaler = new LumaScaler();
  const pictures: LumaPicture[] = [];
  coded.forEach((picture, index) => {
    decoder.decode(joinLengthPrefixed(picture), beginMs + (index * 1000) / fps, (frame) => {
      const luma = scaler.scale(frame, 640);
      pictures.push({ ...luma, data: Uint8Array.from(luma.data) });
    });
  });
  return pictures;
}
