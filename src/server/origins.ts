/** Which web pages may talk to the server (SEC-3). */
export interface OriginRules {
  /** Exact origins: scheme, host and port. */
  readonly allowed: readonly string[];
  /** Whether a client that sends no Origin, and so is no browser, is let in. */
  readonly allowMissing: boolean;
}

export function isAllowedOrigin(rules: OriginRules, origin: string | undefined): boolean {
  return origin === undefined ? rules.allowMissing : rules.allowed.includes(origin);
}

/** An origin as browsers write it, or undefined when the text is none: a path or a trailing slash would never match. */
export function parseOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, protocol } = new URL(text);
  return origin === text && (protocol === 'http:' || protocol === 'https:') ? origin : undefined;
}
