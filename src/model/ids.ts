/** `length` random bytes; in a page `crypto.getRandomValues`, in a test a seeded source. */
export type RandomBytes = (length: number) => Uint8Array;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Ids of commands, topics and writes: 22 characters of 6 bits are 132 bits, so nobody need ask whether one is taken. */
const ID_LENGTH = 22;

export function randomId(randomBytes: RandomBytes): string {
  let id = '';
  for (const byte of randomBytes(ID_LENGTH)) id += ALPHABET[byte % ALPHABET.length]!;
  return id;
}

/** What is hashed before a payload: 32 hex characters. */
export function randomSalt(randomBytes: RandomBytes): string {
  let salt = '';
  for (const byte of randomBytes(16)) salt += byte.toString(16).padStart(2, '0');
  return salt;
}
