/** Uploads for tests of those who refer to them: one of each kind that they need. */
import type { UploadDirectory } from '#services/uploads/directory.ts';

export const avatarId = '6f2d8a52-3a4e-4f0c-9f6b-0d3c1c6f8a01';
export const logoId = '6f2d8a52-3a4e-4f0c-9f6b-0d3c1c6f8a02';

const kinds: Record<string, string> = { [avatarId]: 'avatar', [logoId]: 'logo' };

export const testUploads: UploadDirectory = {
  find: async (_principal, id, kind) => (kinds[id] === kind ? { id } : undefined),
};
