/**
 * Whether a file can be an ONNX model: a Protocol Buffers message `ModelProto` (onnx/onnx.proto) from its first byte to its last, with
 * a graph. Nothing of it is run; a file that was cut off, or is something else, is known by it.
 */
import type { FileHandle } from 'node:fs/promises';
import { VidetteError } from '#domain/errors.ts';

const irVersionField = 1;
const graphField = 7;
/** onnx.proto names fields up to 26; others would be of a format that is not known here. */
const lastField = 30;

const varint = 0;
const lengthDelimited = 2;
const longestVarint = 10;

/** Throws `invalid`. */
export async function checkOnnx(file: FileHandle, sizeBytes: number): Promise<void> {
  const fields = new Set<number>();
  let at = 0;
  while (at < sizeBytes) {
    const tag = await readVarint(file, at);
    const field = Math.floor(tag.value / 8);
    const type = tag.value % 8;
    if (field < 1 || field > lastField || (type !== varint && type !== lengthDelimited)) throw noModel();
    const value = await readVarint(file, tag.end);
    at = type === varint ? value.end : value.end + value.value;
    fields.add(field);
  }
  if (at !== sizeBytes || !fields.has(irVersionField) || !fields.has(graphField)) throw noModel();
}

/** Base 128, least significant group first (protobuf.dev/programming-guides/encoding). */
async function readVarint(file: FileHandle, at: number): Promise<{ value: number; end: number }> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(longestVarint), 0, longestVarint, at);
  let value = 0;
  for (let index = 0; index < bytesRead; index += 1) {
    const byte = buffer[index]!;
    value += (byte % 128) * 128 ** index;
    if (byte < 128) return { value, end: at + index + 1 };
  }
  throw noModel();
}

function noModel(): VidetteError {
  return new VidetteError('invalid', 'this file is no ONNX model, or not a whole one');
}
