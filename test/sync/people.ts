import type { Person } from '../../src/model/person.js';

/** People of the samples' county, one an office. */
export const clerk: Person = { id: 'u-cpc-clerk', name: '陆知行', office: 'cpc', roles: ['clerk'] };
export const director: Person = { id: 'u-cpc-director', name: '祁明远', office: 'cpc', roles: ['director'] };
export const leader: Person = { id: 'u-cpc-leader', name: '岑予安', office: 'cpc', roles: ['leader'] };
export const secondDirector: Person = { id: 'u-cpc-deputy', name: '沈书言', office: 'cpc', roles: ['director'] };
export const govClerk: Person = { id: 'u-gov-clerk', name: '温如许', office: 'gov', roles: ['clerk'] };
