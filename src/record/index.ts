/** The chain of sealed entries: canonical JSON, hashes, verification, and the witness of a page. */
export { canonicalJson, canonicalSettingsJson, UnsealableError } from './canonical.js';
export { ENTRY_BYTES, sizeOf } from './entry-size.js';
export { DEFAULT_ALGORITHM, hashText, isKnownAlgorithm, UnknownAlgorithmError } from './hash.js';
export { contentDigest, emptyHead, firstPrev, hashEntry, headOf, payloadHash, settingsHash } from './seal.js';
export { chainStart, compareHead, verifyChain, type ChainFault, type ChainPoint, type ChainVerdict } from './verify.js';
export { compareWitness, type Witness, type WitnessVerdict } from './witness.js';
