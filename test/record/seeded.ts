/** A repeatable source of chance (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

/** The seeds of a run: `SEED=n` for one of them, else a few fixed ones and one that changes. Printed, so that a failure can be repeated. */
export function seeds(count: number): readonly number[] {
  const given = process.env['SEED'];
  const chosen = given === undefined ? [...Array(count).keys(), Date.now() % 1_000_000] : [Number(given)];
  console.log(`seeds: ${chosen.join(' ')}`);
  return chosen;
}

export function permutations<T>(list: readonly T[]): readonly T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((first, index) => {
    const others = [...list.slice(0, index), ...list.slice(index + 1)];
    return permutations(others).map((rest) => [first, ...rest]);
  });
}
