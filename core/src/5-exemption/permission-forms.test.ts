import { describe, expect, test } from 'vitest';
import { permissionForms } from './permission-forms.ts';

const line = { item: {} };
const able = { complianceSystem: 'yes', exportRecord: 'yes', fixedChannels: 'yes', barredByPenalty: 'no' } as const;
const open = { generalLicence: 'not-met', registration: 'not-met' } as const;
const openness = (forms: ReturnType<typeof permissionForms>) =>
  Object.fromEntries(forms.map((form) => [form.form, form.open]));

describe('forms of permission (Order 792 arts. 15, 16, 19, 20, 26)', () => {
  test('an able exporter may apply for a general licence; a sale opens no registration certificate', () => {
    expect(openness(permissionForms(able, { ...line, movement: 'sale' }, open))).toEqual({
      'individual-licence': 'met',
      'general-licence': 'met',
      'registration-certificate': 'not-met',
    });
  });
  test('goods going back after repair may go on a registration certificate', () => {
    expect(
      openness(permissionForms(able, { ...line, movement: 'repair-return' }, open))['registration-certificate'],
    ).toBe('met');
  });
  test('a Watch List party closes both, whatever the exporter can show', () => {
    const closed = permissionForms(
      able,
      { ...line, movement: 'repair-return' },
      { generalLicence: 'met', registration: 'met' },
    );
    expect(openness(closed)).toEqual({
      'individual-licence': 'met',
      'general-licence': 'not-met',
      'registration-certificate': 'not-met',
    });
  });
  test('a bar by penalty closes both', () => {
    const barred = permissionForms(
      { ...able, barredByPenalty: 'yes' },
      { ...line, movement: 'exhibition-abroad' },
      open,
    );
    expect(openness(barred)).toMatchObject({ 'general-licence': 'not-met', 'registration-certificate': 'not-met' });
  });
  test('what is not stated leaves a form open, never closed or granted', () => {
    expect(openness(permissionForms(undefined, line, open))).toMatchObject({
      'general-licence': 'unknown',
      'registration-certificate': 'unknown',
    });
  });
});
