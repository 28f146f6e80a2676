/** What uploads ask of the recognition of faces. */
import { VidetteError } from '#domain/errors.ts';

export interface FaceMeta {
  /** Normalised 0..1 of the picture: `[x_min, y_min, x_max, y_max]`. */
  readonly boxNorm: readonly [number, number, number, number];
  /** Normalised 0..1, `[x, y]`. */
  readonly landmarks: readonly (readonly [number, number])[];
  /** Of the features, as little-endian float32. */
  readonly descriptor: { readonly data: Buffer; readonly norm: number } | null;
}

export interface FaceRecognition {
  /** A model is there to ask. */
  isInstalled(): boolean;
  /** Faces in a picture, the largest first. Throws `unavailable` without a model. */
  facesIn(picture: Buffer): Promise<readonly FaceMeta[]>;
}

/** Of an installation without a model. */
export const noFaceModel: FaceRecognition = {
  isInstalled: () => false,
  facesIn: async () => {
    throw new VidetteError(
      'unavailable',
      'no face model is installed that this version uses, so faces in pictures cannot be read: "npm run vidette -- models pull yunet_s_640_640 mobilefacenet_foamliu" (or "models add <file>.onnx") installs models, for the recogniser of a later version',
      { reason: 'no_face_model' },
    );
  },
};
