import { describe, expect, it } from 'vitest';
import { type Actor, may, type Membership, PUBLIC, visibleOrganisations } from './actor.ts';
import { ACTIONS, RIGHTS, type Right } from './rights.ts';
import { MEMBER_ROLES, ORGANISATION_KINDS, type OrganisationKind, ROLES, roleFits } from './roles.ts';

const account = { id: 'p-1', name: 'Li Mei', email: 'li.mei@example.com' };
const person = (...memberships: Membership[]): Actor => ({ ...PUBLIC, account, session: 's-1', memberships });
const exporter = person({ organisation: 'own', roles: ['exporter'] });

describe('what a person may do', () => {
  it('nothing but what is public, while not signed in', () => {
    expect(may(PUBLIC, 'determination.make')).toBe('allowed');
    expect(may(PUBLIC, 'account.read')).toBe('refused');
    expect(may(PUBLIC, 'library.read', 'own')).toBe('hidden');
    expect(may(PUBLIC, 'people.administer')).toBe('refused');
  });

  it('their own organisation, and of others not even that they exist', () => {
    expect(may(exporter, 'library.change', 'own')).toBe('allowed');
    expect(may(exporter, 'library.change', 'other')).toBe('hidden');
    expect(may(exporter, 'organisation.change', 'own')).toBe('refused');
  });

  it('a role in one organisation counts in that one alone', () => {
    const two = person(
      { organisation: 'one', roles: ['exporter'] },
      { organisation: 'two', roles: ['organisation-administrator'] },
    );
    expect(may(two, 'organisation.change', 'two')).toBe('allowed');
    expect(may(two, 'organisation.change', 'one')).toBe('refused');
  });

  it('an administrator manages every organisation and reads no records', () => {
    const administrator = person({ organisation: 'home', roles: ['administrator'] });
    expect(may(administrator, 'organisation.change', 'any')).toBe('allowed');
    expect(may(administrator, 'member.change', 'any')).toBe('allowed');
    expect(may(administrator, 'library.read', 'any')).toBe('refused');
    expect(visibleOrganisations(administrator)).toBe('all');
  });

  it('an agent what the power of attorney covers, and only with the right role', () => {
    const agent: Actor = { ...exporter, agencies: [{ agent: 'own', principal: 'abroad', scopes: ['records'] }] };
    expect(may(agent, 'library.change', 'abroad')).toBe('allowed');
    expect(may(agent, 'organisation.read', 'abroad')).toBe('allowed');
    expect(may(agent, 'organisation.change', 'abroad')).toBe('refused');
    expect(may(agent, 'member.read', 'abroad')).toBe('refused');
    expect(visibleOrganisations(agent)).toEqual(['own', 'abroad']);

    const reportsOnly: Actor = { ...agent, agencies: [{ agent: 'own', principal: 'abroad', scopes: ['reports'] }] };
    expect(may(reportsOnly, 'library.change', 'abroad')).toBe('refused');
    expect(may(reportsOnly, 'organisation.read', 'abroad')).toBe('allowed');

    const analyst: Actor = { ...agent, memberships: [{ organisation: 'own', roles: ['analyst'] }] };
    expect(may(analyst, 'library.change', 'abroad')).toBe('refused');
  });

  it('an agency is not handed on', () => {
    const chain: Actor = {
      ...exporter,
      agencies: [
        { agent: 'own', principal: 'abroad', scopes: ['records'] },
        { agent: 'abroad', principal: 'further', scopes: ['records'] },
      ],
    };
    expect(may(chain, 'library.read', 'further')).toBe('hidden');
    expect(visibleOrganisations(chain)).toEqual(['own', 'abroad']);
  });

  it('a role that decides, only once the second factor was given', () => {
    const without: Actor = { ...person(), withheld: [{ organisation: 'home', roles: ['administrator'] }] };
    expect(may(without, 'people.administer')).toBe('second-factor-needed');
    expect(may(without, 'organisation.change', 'any')).toBe('second-factor-needed');
    expect(may(without, 'library.read', 'any')).toBe('hidden');
    expect(may(without, 'account.change')).toBe('allowed');
    expect(visibleOrganisations(without)).toEqual([]);
  });

  it('a program with a token: what its roles allow, and nothing on the account', () => {
    const program: Actor = { ...exporter, session: null, token: 't-1' };
    expect(may(program, 'library.change', 'own')).toBe('allowed');
    expect(may(program, 'account.read')).toBe('refused');
    expect(may(program, 'account.change')).toBe('refused');
  });

  it('an invented organisation: everybody looks, and nobody changes', () => {
    const visitor: Actor = { ...PUBLIC, demos: ['demo'] };
    expect(may(visitor, 'library.read', 'demo')).toBe('allowed');
    expect(may(visitor, 'organisation.read', 'demo')).toBe('allowed');
    expect(may(visitor, 'organisation.list')).toBe('allowed');
    expect(may(PUBLIC, 'organisation.list')).toBe('refused');
    expect(may(visitor, 'library.change', 'demo')).toBe('refused');
    expect(may(visitor, 'member.read', 'demo')).toBe('refused');
    expect(may(visitor, 'library.read', 'other')).toBe('hidden');
    expect(visibleOrganisations(visitor)).toEqual(['demo']);
    expect(visibleOrganisations({ ...exporter, demos: ['demo'] })).toEqual(['own', 'demo']);
  });

  it('after a password without the second factor: nothing', () => {
    const half: Actor = { ...PUBLIC, session: 's-1' };
    expect(ACTIONS.filter((action) => may(half, action) === 'allowed')).toEqual(
      ACTIONS.filter((action) => may(PUBLIC, action) === 'allowed'),
    );
  });
});

describe('the tables', () => {
  it('officers exist in the authority alone, administrators in the installation alone', () => {
    const kinds = Object.keys(ORGANISATION_KINDS) as OrganisationKind[];
    const where = (role: keyof typeof ROLES) => kinds.filter((kind) => roleFits(role, kind));
    expect(where('licensing-officer')).toEqual(['licensing-authority']);
    expect(where('senior-officer')).toEqual(['licensing-authority']);
    expect(where('adviser')).toEqual(['authority-unit']);
    expect(where('customs-officer')).toEqual(['customs']);
    expect(where('customs-system')).toEqual(['customs']);
    expect(where('auditor')).toEqual(['audit-office']);
    expect(where('administrator')).toEqual(['installation']);
    expect(where('exporter')).toEqual(['company', 'operator', 'research']);
  });

  it('a role that decides is never held by a program', () => {
    for (const role of MEMBER_ROLES) expect(ROLES[role].decides && ROLES[role].byToken, role).toBe(false);
  });

  it('every kind of organisation has a role, and every role somewhere to be', () => {
    for (const kind of Object.keys(ORGANISATION_KINDS) as OrganisationKind[])
      expect(
        MEMBER_ROLES.some((role) => roleFits(role, kind)),
        kind,
      ).toBe(true);
    for (const role of MEMBER_ROLES) expect(ROLES[role].in.length, role).toBeGreaterThan(0);
  });

  it('no right is listed twice, and whoever changes something may read it', () => {
    for (const action of ACTIONS) {
      const rights: readonly Right[] = RIGHTS[action];
      const lines = rights.map((right) => JSON.stringify([right.role, right.when, right.scope]));
      expect(new Set(lines).size, action).toBe(lines.length);
    }
    const readers = (action: keyof typeof RIGHTS) =>
      new Set((RIGHTS[action] as readonly Right[]).map(({ role }) => role));
    for (const [change, read] of [
      ['member.change', 'member.read'],
      ['agent.appoint', 'agent.read'],
      ['library.change', 'library.read'],
      ['organisation.change', 'organisation.read'],
      ['job.change', 'job.read'],
      ['people.administer', 'people.read'],
    ] as const)
      for (const role of readers(change)) expect(readers(read).has(role), `${role} ${change}`).toBe(true);
  });
});
