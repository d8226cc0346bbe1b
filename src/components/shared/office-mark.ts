import { html, type TemplateResult } from 'lit';
import { type FourOffice, type Office } from '../../model/offices.js';
import type { SharedWords } from './words.js';

/** The one hanzi that stands for each of the four offices, in every language. */
export const OFFICE_MARKS: Record<FourOffice, string> = { cpc: '委', npc: '人', gov: '府', cppcc: '协' };

export interface AvatarOptions {
  readonly small?: boolean;
  /** Typing in something now: green dot. */
  readonly editing?: boolean;
  /** Nothing is heard of them: dashed and dim. */
  readonly away?: boolean;
}

/** Surname in a ring of the office's colour. The label says name and office. */
export function avatar(
  person: { readonly name: string; readonly office: Office | '' },
  words: SharedWords,
  options: AvatarOptions = {},
): TemplateResult {
  const office = person.office === '' ? '' : words.office[person.office];
  const doing = options.away ? words.away : options.editing ? words.editing : '';
  const label = [person.name, office, doing].filter((part) => part !== '').join(' · ');
  const look = `${person.office} ${options.small ? 'small' : ''} ${options.editing ? 'editing' : ''} ${options.away ? 'away' : ''}`;
  return html`<span class="avatar ${look}" role="img" aria-label=${label} title=${label}
    >${firstCharacter(person.name)}</span
  >`;
}

/** The first character as a reader counts it: a surname outside the basic plane is two code units. */
function firstCharacter(name: string): string {
  for (const character of name) return character;
  return '?';
}
