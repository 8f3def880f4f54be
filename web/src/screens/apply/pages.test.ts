import type { LintFinding } from '@ytterby/core/licensing';
import { describe, expect, test } from 'vitest';
import { fieldAt, fieldOf, freeId, withField, withoutEntry } from './fields.ts';
import { nextPage, pageOf, pagesOf, progressOf } from './pages.ts';

const found = (field: string, severity: LintFinding['severity'] = 'error') =>
  ({ field, severity, code: 'field-missing' }) as LintFinding;

describe('pages', () => {
  test.each([
    ['lines[0].quantity', 'items'],
    ['endUsers', 'end-user'],
    ['papers.contract', 'papers'],
    ['determination.outcome', 'check'],
  ])('%s is asked on %s', (field, page) => {
    expect(pageOf(field)).toBe(page);
  });

  test('a small change has no items and no certificate', () => {
    expect(pagesOf({ kind: 'minor-change' })).toEqual(['kind', 'change', 'applicant', 'papers', 'check']);
    expect(pagesOf({ kind: 'technology' })).toContain('technology');
  });

  test('pages that are complete are passed over', () => {
    const draft = { kind: 'individual-licence', validity: { from: '2026-12-01' } } as const;
    const findings = [found('contract.number'), found('papers.contract'), found('proof.seal', 'warning')];
    expect(nextPage(draft, findings)).toBe('items');
    expect(nextPage(draft, findings, 'items')).toBe('proof');
    expect(nextPage(draft, findings, 'proof')).toBe('papers');
    expect(nextPage(draft, findings, 'papers')).toBe('check');
    expect(nextPage({ kind: 'individual-licence' }, [])).toBe('days');
    expect(progressOf('proof', draft, findings)).toBe('look');
  });
});

describe('fields', () => {
  const draft = { kind: 'individual-licence', lines: [{ id: '1' }, { id: '3' }] } as const;

  test('are set on the way, and leave nothing empty behind', () => {
    const set = withField(draft as never, 'applicant.contact.phone', '1');
    expect(fieldAt(set, 'applicant.contact.phone')).toBe('1');
    expect(withField(set, 'applicant.contact.phone', undefined)).toEqual(draft);
    expect(withField(draft as never, 'endUsers[0].name', 'A')).toMatchObject({ endUsers: [{ name: 'A' }] });
  });

  test('entries keep their places', () => {
    expect(withField(draft as never, 'lines[1].hs', '850511')).toMatchObject({
      lines: [{ id: '1' }, { id: '3', hs: '850511' }],
    });
    expect(withoutEntry(draft as never, 'lines', 0)).toMatchObject({ lines: [{ id: '3' }] });
    expect(freeId(draft.lines)).toBe('4');
  });

  test.each([
    ['/body/application/contract/currency', 'contract.currency'],
    ['/body/application/lines/0/quantity', 'lines[0].quantity'],
    ['/body/facts/lines/0', undefined],
  ])('a problem at %s lies in %s', (path, field) => {
    expect(fieldOf(path)).toBe(field);
  });
});
