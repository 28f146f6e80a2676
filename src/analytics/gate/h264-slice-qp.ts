/**
 * The quantizer of an H.264 picture, read from the header of its first slice (ITU-T H.264, 7.3.3) without decoding anything. A camera
 * that keeps its bit rate answers motion with a coarser quantizer instead of larger pictures: only both together tell.
 */
import { BitReader, unescapePayload } from '#media/h264/bit-reader.ts';
import { h264Nal, h264NalType } from '#media/h264/nal.ts';

/** Of the sequence parameter set: what is needed to read on to the quantizer. */
interface Sequence {
  readonly frameNumBits: number;
  readonly orderType: number;
  readonly orderBits: number;
  readonly orderDeltaAlwaysZero: boolean;
  readonly framesOnly: boolean;
  readonly separatePlanes: boolean;
  readonly monochrome: boolean;
}

interface Picture {
  readonly sequence: Sequence;
  readonly cabac: boolean;
  readonly bottomOrderPresent: boolean;
  readonly defaultReferences: readonly [number, number];
  readonly weighted: boolean;
  readonly weightedBi: number;
  readonly initialQp: number;
  readonly redundantPresent: boolean;
}

/** Profiles whose sequence set tells the chroma format (7.3.2.1.1). */
const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);
/** A slice header is some tens of bits; with weights and reordering some hundred. */
const headerBytes = 96;
const sliceTypes = ['p', 'b', 'i', 'sp', 'si'] as const;

export class H264SliceQp {
  readonly #pictures = new Map<number, Picture>();

  constructor(parameterSets: readonly Buffer[]) {
    const sequences = new Map<number, Sequence>();
    for (const set of parameterSets) {
      if (set.length > 4 && h264NalType(set[0] ?? 0) === h264Nal.sps) readSequence(set, sequences);
    }
    for (const set of parameterSets) {
      if (h264NalType(set[0] ?? 0) === h264Nal.pps) readPicture(set, sequences, this.#pictures);
    }
  }

  /** `slice` is a NAL unit of type 1 or 5. Null where the header uses what is not read here, or makes no sense. */
  read(slice: Buffer): number | null {
    const head = slice.subarray(0, headerBytes);
    const reader = new BitReader(unescapePayload(head));
    const refIdc = ((head[0] ?? 0) >> 5) & 3;
    const isIdr = h264NalType(head[0] ?? 0) === h264Nal.idr;
    reader.skip(8);
    reader.unsigned(); // first_mb_in_slice
    const type = sliceTypes[reader.unsigned() % 5] ?? 'i';
    const picture = this.#pictures.get(reader.unsigned());
    if (picture === undefined) return null;
    skipToReferences(reader, picture, isIdr);
    if (type === 'b') reader.skip(1); // direct_spatial_mv_pred_flag
    const references = readReferenceCounts(reader, picture, type);
    if (type !== 'i' && type !== 'si') skipReordering(reader, type === 'b' ? 2 : 1);
    const weights =
      (picture.weighted && (type === 'p' || type === 'sp')) || (picture.weightedBi === 1 && type === 'b');
    if (weights) skipWeights(reader, picture.sequence, references, type === 'b');
    if (refIdc !== 0) skipMarking(reader, isIdr);
    if (picture.cabac && type !== 'i' && type !== 'si') reader.unsigned(); // cabac_init_idc
    const qp = picture.initialQp + reader.signed();
    return reader.overrun || qp < 0 || qp > 51 ? null : qp;
  }
}

function readSequence(set: Buffer, into: Map<number, Sequence>): void {
  const reader = new BitReader(unescapePayload(set));
  reader.skip(8);
  const profile = reader.bits(8);
  reader.skip(16);
  const id = reader.unsigned();
  let chroma = 1;
  let separatePlanes = false;
  if (highProfiles.has(profile)) {
    chroma = reader.unsigned();
    if (chroma === 3) separatePlanes = reader.flag();
    reader.unsigned();
    reader.unsigned();
    reader.skip(1);
    // Scaling lists are rare in cameras; without them the set is not read on.
    if (reader.flag()) return;
  }
  const frameNumBits = reader.unsigned() + 4;
  const orderType = reader.unsigned();
  let orderBits = 0;
  let orderDeltaAlwaysZero = false;
  if (orderType === 0) orderBits = reader.unsigned() + 4;
  if (orderType === 1) {
    orderDeltaAlwaysZero = reader.flag();
    reader.signed();
    reader.signed();
    const cycle = reader.unsigned();
    for (let i = 0; i < cycle && !reader.overrun; i += 1) reader.signed();
  }
  reader.unsigned(); // max_num_ref_frames
  reader.skip(1);
  reader.unsigned();
  reader.unsigned();
  const framesOnly = reader.flag();
  if (reader.overrun) return;
  into.set(id, {
    frameNumBits,
    orderType,
    orderBits,
    orderDeltaAlwaysZero,
    framesOnly,
    separatePlanes,
    monochrome: chroma === 0 || separatePlanes,
  });
}

function readPicture(
  set: Buffer,
  sequences: ReadonlyMap<number, Sequence>,
  into: Map<number, Picture>,
): void {
  const reader = new BitReader(unescapePayload(set));
  reader.skip(8);
  const id = reader.unsigned();
  const sequence = sequences.get(reader.unsigned());
  const cabac = reader.flag();
  const bottomOrderPresent = reader.flag();
  const sliceGroups = reader.unsigned();
  // Slice groups (flexible macroblock order) are of the baseline profile and not sent by cameras.
  if (sequence === undefined || sliceGroups > 0) return;
  const defaultReferences = [reader.unsigned() + 1, reader.unsigned() + 1] as const;
  const weighted = reader.flag();
  const weightedBi = reader.bits(2);
  const initialQp = 26 + reader.signed();
  reader.signed(); // pic_init_qs_minus26
  reader.signed(); // chroma_qp_index_offset
  reader.skip(2);
  const redundantPresent = reader.flag();
  if (reader.overrun) return;
  into.set(id, {
    sequence,
    cabac,
    bottomOrderPresent,
    defaultReferences,
    weighted,
    weightedBi,
    initialQp,
    redundantPresent,
  });
}

function skipToReferences(reader: BitReader, picture: Picture, isIdr: boolean): void {
  const { sequence } = picture;
  if (sequence.separatePlanes) reader.skip(2);
  reader.skip(sequence.frameNumBits);
  const isField = !sequence.framesOnly && reader.flag();
  if (isField) reader.skip(1);
  if (isIdr) reader.unsigned(); // idr_pic_id
  const delta = picture.bottomOrderPresent && !isField;
  if (sequence.orderType === 0) {
    reader.skip(sequence.orderBits);
    if (delta) reader.signed();
  } else if (sequence.orderType === 1 && !sequence.orderDeltaAlwaysZero) {
    reader.signed();
    if (delta) reader.signed();
  }
  if (picture.redundantPresent) reader.unsigned();
}

function readReferenceCounts(
  reader: BitReader,
  { defaultReferences }: Picture,
  type: string,
): readonly [number, number] {
  if (type === 'i' || type === 'si' || !reader.flag()) return defaultReferences;
  const first = reader.unsigned() + 1;
  return [first, type === 'b' ? reader.unsigned() + 1 : defaultReferences[1]];
}

/** ref_pic_list_modification (7.3.3.1) */
function skipReordering(reader: BitReader, lists: number): void {
  for (let list = 0; list < lists; list += 1) {
    if (!reader.flag()) continue;
    while (!reader.overrun && reader.unsigned() !== 3) reader.unsigned();
  }
}

/** pred_weight_table (7.3.3.2) */
function skipWeights(
  reader: BitReader,
  { monochrome }: Sequence,
  references: readonly [number, number],
  both: boolean,
): void {
  reader.unsigned();
  if (!monochrome) reader.unsigned();
  for (const count of both ? references : [references[0]]) {
    for (let i = 0; i < count && !reader.overrun; i += 1) {
      if (reader.flag()) {
        reader.signed();
        reader.signed();
      }
      if (!monochrome && reader.flag()) for (let j = 0; j < 4; j += 1) reader.signed();
    }
  }
}

/** dec_ref_pic_marking (7.3.3.3) */
function skipMarking(reader: BitReader, isIdr: boolean): void {
  if (isIdr) {
    reader.skip(2);
    return;
  }
  if (!reader.flag()) return;
  for (;;) {
    const operation = reader.unsigned();
    if (operation === 0 || reader.overrun) return;
    if (operation !== 5) reader.unsigned();
    if (operation === 3) reader.unsigned();
  }
}
