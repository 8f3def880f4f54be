import { END_USES, type ExportFacts, FORMS } from '@ytterby/core';
import { factPlaces } from '@ytterby/core/fact-fields';
import { describe, expect, it } from 'vitest';
import { CHOICES, END_USES_OFFERED, fieldFor, FORMS_OFFERED, SILENCE_SAYS } from './fact-fields.ts';

const FACTS: ExportFacts = {
  asOf: '2026-11-26',
  lines: [{ item: {} }],
  bom: { parts: [{ id: 'motor', inputs: [{ part: 'other' }, { part: 'magnet' }] }, { id: 'magnet' }, { id: 'other' }] },
};
const field = (about: string, id = about) => fieldFor({ id, about }, FACTS);

it('offers every form and every end use of the facts', () => {
  expect([...FORMS_OFFERED].sort()).toEqual([...FORMS].sort());
  expect([...END_USES_OFFERED].sort()).toEqual([...END_USES].sort());
});

it('knows of every choice whether leaving it out says something and unknown can be said', () => {
  const says = factPlaces().flatMap(({ path, field: { absent }, mayBeUnknown }) =>
    mayBeUnknown && (absent === 'follows' || absent === 'value') ? [path.replaceAll('[]', '')] : [],
  );
  const choices = [...Object.keys(CHOICES), 'parties.listEntry'];
  expect(choices.filter((path) => says.includes(path)).sort()).toEqual([...SILENCE_SAYS].sort());
});

describe('fieldFor', () => {
  it.each([
    ['to', 'country'],
    ['finalDestination', 'country'],
    ['via', 'countries'],
    ['exporter.chinesePerson', 'choice'],
    ['endUse.mayAlsoBe', 'choices'],
    ['exporter.country', 'country'],
    ['lines[0].origin', 'country'],
    ['lines[0].item.form', 'choice'],
    ['lines[0].item.elements', 'elements'],
    ['lines[0].item.code', 'text'],
    ['lines[0].item.contains', 'contains'],
    ['endUse.kind', 'choice'],
    ['parties', 'end-user'],
    ['parties[A].military', 'choice'],
    ['parties[A].owners', 'choice'],
    ['bom.parts[magnet].origin', 'country'],
    ['bom.parts[magnet].item', 'item'],
    ['bom.parts[magnet].value', 'value'],
    ['bom.parts[magnet].rareEarths', 'choice'],
  ])('answers %s by a field of kind %s', (about, kind) => {
    expect(field(about)?.kind).toBe(kind);
  });

  it.each(['bom', 'bom.parts[magnet].inputs', 'bom.parts[magnet].rates', 'lines[0].item.authority'])(
    'has no field for %s',
    (about) => {
      expect(field(about)).toBeUndefined();
    },
  );

  it('asks for an element by its name in the question', () => {
    expect(field('lines[0].item.mayContain', 'item.elementDy')).toEqual({
      kind: 'element',
      path: ['lines', 0, 'item'],
      element: 'Dy',
    });
  });

  it('puts a quantity where the part goes in', () => {
    expect(field('bom.parts[magnet].quantity', 'bom.magnet.quantitymotor')?.kind).toBe('amount');
    expect(field('bom.parts[magnet].quantity', 'bom.magnet.quantitymotor')).toMatchObject({
      path: ['bom', 'parts', { by: 'id', value: 'motor' }, 'inputs', 1, 'quantity'],
    });
  });

  it('offers the list entries that a party may be', () => {
    expect(fieldFor({ id: 'listed:A', about: 'parties[A].listEntry' }, FACTS, ['9'])).toMatchObject({
      values: ['none', '9'],
    });
  });
});
