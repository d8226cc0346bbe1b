/**
 * What a county's own sign-on would do: tell the server who somebody is. Part of the demo, never of
 * the product: it hands a token to whoever asks, so it listens on this machine alone.
 */
import { readFileSync } from 'node:fs';
import { SignJWT } from 'jose';

const roster = JSON.parse(readFileSync(new URL('people.json', import.meta.url), 'utf8'));

export const ISSUER = 'siban-host';
export const AUDIENCE = 'siban';
/** As short as a real portal would have it, so that renewing is seen at work. */
const LIFETIME_SECONDS = 600;

/** The four offices in their fixed order, with the people who can be played in each portal. */
export const PORTALS = ['cpc', 'npc', 'gov', 'cppcc'].map((office) => ({
  office,
  people: roster.portals[office].map((id) => ({ id, ...roster.people[id] })),
}));

/** The person with that id, or undefined. */
export function personCalled(id) {
  return Object.hasOwn(roster.people, id) ? { id, ...roster.people[id] } : undefined;
}

/** Makes the function that signs a token for a person; `secret` is the server's, as bytes. */
export function createIssuer(secret) {
  return (person) =>
    new SignJWT({
      name: person.name,
      office: person.office,
      roles: person.roles,
      access: [{ room: 'agenda/*', right: person.right ?? 'write' }],
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(person.id)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(secret);
}
