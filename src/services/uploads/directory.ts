/** Kinds of pictures that people upload. */
import type { StoredUploadKind } from '#stores/uploads.ts';

export type UploadKind = StoredUploadKind;
