/**
 * The loops over all cells of a picture, 16 bytes at a time: AssemblyScript, compiled to WebAssembly with its 128-bit vectors by
 * `npm run generate`. Pointers are byte addresses in the memory that the host brings; what each function means is said in
 * ../kernels.ts, and kernels.test.ts holds each against a plain loop.
 */

export function reduceFours(source: usize, stride: usize, columns: usize, rows: usize, target: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    let from = source + row * 4 * stride;
    let to = target + row * columns;
    const end = to + columns;
    for (; to + 4 <= end; from += 16, to += 4) {
      const pairs = i16x8.add(
        i16x8.add(pairsAt(from), pairsAt(from + stride)),
        i16x8.add(pairsAt(from + 2 * stride), pairsAt(from + 3 * stride)),
      );
      const means = i32x4.shr_u(i32x4.add(i32x4.extadd_pairwise_i16x8_u(pairs), i32x4.splat(8)), 4);
      const words = i16x8.narrow_i32x4_u(means, means);
      v128.store32_lane(to, i8x16.narrow_i16x8_u(words, words), 0);
    }
    for (; to < end; from += 4, to++) {
      store<u8>(
        to,
        (fourAt(from) + fourAt(from + stride) + fourAt(from + 2 * stride) + fourAt(from + 3 * stride) + 8) >>
          4,
      );
    }
  }
}

function pairsAt(at: usize): v128 {
  return i16x8.extadd_pairwise_i8x16_u(v128.load(at));
}

function fourAt(at: usize): i32 {
  return <i32>load<u8>(at) + <i32>load<u8>(at, 1) + <i32>load<u8>(at, 2) + <i32>load<u8>(at, 3);
}

export function listOutside(luma: usize, low: usize, high: usize, cells: i32, list: usize): i32 {
  let to = list;
  let i: i32 = 0;
  for (; i + 16 <= cells; i += 16) {
    const here = v128.load(luma + i);
    const outside = v128.or(i8x16.lt_u(here, v128.load(low + i)), i8x16.gt_u(here, v128.load(high + i)));
    if (!v128.any_true(outside)) continue;
    for (let bits = i8x16.bitmask(outside); bits !== 0; bits &= bits - 1, to += 2) {
      store<u16>(to, <u16>(i + <i32>ctz(bits)));
    }
  }
  for (; i < cells; i++) {
    const here = load<u8>(luma + i);
    if (here >= load<u8>(low + i) && here <= load<u8>(high + i)) continue;
    store<u16>(to, <u16>i);
    to += 2;
  }
  return <i32>((to - list) >> 1);
}

export function learn(
  luma: usize,
  mask: usize,
  mean: usize,
  spread: usize,
  low: usize,
  high: usize,
  first: i32,
  end: i32,
  rate: i32,
  spreadRate: i32,
  mostSpread: i32,
  leastLimit: i32,
  spreads: f64,
): void {
  const none = i64x2.splat(0);
  let i = first;
  for (; i + 8 <= end; i += 8) {
    const isLearnt = i16x8.extend_low_i8x16_s(i8x16.eq(v128.load64_zero(mask + i), none));
    if (!v128.any_true(isLearnt)) continue;
    const lumas = i16x8.shl(v128.load8x8_u(luma + i), 8);
    const means = v128.load(mean + 2 * i);
    const widths = v128.load(spread + 2 * i);
    const off0 = i32x4.sub(i32x4.extend_low_i16x8_u(lumas), i32x4.extend_low_i16x8_u(means));
    const off1 = i32x4.sub(i32x4.extend_high_i16x8_u(lumas), i32x4.extend_high_i16x8_u(means));
    const mean0 = step(i32x4.extend_low_i16x8_u(means), off0, rate);
    const mean1 = step(i32x4.extend_high_i16x8_u(means), off1, rate);
    const spread0 = widen(i32x4.extend_low_i16x8_u(widths), off0, spreadRate, mostSpread);
    const spread1 = widen(i32x4.extend_high_i16x8_u(widths), off1, spreadRate, mostSpread);
    const limit0 = limits(spread0, leastLimit, spreads);
    const limit1 = limits(spread1, leastLimit, spreads);
    v128.store(mean + 2 * i, v128.bitselect(i16x8.narrow_i32x4_u(mean0, mean1), means, isLearnt));
    v128.store(spread + 2 * i, v128.bitselect(i16x8.narrow_i32x4_u(spread0, spread1), widths, isLearnt));
    const bytes = i8x16.narrow_i16x8_s(isLearnt, isLearnt);
    const lows = bytesOf(lowest(mean0, limit0), lowest(mean1, limit1));
    const highs = bytesOf(highest(mean0, limit0), highest(mean1, limit1));
    v128.store64_lane(low + i, v128.bitselect(lows, v128.load64_zero(low + i), bytes), 0);
    v128.store64_lane(high + i, v128.bitselect(highs, v128.load64_zero(high + i), bytes), 0);
  }
  for (; i < end; i++) {
    if (load<u8>(mask + i) !== 0) continue;
    const was = <i32>load<u16>(mean + 2 * i);
    const width = <i32>load<u16>(spread + 2 * i);
    const off = ((<i32>load<u8>(luma + i)) << 8) - was;
    const now = was + ((off * rate) >> 12);
    const nowWidth = width + (((min(abs(off), mostSpread) - width) * spreadRate) >> 12);
    store<u16>(mean + 2 * i, <u16>now);
    store<u16>(spread + 2 * i, <u16>nowWidth);
    storeBand(low + i, high + i, now, nowWidth, leastLimit, spreads);
  }
}

export function band(
  mean: usize,
  spread: usize,
  low: usize,
  high: usize,
  cells: i32,
  leastLimit: i32,
  spreads: f64,
): void {
  let i: i32 = 0;
  for (; i + 8 <= cells; i += 8) {
    const means = v128.load(mean + 2 * i);
    const widths = v128.load(spread + 2 * i);
    const mean0 = i32x4.extend_low_i16x8_u(means);
    const mean1 = i32x4.extend_high_i16x8_u(means);
    const limit0 = limits(i32x4.extend_low_i16x8_u(widths), leastLimit, spreads);
    const limit1 = limits(i32x4.extend_high_i16x8_u(widths), leastLimit, spreads);
    v128.store64_lane(low + i, bytesOf(lowest(mean0, limit0), lowest(mean1, limit1)), 0);
    v128.store64_lane(high + i, bytesOf(highest(mean0, limit0), highest(mean1, limit1)), 0);
  }
  for (; i < cells; i++) {
    const here = <i32>load<u16>(mean + 2 * i);
    storeBand(low + i, high + i, here, <i32>load<u16>(spread + 2 * i), leastLimit, spreads);
  }
}

export function scale(memory: usize, cells: i32, factor: u32): void {
  const factors = i16x8.splat(<i16>factor);
  let i: i32 = 0;
  for (; i + 8 <= cells; i += 8) {
    const values = v128.load(memory + 2 * i);
    const low = i32x4.shr_u(i32x4.extmul_low_i16x8_u(values, factors), 14);
    const high = i32x4.shr_u(i32x4.extmul_high_i16x8_u(values, factors), 14);
    v128.store(memory + 2 * i, i16x8.narrow_i32x4_u(low, high));
  }
  for (; i < cells; i++) {
    store<u16>(memory + 2 * i, <u16>min((<u32>load<u16>(memory + 2 * i) * factor) >> 14, 65535));
  }
}

/** A share of the way, in 1/4096. */
function step(from: v128, way: v128, rate: i32): v128 {
  return i32x4.add(from, i32x4.shr_s(i32x4.mul(way, i32x4.splat(rate)), 12));
}

function widen(spread: v128, off: v128, rate: i32, most: i32): v128 {
  const distance = i32x4.min_s(i32x4.abs(off), i32x4.splat(most));
  return step(spread, i32x4.sub(distance, spread), rate);
}

function limits(spread: v128, least: i32, spreads: f64): v128 {
  const factor = f64x2.splat(spreads);
  const upper = i8x16.shuffle(spread, spread, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  const first = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(f64x2.convert_low_i32x4_s(spread), factor));
  const second = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(f64x2.convert_low_i32x4_s(upper), factor));
  return i32x4.max_s(i64x2.shuffle(first, second, 0, 2), i32x4.splat(least));
}

function lowest(mean: v128, limit: v128): v128 {
  return i32x4.shr_s(i32x4.add(i32x4.sub(mean, limit), i32x4.splat(255)), 8);
}

function highest(mean: v128, limit: v128): v128 {
  return i32x4.shr_s(i32x4.add(mean, limit), 8);
}

/** Eight numbers as bytes, those below 0 as 0, those above 255 as 255. */
function bytesOf(low: v128, high: v128): v128 {
  const words = i16x8.narrow_i32x4_s(low, high);
  return i8x16.narrow_i16x8_u(words, words);
}

function storeBand(low: usize, high: usize, mean: i32, spread: i32, least: i32, spreads: f64): void {
  const limit = max(<i32>(<f64>spread * spreads), least);
  store<u8>(low, <u8>max((mean - limit + 255) >> 8, 0));
  store<u8>(high, <u8>min((mean + limit) >> 8, 255));
}
