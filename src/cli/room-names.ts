import { createHash } from 'node:crypto';
import type { RoomName } from '../model/room.js';

const LONGEST = 64;
const SUFFIX = 9;

/**
 * The names that the room of an imported meeting may have, best first: its id in lower case with other
 * characters as hyphens; the same with eight hex characters of the id's SHA-256 behind, for when that is taken, empty, too
 * long, or one of the pools.
 */
export function roomNamesFor(meetingId: string): readonly RoomName[] {
  const plain = meetingId
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  const hex = createHash('sha256').update(meetingId).digest('hex').slice(0, 8);
  const suffixed = plain === '' ? hex : `${plain.slice(0, LONGEST - SUFFIX)}-${hex}`;
  const isFree = plain !== '' && plain.length <= LONGEST && !plain.startsWith('pool-');
  return (isFree ? [plain, suffixed] : [suffixed]).map((id): RoomName => `agenda/${id}`);
}
